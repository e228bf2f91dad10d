import { beforeAll, describe, expect, it, vi } from 'vitest';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import type { PlanDocument, PlanSection } from './plan-document.ts';
import { HOSTILE } from './testing/pack-fixtures.ts';
import { informationOf, metadataOf, pagesOf, structureOf, validatePdf } from './testing/pdf-tools.ts';
import { planPdf } from './testing/render.ts';

// The programs that read PDFs take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const planOf = (sections: readonly PlanSection[]): PlanDocument => ({
  council: { name: 'Exampleshire County Council', isExample: true },
  title: 'Improvement plan',
  facts: `As at 1 December 2026. ${sections.length} sections.`,
  madeAt: '2026-12-01T09:00:00.000Z',
  sections,
  contentHash: 'ab'.repeat(32),
});

const actions = (count: number): PlanSection => ({
  heading: 'Actions',
  blocks: [{ items: ['By priority', 'By date'] }],
  parts: Array.from({ length: count }, (_, index) => ({
    heading: `${index + 1}. Shorter waits`,
    blocks: [
      {
        ...{ columns: ['Topic', 'Detail'], widths: [1, 3] },
        rows: [
          ['Due', '31 March 2027'],
          ['Owner', ''],
        ],
      },
    ],
  })),
});

describe.skipIf(!canReadPdfs())('the PDF of an improvement plan', () => {
  const plan = planOf([
    { heading: 'Why we have a plan', blocks: [{ text: `First.\n\n${HOSTILE}` }] },
    actions(2),
    { heading: 'Nothing in it', blocks: [{ columns: ['Topic', 'Detail'], rows: [] }, { items: [] }] },
  ]);
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await planPdf(plan);
  });

  it('is an accessible, well-formed PDF/UA-1 file with headings, lists and tables', async () => {
    await validatePdf(pdf);
    const information = await informationOf(pdf);
    expect(information).toMatchObject({
      Tagged: 'yes',
      Title: 'Improvement plan: Exampleshire County Council',
    });
    expect(await metadataOf(pdf)).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const structure = await structureOf(pdf);
    for (const tag of ['H1', 'H2', 'H3', 'Table', 'TH', 'LI']) expect(structure).toContain(tag);
  });

  it('says what it is of, marks it, and sets text as it was typed', async () => {
    const text = (await pagesOf(pdf)).join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('OFFICIAL Improvement plan As at 1 December 2026. 3 sections.');
    expect(text).toContain('This is an example council');
    expect(text).toContain('*bold* _emphasis_ `code`');
    expect(text).toContain('Not provided');
    expect(text).toMatch(/Document fingerprint: abab/);
  });

  it('gives the same bytes for the same plan', async () => {
    expect(Buffer.from(await planPdf(plan)).equals(Buffer.from(pdf))).toBe(true);
  });

  it('is made of a plan without actions and of one with 500', async () => {
    await validatePdf(await planPdf(planOf([])));
    const pages = await pagesOf(await planPdf(planOf([actions(500)])));
    expect(pages.join('\n')).toContain('500. Shorter waits');
  });
});
