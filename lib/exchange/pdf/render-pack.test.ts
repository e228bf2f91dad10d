import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defineFramework } from '#lib/frameworks/define-framework.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { formatList, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { createWorkerPool, type PoolOptions } from '#lib/platform/workers/pool.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';
import { STATEMENT_IDS, STATEMENTS, scoreWords } from '#lib/scoring/index.ts';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import { FICTIONAL, FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import type { PackDocument } from './pack-document.ts';
import { sourceName } from './pack-view.ts';
import { PDF_POOL, PdfError, renderIn } from './render-pdf.ts';
import {
  emptyPack,
  HOSTILE,
  packOf,
  registerOf,
  SCRIPT_LANGUAGES,
  SCRIPT_TEXTS,
  scoresOf,
} from './testing/pack-fixtures.ts';
import {
  bookmarksOf,
  fontsOf,
  informationOf,
  linksIn,
  metadataOf,
  objectsOf,
  pagesOf,
  pdfBodyOf,
  structureOf,
  treeOf,
  validatePdf,
  wordsOf,
} from './testing/pdf-tools.ts';
import { packPdf } from './testing/render.ts';
import type { PdfJob } from './typst.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

// The programs that read PDFs take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const run = promisify(execFile);

/** Text without the spaces, line ends and direction marks added by layout, for comparison. */
function bare(text: string): string {
  return text.normalize('NFC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}

/** The text of the pages in reading order, without spaces. */
async function read(pdf: Uint8Array): Promise<string> {
  return bare(await pdfBodyOf(pdf));
}

function headingsIn(structure: string): { level: number; text: string }[] {
  return Array.from(structure.matchAll(/^\s*H(\d) "(.*)" \(block\)$/gm), ([, level, text]) => ({
    level: Number(level),
    text: text ?? '',
  }));
}

async function expectAccessible(pdf: Uint8Array, pack: PackDocument): Promise<void> {
  const [information, metadata, pages, structure, objects] = await Promise.all([
    informationOf(pdf),
    metadataOf(pdf),
    pagesOf(pdf),
    structureOf(pdf),
    objectsOf(pdf),
    validatePdf(pdf),
  ]);
  expect(information.Tagged).toBe('yes');
  expect(bare(information.Title ?? '')).toContain(bare('Evidence pack: '));
  expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(objects.some((object) => object['/Lang'] === 'u:en-GB')).toBe(true);

  const levels = headingsIn(structure).map(({ level }) => level);
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => {
    expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
  });

  const figures = objects
    .filter((object) => object['/S'] === '/Figure')
    .map((figure) => String(figure['/Alt']));
  const logos = figures.filter((words) => words.includes('Logo of '));
  expect(logos).toHaveLength(pack.letterhead?.logo ? 1 : 0);
  expect(figures).toHaveLength(2 + logos.length);
  for (const words of figures) expect(words.length).toBeGreaterThan(logos.includes(words) ? 10 : 80);

  pages.forEach((page, index) => {
    expect(page.split(pack.marking).length - 1).toBeGreaterThanOrEqual(2);
    expect(page.trimStart().startsWith(pack.marking)).toBe(true);
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toContain(pack.packId);
  });

  for (const font of await fontsOf(pdf)) expect(font).toMatch(/ yes yes yes +\d+ +0$/);
}

it.skipIf(!canReadPdfs())(
  'shows a council’s logo and colour, and none of them in the next pack',
  async () => {
    const plain = packOf();
    const pdf = await packPdf(plain);
    const own = { ...plain, letterhead: { colour: '#7a1f5c', logo: pngFile({ width: 30, height: 30 }) } };
    await expectAccessible(await packPdf(own), own);
    expect(await packPdf(plain)).toEqual(pdf);
  },
);

describe.skipIf(!canReadPdfs())('the first page', () => {
  const by = { name: 'Łukasz Żółć', role: 'Director' };
  const at = '2026-07-01T08:30:00.000Z';

  it.each<[string, Partial<PackDocument>, readonly string[]]>([
    ['a draft', { signature: { state: 'not-signed' } }, ['Draft, not signed']],
    [
      'content changed after signing',
      { signature: { state: 'changed-since', version: 3, by, at } },
      [
        'Changed since version 3 was signed',
        'Version 3 was signed by Łukasz Żółć, director, on 1 July 2026, 9:30am.',
      ],
    ],
    [
      'a cycle as it was closed',
      { signature: { state: 'signed', version: 1, by, at }, closedAt: '2027-04-02T09:00:00.000Z' },
      ['Version 1, signed', 'As at 2 April 2027, 10am, when the assessment was closed.'],
    ],
  ])('says of %s that it is one', async (_what, change, words) => {
    const pack = packOf({ register: registerOf(3), change });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const [first = ''] = await pagesOf(pdf);
    for (const sentence of words) expect(bare(first)).toContain(bare(sentence));
    expect(bare(first).includes(bare('Draft, not signed'))).toBe(pack.signature.state === 'not-signed');
  });
});

describe.skipIf(!canReadPdfs())('a complete pack', () => {
  const pack = packOf();
  let pdf: Uint8Array;
  let pages: string[];
  let structure: string;
  beforeAll(async () => {
    pdf = await packPdf(pack);
    pages = await pagesOf(pdf);
    structure = await structureOf(pdf);
  });

  it('is an accessible, well-formed PDF/UA-1 file', () => expectAccessible(pdf, pack));

  it('carries title, author and the time it was made', async () => {
    const information = await informationOf(pdf);
    expect(information.Title).toBe('Evidence pack: Exampleshire County Council, Self-assessment 2026');
    expect(information.Author).toBe('Exampleshire County Council');
    expect(await metadataOf(pdf)).toContain('<xmp:CreateDate>2026-11-21T09:32:00+00:00</xmp:CreateDate>');
  });

  it('has the council, maker and time on the first page, and never the band alone', () => {
    const first = bare(pages[0] ?? '');
    for (const words of [
      'Exampleshire County Council',
      'For the Care Quality Commission (CQC) assessment of adult social care',
      'Self-assessment 2026',
      '1 April 2026 to 31 March 2027',
      'is an example council. It does not exist',
      '21 November 2026, 9:32am',
      'Sam Patel, assurance lead',
      pack.packId,
      `214, fingerprint ${pack.audit.hash}`,
      'Document fingerprint',
      'Last event',
      pack.contentHash,
      'Version 2, signed',
      'Signed by Dana Okafor, director, on 20 November 2026, 4:05pm.',
      'scores itself 78 out of 100: good. Gaining 1 point would reach outstanding. Losing 6 points would drop it to requires improvement.',
      'Providing support 88% 7 of 8 points',
      'They are not a rating by the Care Quality Commission.',
    ]) {
      expect(first).toContain(bare(words));
    }
    expect(first).not.toContain(bare('not complete'));
  });

  it('has every statement with score, words, reasons and evidence under its theme', async () => {
    const text = await read(pdf);
    for (const statement of pack.statements) {
      if (statement.score === null) throw new Error('The fixture is complete.');
      expect(text).toContain(bare(`Score ${statement.score}: ${scoreWords(statement.score)}`));
      for (const part of [statement.strengths, statement.improvements, statement.impact]) {
        expect(text).toContain(bare(part));
      }
      for (const item of statement.evidence) {
        const shown = [
          item.reference,
          item.title,
          item.category,
          item.shows || 'Not provided',
          item.location || 'Not provided',
        ];
        expect(text).toContain(bare(shown.join('')));
      }
    }
  });

  it('holds the reference alone of an item that is kept out', async () => {
    const [first, ...others] = registerOf(3);
    if (!first) throw new Error('There is no item');
    const without = {
      ...first,
      ...{ title: 'Not included: it needs redaction', datedOn: null, owner: '', voices: [], reviewBy: null },
      source: { kind: 'kept out' },
    } as const;
    const text = await read(await packPdf({ ...emptyPack(), register: [without, ...others] }));
    expect(text).toContain(bare('E1Not included: it needs redaction'));
    expect(text).toContain(bare('2 evidence items. Not included, as it needs redaction: E1'));
    expect(text).not.toContain(bare(first.title));
    expect(text).not.toContain(bare(sourceName(first.source)));
  });

  it('lists every item in the register with size, owner and fingerprint', async () => {
    const text = await read(pdf);
    for (const { reference, title, source, voices, reviewBy } of pack.register) {
      const name = sourceName(source);
      const from = voices.length === 0 ? '' : `From: ${lowerFirst(formatList(voices))}`;
      expect(text).toContain(bare(`${reference}${title}${name}${from}`));
      if (reviewBy) expect(text).toContain(bare(`Review by ${formatDate(reviewBy)}`));
      if (source.kind === 'file') {
        expect(text).toContain(source.sha256);
        expect(text).toContain(bare(`${new Intl.NumberFormat('en-GB').format(source.bytes)} bytes`));
      }
    }
  });

  it('leads from a reference in a text to its row of the register', async () => {
    const cited = packOf({
      register: registerOf(40),
      statement: (id) => (id === 'QS1' ? { strengths: 'As E38 p.4 shows, and E99 does not.' } : {}),
    });
    const [before, after] = await Promise.all([
      packPdf({ ...cited, statements: packOf({ register: registerOf(40) }).statements }),
      packPdf(cited),
    ]);
    const [tree, words] = await Promise.all([treeOf(after), wordsOf(after)]);
    const links = linksIn(tree);
    const reference = words.find(({ text }) => text === 'E38');
    const row = words.findLast(({ text }) => text === 'E38');
    const [link, ...others] = links.filter(
      ({ page, rect: [left = 0, , right = 0] }) =>
        page === reference?.page && left <= reference.left + 1 && right >= reference.right && right < 250,
    );
    expect(link?.to).toBe(row?.page);
    expect(row?.page).toBeGreaterThan(reference?.page ?? 0);
    expect(others).toEqual([]);
    expect(links.length).toBe(linksIn(await treeOf(before)).length + 1);
  });

  it('puts headings in order and tags tables with headers', () => {
    const headings = headingsIn(structure).map(({ text }) => text);
    expect(headings.slice(0, 6)).toEqual([
      'Evidence pack',
      'Result',
      'Contents',
      'Quality statements at a glance',
      'Flags',
      'How the score is calculated',
    ]);
    expect(headings.at(-1)).toBe('Evidence register');
    expect(headings.filter((text) => text === 'What we need to improve')).toHaveLength(9);
    expect(structure.match(/^ *Table /gm)).toHaveLength(4 + 9 + 1);
    expect(structure.match(/^ *TH /gm)).toHaveLength(3 + 5 + 4 + 4 + 9 * 5 + 10);
  });

  it('has a bookmark for each section and statement', async () => {
    expect(await bookmarksOf(pdf)).toEqual([
      'Result',
      'Quality statements at a glance',
      'Flags',
      'How the score is calculated',
      ...['Working with people', 'Providing support', 'Ensuring safety', 'Leadership'].flatMap(
        (theme, index) => [
          theme,
          ...STATEMENTS.filter((statement) => statement.theme === index + 1).map(
            ({ id, name }) => `${id} ${name}`,
          ),
        ],
      ),
      'Evidence register',
    ]);
  });

  it('describes both pictures', async () => {
    const alternatives = (await objectsOf(pdf)).flatMap((object) =>
      object['/Alt'] ? [String(object['/Alt'])] : [],
    );
    expect(alternatives.join('\n')).toContain('Partnerships and communities, 4: exceptional standard');
    expect(alternatives.join('\n')).toContain('The score, 78, is marked in Good.');
  });

  it('repeats the header of a table that spans pages', () => {
    const register = pages.filter(
      (page) => bare(page).includes('SHA-256') && bare(page).includes('Titleandfile'),
    );
    expect(register.length).toBeGreaterThan(4);
  });
});

describe.skipIf(!canReadPdfs())('another framework', () => {
  it('has its statements, themes, scale, weights and thresholds', async () => {
    const scores = scoresOf([3, 4, 2, 3, 5, 3, 4, 3, 1, 4, 3], FICTIONAL_FRAMEWORK);
    const pack = packOf({
      framework: FICTIONAL_FRAMEWORK,
      scores,
      register: registerOf(12, FICTIONAL_FRAMEWORK),
    });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const text = await read(pdf);
    for (const words of [
      'Framework Fictional framework, 2031',
      'scores itself 65 out of 100: good. Gaining 14 points would reach outstanding. Losing 4 points would drop it to requires improvement. A point is one step in the score of a statement that counts once.',
      'Each of the 11 quality statements is scored from 1 to 5: 1 (far below), 2 (below), 3 (in between), 4 (above) and 5 (far above).',
      '“Safeguarding” and “Governance, management and sustainability” count twice. All others count once.',
      'as a percentage of 65, rounded to the nearest whole number.',
      'Here: 3 + 4 + 2 + 3 + 5 + 3 + 2 × 4 + 2 × 3 + 1 + 4 + 3 = 42 points. 42 out of 65 is 64.62%',
      'This pack’s headline uses the Fictional thresholds. Fictional thresholds (used in this pack)',
      'Good 60 to 85 60 to 85 39 to 55',
      'Score 5: Far above',
    ]) {
      expect(text).toContain(bare(words));
    }
    const alternatives = (await objectsOf(pdf)).flatMap((object) => object['/Alt'] ?? []).map(String);
    expect(alternatives.join('\n')).toContain('11 columns of five blocks, one column for each statement');
    const bookmarks = await bookmarksOf(pdf);
    expect(bookmarks.filter((bookmark) => /^F\d/.test(bookmark))).toHaveLength(11);
    // None of its scores raises a flag.
    expect(bookmarks).not.toContain('Flags');
  });

  it('sets long words of scores beside each other', async () => {
    const wide = defineFramework({
      ...FICTIONAL,
      id: 'wide-2031',
      statements: FICTIONAL.statements.map((each) => ({ ...each, id: each.id.replace('F', 'W') })),
      transitions: null,
      scale: FICTIONAL.scale.map(({ score }) => ({ score, words: 'Extraordinarily good' })),
      mappings: [],
    });
    addFramework(wide);
    const scores = scoresOf(
      Array.from({ length: 11 }, () => 3),
      wide,
    );
    const words = await wordsOf(await packPdf(packOf({ framework: wide, scores, register: [] })));
    const long = words.filter(({ page, text }) => page === 2 && text === 'Extraordinarily');
    const [picture] = Map.groupBy(long, ({ top }) => top).values();
    expect(picture).toHaveLength(11);
    picture?.forEach(({ left }, index) => {
      expect(left).toBeGreaterThan(picture[index - 1]?.right ?? 0);
    });
  });
});

describe.skipIf(!canReadPdfs())('other states', () => {
  it('shows on the first page what an incomplete assessment lacks and its possible range', async () => {
    const scores = scoresOf([3, 3, null, 2, 4, null, 1, 3, null]);
    const pack = packOf({ scores, state: exampleState(scores), register: registerOf(9) });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const first = bare((await pagesOf(pdf))[0] ?? '');
    expect(first).toContain(
      bare('This assessment is not complete: 6 of the 9 quality statements are scored.'),
    );
    expect(first).toContain(
      bare(
        'Still to score: QS3 Equity in experiences and outcomes; QS6 Safe systems, pathways and transitions; QS9 Learning, improvement and innovation.',
      ),
    );
    expect(first).toContain(bare('There is no overall score yet.'));
    expect(first).toContain(
      bare(
        'The score could end between 53 and 78 (requires improvement to good), because 3 statements are not scored.',
      ),
    );
    expect(first).toContain(bare('53 to 78 Requires improvement to good out of 100, possible range'));
    expect(await read(pdf)).toContain(bare(`Section 50: QS7 ${pack.flags[0]?.message}`));
  });

  it('does not describe a signed assessment as still open', async () => {
    const scores = scoresOf([3, 3, null, 2, 4, null, 1, 3, null]);
    const text = await read(await packPdf(packOf({ scores, register: [] })));
    expect(text).toContain(
      bare(
        'If every unscored statement scored 1, the result would be 53 (requires improvement). If they scored 4, it would be 78 (good).',
      ),
    );
    for (const words of [
      'could end',
      'can still',
      'possible range',
      'Still to score',
      'score yet',
      'total yet',
    ]) {
      expect(text).not.toContain(bare(words));
    }
  });

  it('does not show carried-forward scores as a result', async () => {
    const scores = scoresOf([3, 3, 3, 3, 4, 3, 3, 3, 3]);
    const state = exampleState(scores, { completed: [], carried: STATEMENT_IDS });
    const text = await read(await packPdf(packOf({ scores, state, register: [] })));
    expect(text).toContain(
      bare('This assessment is not final: 9 statements are carried forward and not confirmed.'),
    );
    expect(text).toContain(bare('The scores carried forward give 78, good.'));
    expect(text).toContain(bare('25 to 100 Inadequate to outstanding out of 100, possible range'));
    expect(text).toContain(bare('Status: not confirmed'));
    expect(text).not.toContain(bare('scores itself 78 out of 100'));
  });

  it('makes a plain pack when nothing has been done yet', async () => {
    const pack = emptyPack();
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    expect(bare((await pagesOf(pdf))[0] ?? '')).toContain(bare('0 of the 9 quality statements are scored'));
    const text = await read(pdf);
    expect(text.split('Notprovided')).toHaveLength(28);
    expect(text).toContain(bare('This pack has no evidence.'));
  });

  it('shows both bands and the reason if the published boundaries disagree', async () => {
    const pdf = await packPdf(packOf({ scores: scoresOf([3, 3, 3, 3, 4, 4, 3, 3, 3]), register: [] }));
    const first = bare((await pagesOf(pdf))[0] ?? '');
    expect(first).toContain(bare('Using the CQC published thresholds: Good'));
    expect(first).toContain(bare('(80 and over), and good using'));
  });

  it('does not call a real council an example', async () => {
    const pdf = await packPdf(packOf({ change: { council: { name: 'A Council', isExample: false } } }));
    expect(await read(pdf)).not.toContain(bare('example council'));
  });
});

describe.skipIf(!canReadPdfs())('what people type', () => {
  it('shows every script and symbol, in a text that can be copied', async () => {
    const texts = Object.values(SCRIPT_TEXTS);
    const pack = packOf({
      register: registerOf(texts.length).map((entry, index) => ({ ...entry, title: texts[index] ?? '' })),
      statement: () => ({ strengths: texts.join('\n\n'), improvements: texts.toReversed().join('\n\n') }),
    });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const text = bare((await pagesOf(pdf)).join(''));
    for (const [script, words] of Object.entries(SCRIPT_TEXTS)) {
      expect(text.split(bare(words)).length - 1, script).toBeGreaterThanOrEqual(18);
    }
    expect(text).not.toContain('\ufffd');
    const languages = new Set((await objectsOf(pdf)).map((object) => object['/Lang']));
    for (const language of Object.values(SCRIPT_LANGUAGES)) expect(languages).toContain(`u:${language}`);
  });

  it('sets each script in a font of its own, and opens no other', async () => {
    const latin = ['SourceSans3-Regular', 'SourceSans3-SemiBold'];
    for (const [script, font] of [
      ['Hindi', 'NotoSans-Regular'],
      ['Telugu', 'NotoSansTelugu-Regular'],
      ['Malayalam', 'NotoSansMalayalam-Regular'],
      ['Sinhala', 'NotoSansSinhala-Regular'],
      ['Amharic', 'NotoSansEthiopic-Regular'],
      ['Hebrew', 'NotoSansHebrew-Regular'],
      ['Pashto', 'Amiri-Regular'],
      ['Kannada', 'NotoSansKannada-Regular'],
      ['Georgian', 'NotoSansGeorgian-Regular'],
      ['Armenian', 'NotoSansArmenian-Regular'],
      ['Burmese', 'NotoSansMyanmar-Regular'],
      ['Khmer', 'Battambang-Regular'],
      ['Lao', 'NotoSansLao-Regular'],
      ['Thai', 'NotoSansThai-Regular'],
      ['Korean', 'NanumGothic'],
      ['Japanese', 'NotoSansHans-Regular'],
      ['Cantonese', 'NotoSansHans-Regular'],
      ['emoji', 'NotoEmoji-Regular'],
    ] as const) {
      const pdf = await packPdf({ ...emptyPack(), madeBy: { name: SCRIPT_TEXTS[script], role: '' } });
      const names = (await fontsOf(pdf)).map((line) => /\+(\S+?)(?:-Identity-H)? /.exec(line)?.[1]);
      expect(names.sort(), script).toEqual([...latin, font].sort());
    }
  });

  it('shows text that looks like markup as typed', async () => {
    const pack = packOf({
      register: registerOf(9).map((entry) => ({ ...entry, title: HOSTILE, owner: '#sys.inputs' })),
      statement: () => ({ strengths: HOSTILE, improvements: HOSTILE, impact: HOSTILE }),
      change: {
        madeBy: { name: '#panic("x") *S*', role: '$lead$' },
        cycle: { ...packOf().cycle, name: '= Cycle #1' },
      },
    });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const text = await read(pdf);
    expect(text.split(bare(HOSTILE)).length - 1).toBeGreaterThanOrEqual(27 + 9);
    expect(text).toContain(bare('#panic("x") *S*, $lead$'));
    expect(text).toContain(bare('= Cycle #1'));
  });

  it('survives control characters, lone surrogates, missing glyphs and combining marks on the wrong letters', async () => {
    const odd =
      'a\u0000b\u0007c\u001b[31m d\ud800e\udc00f \u202eg\u202c ᎠᎡ \ufffe \u{10ffff} \ue000 x\u0338 ক\u0301 a\u09be 👍🏽 🏴\u{e0067}\u{e007f}';
    const pack = packOf({
      register: registerOf(5).map((entry) => ({ ...entry, title: odd, owner: odd })),
      statement: () => ({
        strengths: odd,
        improvements: '\u0301\u0302',
        impact: 'one\u2028two\u000bthree\r\nfour\rfive',
      }),
      change: { council: { name: odd, isExample: false } },
    });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const text = bare((await pagesOf(pdf)).join(''));
    expect(text).toContain(bare('abc[31m d\ufffde\ufffdf g [U+13A0 U+13A1] [U+FFFE] [U+10FFFF] [U+E000]'));
    expect(text).toContain('onetwothreefourfive');
  });

  it('makes a pack of any characters', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 20, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(texts, async (parts) => {
        const text = parts.join('\n');
        const register = registerOf(2).map((entry) => ({ ...entry, title: text, owner: text }));
        const pack = packOf({
          register,
          statement: () => ({ strengths: text, improvements: '', impact: '' }),
        });
        expect((await packPdf(pack)).length).toBeGreaterThan(1000);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps long words, addresses and file names within the page and whole', async () => {
    const word = 'W'.repeat(200);
    const address = `https://www.exampleshire.example/${'report-2026_final/'.repeat(12)}?q=${'x'.repeat(200)}`;
    const name = `${'minutes_'.repeat(30)}.pdf`;
    const pack = packOf({
      register: registerOf(4).map((entry, index) => ({
        ...entry,
        title: word,
        owner: address,
        source:
          index % 2 === 0
            ? { kind: 'link', url: address }
            : { kind: 'file', name, bytes: 2 ** 40, sha256: 'f'.repeat(64) },
      })),
      statement: () => ({ strengths: `Before ${word} after`, improvements: address }),
      change: { council: { name: `${'Very '.repeat(60)}${word}`, isExample: true } },
    });
    const pdf = await packPdf(pack);
    await expectAccessible(pdf, pack);
    const text = await read(pdf);
    for (const expected of [word, bare(address), bare(name), bare(`Before ${word} after`)])
      expect(text).toContain(expected);
    // Text outside the page or under another cell would be missing from a cropped reading of the page.
    const shown = bare((await pagesOf(pdf)).join(''));
    expect(shown).toContain(word);
  });

  it('sets a narrative of 10,000 characters and 500 items whole', async () => {
    const narrative = Array.from(
      { length: 120 },
      (_, index) => `Paragraph ${index}: ${'People are heard. '.repeat(4)}`,
    )
      .join('\n\n')
      .slice(0, 10_000);
    const pack = packOf({ register: registerOf(500), statement: () => ({ improvements: narrative }) });
    const pages = bare((await pagesOf(await packPdf(pack))).join(''));
    for (const paragraph of narrative.split('\n\n')) {
      const [, last] = /^(Paragraph \d+:).*/.exec(paragraph) ?? [];
      expect(pages.split(bare(last ?? paragraph)).length - 1).toBe(9);
    }
    for (const { reference, source } of pack.register) {
      expect(pages).toContain(reference);
      if (source.kind !== 'file') continue;
      const parts = source.sha256.match(/.{16}/g) ?? [];
      expect(parts).toHaveLength(4);
      for (const part of parts) expect(pages).toContain(part);
    }
  });
});

describe.skipIf(!canReadPdfs())('the renderer', () => {
  const pools: { stop: () => void }[] = [];
  afterAll(() => {
    for (const pool of pools) pool.stop();
  });

  function rendererOf(change: Partial<PoolOptions> = {}) {
    const pool = createWorkerPool<PdfJob, Uint8Array>({
      ...PDF_POOL,
      limits: { person: 9, council: 9, waiting: 9 },
      ...change,
    });
    pools.push(pool);
    return async (document: PackDocument, signal?: AbortSignal): Promise<Uint8Array> => {
      const made = await renderIn(
        pool,
        { council: 'a', person: 'b', signal },
        async () => document,
        (found) => ({ kind: 'pack', document: found }),
      );
      if (typeof made === 'string') throw new Error(made);
      return made.pdf;
    };
  }

  it('gives the same bytes for the same document, from one process and from another', async () => {
    const one = rendererOf();
    const first = await one(packOf());
    const between = await one(emptyPack());
    const second = await one(packOf());
    const other = await rendererOf()(packOf());
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.compare(first, other)).toBe(0);
    expect(Buffer.compare(first, between)).not.toBe(0);
  });

  it('makes packs one at a time and gives each caller their own', async () => {
    const render = rendererOf();
    const names = ['Alder', 'Birch', 'Cedar', 'Damson'];
    const pdfs = await Promise.all(
      names.map((name) => render({ ...emptyPack(), council: { name, isExample: false } })),
    );
    const authors = await Promise.all(pdfs.map(async (pdf) => (await informationOf(pdf)).Author));
    expect(authors).toEqual(names);
  });

  it('lets the process exit when it is idle', async () => {
    const script = `
      import { packPdf } from '#lib/exchange/pdf/testing/render.ts';
      import { emptyPack } from '#lib/exchange/pdf/testing/pack-fixtures.ts';
      console.log((await packPdf(emptyPack())).length > 1000);`;
    const options = ['--conditions=react-server', '--input-type=module', '--eval', script];
    const { stdout } = await run(process.execPath, options, { timeout: 20_000 });
    expect(stdout.trim()).toBe('true');
  });

  it('throws a typed error if the compiler refuses, and carries on', async () => {
    const render = rendererOf();
    const nonsense = render({ ...emptyPack(), madeAt: 'yesterday' });
    await expect(nonsense).rejects.toMatchObject({ name: 'PdfError', kind: 'refused' });
    await expect(nonsense).rejects.toBeInstanceOf(PdfError);
    expect((await render(emptyPack())).length).toBeGreaterThan(1000);
  });

  it('gives the reason if its process crashes, hangs or uses too much memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pack-worker-'));
    try {
      const module = join(folder, 'job.mjs');
      await writeFile(
        module,
        `export function runJob({ document: { packId } }) {
           if (packId === 'crash') process.exit(3);
           if (packId === 'hang') for (;;) {}
           if (packId === 'grow') for (const all = []; ; ) all.push(Buffer.alloc(9_000_000, 1));
           return new Uint8Array([1, 2, 3]);
         }`,
      );
      const render = rendererOf({ module, timeLimitMs: 5_000 });
      const greedy = rendererOf({ module, timeLimitMs: 60_000, memoryLimitBytes: 200 * 1024 ** 2 });
      const ask = (packId: string) => (packId === 'grow' ? greedy : render)({ ...emptyPack(), packId });
      const answers = await Promise.allSettled(['fine', 'crash', 'hang', 'fine', 'grow'].map(ask));
      expect(
        answers.map((answer) => (answer.status === 'rejected' ? answer.reason.kind : [...answer.value])),
      ).toEqual([[1, 2, 3], 'crashed', 'timed-out', [1, 2, 3], 'out-of-memory']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('stops when its request is aborted', async () => {
    const render = rendererOf();
    const gone = new AbortController();
    const abandoned = render(packOf({ register: registerOf(500) }), gone.signal);
    const next = render(emptyPack());
    gone.abort();
    await expect(abandoned).rejects.toThrow('abandoned');
    expect((await next).length).toBeGreaterThan(1000);
  });
});

describe.skipIf(!canReadPdfs())('a copy', () => {
  it('says on every page whom it is for', async () => {
    const copyFor = `${'Health scrutiny committee of a neighbouring authority '.repeat(2)}, 3 December 2026`;
    const pages = await pagesOf(await packPdf(packOf({ change: { copyFor } })));
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) expect(bare(page)).toContain(bare(`Copy for ${copyFor}`));
  });
});
