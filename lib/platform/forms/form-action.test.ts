import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formAction, publicAction, type Sender } from './form-action.ts';
import { lineField } from './text-field.ts';

const NOBODY = async (): Promise<Sender> => ({ session: null, requestId: 'r', address: '192.0.2.1' });

type Outcome =
  | { readonly outcome: 'gone' | 'wrong' | 'several' | 'stale' }
  | { readonly outcome: 'shown'; readonly code: string };

const action = publicAction({
  fields: ['title', 'dueOn', 'topics', 'password', 'file'],
  dates: ['dueOn'],
  lists: ['topics'],
  secrets: ['password'],
  files: ['file'],
  hidden: ['version'],
  schema: z.object({
    title: lineField({ called: 'Title', limit: 100, missing: 'Enter a title' }),
    dueOn: z.iso.date('Enter a date'),
    topics: z.array(z.string()),
    password: z.string().optional(),
    file: z.instanceof(File).nullable(),
    version: z.coerce.number(),
    outcome: z.string().optional(),
  }),
  giveBack: ({ file }) => (file ? { title: `As in ${file.name}` } : {}),
  run: async (_, { title }): Promise<Outcome> => {
    if (title === 'broken') throw new Error('broken');
    return title === 'shown' ? { outcome: 'shown', code: '42' } : { outcome: title as 'gone' };
  },
  outcomes: {
    gone: (_, { input }) => `/there/${input.version}`,
    wrong: { field: 'title', message: 'Wrong' },
    several: [
      { field: 'title', message: 'Wrong' },
      { field: 'dueOn', message: 'Late' },
    ],
    stale: { errors: [{ field: '', message: 'Stale' }], values: { version: '2' }, redraw: true },
    shown: ({ code }): { status: 'shown'; code: string } => ({ status: 'shown', code }),
  },
});

const TYPED = { title: 'gone', 'dueOn-day': '1', 'dueOn-month': '4', 'dueOn-year': '2026', version: '1' };

function sent(fields: Readonly<Record<string, string | File | readonly string[]>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...TYPED, ...fields })) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, one);
  }
  return action.answer(form, NOBODY);
}

describe('a form action', () => {
  it('tells each outcome: another page, what is wrong, or another state', async () => {
    expect(await sent({})).toEqual({ to: '/there/1' });
    expect(await sent({ title: 'wrong' })).toMatchObject({
      state: { status: 'refused', errors: [{ field: 'title', message: 'Wrong' }] },
      redraw: false,
    });
    expect(await sent({ title: 'several' })).toMatchObject({ state: { errors: [{}, { field: 'dueOn' }] } });
    expect(await sent({ title: 'stale' })).toMatchObject({
      state: { values: { title: 'stale', version: '2' } },
      redraw: true,
    });
    expect(await sent({ title: 'shown' })).toEqual({ state: { status: 'shown', code: '42' }, redraw: false });
  });

  it('gives back what was typed, a date of three boxes and ticked boxes as one value, and no secret', async () => {
    const result = await sent({
      title: ' ',
      'dueOn-day': '31',
      'dueOn-month': '2',
      topics: ['a', 'b'],
      password: 'of mine',
      more: 'of nobody',
    });
    expect(result).toMatchObject({
      state: {
        errors: [
          { field: 'title', message: 'Enter a title' },
          { field: 'dueOn', message: 'Enter a date' },
        ],
      },
    });
    expect('state' in result && result.state.status === 'refused' && result.state.values).toEqual({
      title: ' ',
      dueOn: '31/2/2026',
      topics: 'a,b',
      version: '1',
    });
  });

  it.each(['\u200b \u00ad', 'Budget\u202efdp.exe', `${'x'.repeat(100)}\u200b y`])(
    'gives back %j as it was typed',
    async (title) => {
      const result = await sent({ title });
      expect('state' in result && result.state.status === 'refused' && result.state.values.title).toBe(title);
    },
  );

  it('gives back a file as what it says, once it could be read', async () => {
    const file = new File(['x'], 'rows.csv');
    expect(await sent({ title: 'wrong', file })).toMatchObject({
      state: { values: { title: 'As in rows.csv' } },
    });
    // As a browser sends it where none was selected.
    expect(await sent({ title: 'wrong', file: new File([], '') })).toMatchObject({
      state: { values: { title: 'wrong' } },
    });
  });

  it('of anyone fails with the page that every failure has', async () => {
    await expect(sent({ title: 'broken' })).rejects.toThrow('broken');
  });
});

it('tells nobody what would be fit to save who may not save it', async () => {
  const save = formAction({
    name: 'save',
    permission: 'statement:save',
    fields: ['title'],
    schema: z.object({ title: z.string('Enter a title') }),
    run: async () => ({ outcome: 'saved' }) as const,
    outcomes: { saved: '/saved' },
  });
  const result = await save.answer(new FormData(), NOBODY);
  expect(JSON.stringify(result)).toContain('you have been signed out');
  expect(JSON.stringify(result)).not.toContain('Enter a title');
});
