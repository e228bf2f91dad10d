import type { Page } from '@playwright/test';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';

type Person = 'lead' | 'contributor' | 'director' | 'admin';

/** Opens a page of Exampleshire as one of its people, in a tab of its own. */
export type Browse = (person: Person, path: string) => Promise<Page>;

type State = {
  readonly name: string;
  /** Brings Exampleshire there, and returns a page that only the person who did it sees. */
  readonly reach: (browse: Browse) => Promise<Page>;
  /** The pages that look different then. */
  readonly shown?: readonly (readonly [Person, string])[];
};

/** Sends the form and waits until the page says what became of it. */
async function send(page: Page, button: string): Promise<Page> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('main').getByRole('alert').first().waitFor();
  return page;
}

async function sendForSignOff(browse: Browse): Promise<Page> {
  const page = await browse('lead', '/review');
  await page.getByLabel('What should the director know?').fill('The figures for carers follow in January.');
  await page.getByRole('checkbox', { name: /^I am sending it with/ }).check();
  return send(page, 'Send for sign-off');
}

async function decide(browse: Browse, decision: RegExp, comment: string): Promise<Page> {
  const page = await browse('director', '/review');
  await page.getByLabel(decision).check();
  await page.getByLabel('Comment').fill(comment);
  return send(page, 'Confirm decision');
}

/**
 * States that none of the example councils is in. Each continues from the one before, in the order of a year's work, so
 * they are reached after the pages of the examples have been seen, and only in data that nobody keeps.
 */
export const STATES: readonly State[] = [
  {
    name: 'two versions of a statement',
    reach: async (browse) => {
      const [first, second] = [
        await browse('contributor', '/assessment/QS2'),
        await browse('lead', '/assessment/QS2'),
      ];
      await first.getByLabel('What we do well').fill('Carers are offered a conversation in ten days.');
      await send(first, 'Save and continue');
      await second.getByLabel('What we do well').fill('Carers are offered a conversation in five days.');
      return send(second, 'Save and continue');
    },
  },
  {
    name: 'a refused statement',
    reach: async (browse) => {
      const page = await browse('lead', '/assessment/QS3');
      await page.getByLabel('What we do well').fill('Too long. '.repeat(1_100));
      return send(page, 'Save and continue');
    },
  },
  {
    name: 'refused evidence',
    reach: async (browse) => send(await browse('lead', '/evidence/new?statement=QS1'), 'Upload'),
  },
  {
    name: 'a refused colour',
    reach: async (browse) => {
      const page = await browse('admin', '/settings/look');
      await page.getByLabel('Colour').fill('#ffcc00');
      return send(page, 'Save');
    },
  },
  {
    name: 'a look of its own',
    reach: async (browse) => {
      const page = await browse('admin', '/settings/look');
      await page.getByLabel('Colour').fill('#7a1f5c');
      const buffer = Buffer.from(pngFile({ width: 180, height: 48 }));
      await page.getByLabel('Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
      return send(page, 'Save');
    },
    shown: [
      ['lead', ''],
      ['lead', '/meeting'],
    ],
  },
  {
    name: 'sent for sign-off',
    reach: sendForSignOff,
    shown: [
      ['lead', ''],
      ['director', ''],
      ['director', '/review'],
      ['lead', '/assessment'],
      ['lead', '/assessment/QS1'],
      ['lead', '/evidence/new?statement=QS1'],
    ],
  },
  {
    name: 'a refused decision',
    reach: async (browse) => send(await browse('director', '/review'), 'Confirm decision'),
  },
  {
    name: 'returned',
    reach: (browse) => decide(browse, /^Return it/, 'Say how many carers waited longer than 28 days.'),
    shown: [
      ['lead', ''],
      ['lead', '/review'],
    ],
  },
  {
    name: 'signed',
    reach: async (browse) => {
      await sendForSignOff(browse);
      return decide(browse, /^Sign version/, 'Signed for the cabinet.');
    },
    shown: [
      ['director', ''],
      ['lead', '/review'],
      ['lead', '/assessment/QS1'],
    ],
  },
  {
    name: 'carried forward',
    reach: async (browse) => {
      const page = await browse('lead', '/cycles/start');
      await page.getByLabel('Name', { exact: true }).fill('The next assessment');
      const year = new Date().getFullYear();
      for (const [part, date] of [
        ['start', ['1', '1', `${year + 1}`]],
        ['end', ['31', '12', `${year + 1}`]],
      ] as const) {
        const group = page.getByRole('group', { name: `When does the period ${part}?` });
        for (const [index, box] of ['Day', 'Month', 'Year'].entries()) {
          await group.getByLabel(box).fill(date[index] ?? '');
        }
      }
      await page.getByLabel(/^Yes, copy/).check();
      return send(page, 'Close the assessment and start this one');
    },
    shown: [
      ['lead', ''],
      ['lead', '/assessment/QS1'],
      ['lead', '/review'],
      ['lead', '/figures'],
    ],
  },
  {
    name: 'scores hidden',
    reach: async (browse) => {
      const page = await browse('lead', '/assessment/challenge-settings');
      await page.getByLabel('Yes, hide the council’s score').check();
      return send(page, 'Save');
    },
    shown: [
      ['director', ''],
      ['director', '/assessment/QS7'],
      ['director', '/assessment/QS7/challenge'],
      ['director', '/review'],
      ['director', '/figures'],
    ],
  },
];
