import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import type { PaperDocument } from './paper-document.ts';
import { HOSTILE, SCRIPT_TEXTS, scoresOf } from './testing/pack-fixtures.ts';
import { fullestPaper, paperOf } from './testing/paper-fixtures.ts';
import {
  fontsOf,
  informationOf,
  metadataOf,
  objectsOf,
  pagesOf,
  pdfBodyOf,
  structureOf,
  validatePdf,
  wordsOf,
} from './testing/pdf-tools.ts';
import { paperPdf } from './testing/render.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

// The programs that read PDFs take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Text without the spaces and line ends added by layout, for comparison. */
function bare(text: string): string {
  return text.normalize('NFC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}

describe.skipIf(!canReadPdfs())('a board paper', () => {
  const paper = paperOf();
  let pdf: Uint8Array;
  let pages: string[];
  beforeAll(async () => {
    pdf = await paperPdf(paper);
    pages = await pagesOf(pdf);
  });

  it('is an accessible, well-formed PDF/UA-1 file', async () => {
    await validatePdf(pdf);
    const information = await informationOf(pdf);
    expect(information.Tagged).toBe('yes');
    expect(information.Title).toBe(
      'Board paper: Exampleshire County Council, Self-assessment 2026, 21 November 2026, 9:32am',
    );
    expect(await metadataOf(pdf)).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const objects = await objectsOf(pdf);
    expect(objects.some((object) => object['/Lang'] === 'u:en-GB')).toBe(true);
    const alternatives = objects.flatMap((object) => (object['/Alt'] ? [String(object['/Alt'])] : []));
    expect(alternatives).toHaveLength(2);
    expect(alternatives.join('\n')).toContain('The score, 78, is marked in Good.');
    expect(alternatives.join('\n')).toContain('A second scale, CQC published thresholds');
    expect(alternatives.join('\n')).toContain('Partnerships and communities, 4: exceptional standard');
    for (const font of await fontsOf(pdf)) expect(font).toMatch(/ yes yes yes +\d+ +0$/);
  });

  it('shows a council’s logo with its name and uses its colour, and stays two accessible pages', async () => {
    const own = await paperPdf({
      ...paper,
      letterhead: { colour: '#0b5f46', logo: pngFile({ width: 60, height: 20 }) },
    });
    await validatePdf(own);
    expect(await metadataOf(own)).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const objects = await objectsOf(own);
    const alternatives = objects.flatMap((object) => (object['/Alt'] ? [String(object['/Alt'])] : []));
    expect(alternatives.filter((text) => text.endsWith('Logo of Exampleshire County Council'))).toHaveLength(
      1,
    );
    expect(alternatives).toHaveLength(3);
    expect(await pagesOf(own)).toHaveLength(2);
    // Nothing of it is left for the next document.
    expect(await paperPdf(paper)).toEqual(pdf);
  });

  it('has headings in order and two tables with headers', async () => {
    const structure = await structureOf(pdf);
    const headings = Array.from(structure.matchAll(/^\s*H(\d) "(.*)" \(block\)$/gm), ([, level, text]) => [
      level,
      text,
    ]);
    expect(headings).toEqual([
      ['1', 'Board paper'],
      ['2', 'Summary'],
      ['2', 'Flags'],
      ['2', 'Quality statements'],
      ['2', 'How the score is calculated'],
    ]);
    expect(structure.match(/^ *Table /gm)).toHaveLength(2);
    expect(structure.match(/^ *TH /gm)).toHaveLength(2 + 7);
  });

  it('has the score, the time and the main facts on the first page', () => {
    expect(pages).toHaveLength(2);
    const first = bare(pages[0] ?? '');
    for (const words of [
      'Exampleshire County Council',
      'Self-assessment 2026',
      '1 April 2026 to 31 March 2027. As at 21 November 2026, 9:32am.',
      'Good out of 100',
      'To reach outstanding: raise one of 8 statements by 1.',
      paper.standing.heading,
      ...paper.facts.map(({ text }) => text),
      ...paper.flags,
      'Page 1 of 2',
    ]) {
      expect(first).toContain(bare(words));
    }
    // The score is said once, beside what it was before.
    expect(first.match(/(?<!isnow)78/g)).toHaveLength(1);
    // The second scale is marked where it differs, at the start of the upper band.
    expect(first).toMatch(/80.*100.*CQCpublishedthresholds.*Outstanding88/);
  });

  it('is portrait', async () => {
    const objects = await objectsOf(pdf);
    const boxes = objects.flatMap((object) => (object['/MediaBox'] ? [object['/MediaBox'] as number[]] : []));
    expect(boxes).toHaveLength(2);
    for (const [, , width = 0, height = 0] of boxes) expect(height).toBeGreaterThan(width);
  });

  it('has a line for each statement on the second, how the score is calculated, and both fingerprints', async () => {
    const second = bare(pages[1] ?? '');
    // In the order in which a screen reader reads it.
    const read = bare(await pdfBodyOf(pdf));
    for (const { id, name, score, flags } of paper.statements) {
      expect(read).toMatch(new RegExp(`${id}${bare(name)}${score}\\d,(nochange|up1)`));
      for (const flag of flags) expect(second).toContain(bare(flag));
    }
    for (const words of [
      '3 + 3 + 3 + 3 + 4 + 3 + 3 + 3 + 3 = 28 points',
      'They are not a rating by the Care Quality Commission. This is an example council.',
      `Document fingerprint: ${paper.contentHash}`,
      `Last event: 214, fingerprint ${paper.audit.hash}`,
      'Page 2 of 2',
    ]) {
      expect(second).toContain(bare(words));
    }
  });

  it('has the same bytes for the same document', async () => {
    await paperPdf(paperOf({ scores: scoresOf([1, 1, 1, 1, 1, 1, 1, 1, 1]) }));
    expect(Buffer.compare(pdf, await paperPdf(paperOf()))).toBe(0);
  });
});

describe.skipIf(!canReadPdfs())('other results', () => {
  it('shows a range while statements are not scored', async () => {
    const scores = scoresOf([3, 3, null, 2, 4, null, 1, 3, null]);
    const change = { state: exampleState(scores) };
    const [first = ''] = await pagesOf(await paperPdf(paperOf({ scores, change })));
    expect(bare(first)).toContain(bare('53 to 78'));
    expect(bare(first)).toContain(bare('out of 100, possible range'));
  });

  it('gives the reason if the published boundaries disagree', async () => {
    const [first = ''] = await pagesOf(
      await paperPdf(paperOf({ scores: scoresOf([3, 3, 3, 3, 4, 4, 3, 3, 3]) })),
    );
    expect(bare(first)).toContain(bare('(80 and over), and good using'));
  });
});

describe.skipIf(!canReadPdfs())('whatever people type', () => {
  const other = {
    framework: FICTIONAL_FRAMEWORK,
    scores: scoresOf([3, 4, 2, 3, 5, 3, 4, 3, 1, 4, 3], FICTIONAL_FRAMEWORK),
  };
  const sentence = 'Scored 3 on 1 item about warm meals (processes) from 2023 ';
  const unbroken = 'W'.repeat(2_000);
  it.each<[string, PaperDocument]>([
    ['long sentences everywhere', fullestPaper('Wilhelmina Wolstenholme-Wetherington', sentence.repeat(40))],
    ['the widest letters without a space', fullestPaper(unbroken, unbroken)],
    ['the tallest script', fullestPaper(SCRIPT_TEXTS.Tamil, SCRIPT_TEXTS.Tamil.repeat(40))],
    ['right to left', fullestPaper(SCRIPT_TEXTS.Urdu, SCRIPT_TEXTS.Urdu.repeat(40))],
    ['no spaces', fullestPaper(SCRIPT_TEXTS.Cantonese, SCRIPT_TEXTS.Cantonese.repeat(40))],
    ['characters that no font has', fullestPaper('Ꭰ'.repeat(200), 'Ꭱ'.repeat(2_000))],
    ['line after line', fullestPaper('a\n\n'.repeat(200), 'b\n\n'.repeat(1_000))],
    ['text that looks like markup', fullestPaper('#panic("x") *S*', HOSTILE)],
    ['the statements of another framework', fullestPaper(unbroken, unbroken, other)],
    [
      'its statements in the tallest script',
      fullestPaper(SCRIPT_TEXTS.Tamil, SCRIPT_TEXTS.Tamil.repeat(40), other),
    ],
  ])('is two pages with %s, nothing laid over anything', async (_what, paper) => {
    const pdf = await paperPdf(paper);
    await validatePdf(pdf);
    const pages = (await pagesOf(pdf)).map(bare);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toMatch(/And\d+moreonthesecondpage/);
    expect(pages[1]?.match(/And[45]more/g)).toHaveLength(paper.statements.length);
    // Text that does not fit runs over the words below it.
    const words = await wordsOf(pdf);
    for (const [page, under] of [
      [1, 'Page'],
      [2, 'How'],
    ] as const) {
      const onPage = words.filter((word) => word.page === page);
      const lowest = Math.max(...onPage.filter(({ text }) => text === 'more').map(({ bottom }) => bottom));
      const top = onPage.find(({ text }) => text === under)?.top ?? 0;
      expect(lowest, `page ${page}`).toBeLessThan(top);
    }
  });
});
