import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_PAGES, termsOf, typedAs } from '#lib/insight/search/rules.ts';
import { getSearch, type SearchView } from '#lib/pages/search.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { ROLES } from '#lib/platform/access/permissions.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { attachEvidence, replaceFile, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { saveTopic } from '#lib/record/topics/commands.ts';
import { deleteComment } from '#lib/work/comments/commands.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  evidenceUseInput,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceFile,
  makeEvidenceLink,
  makeMeasure,
  makeTopic,
  receivedFile,
  startNextCycle,
  type TestCouncil,
  topicInput,
} from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

type Council = TestCouncil & { readonly assessment: string };

let own: Council;
let other: Council;

beforeAll(async () => {
  own = await makeAssessedCouncil();
  other = await makeAssessedCouncil();
});

const search = (context: CouncilContext, typed: string): Promise<SearchView> =>
  getSearch(context, { typed: searchWords(typed), kind: null, page: 1 });

const MADE = 'Direct payments taken up';

/** What a search shows, in short: references and names, in order. */
async function found(context: CouncilContext, typed: string): Promise<readonly string[]> {
  const { direct, evidence, statements, comments, measures } = await search(context, typed);
  return [
    ...(direct.item ? [`= ${direct.item.reference}`] : []),
    ...evidence.map(({ item, page }) => `${item.reference}${page ? ` p.${page.number}` : ''}`),
    ...statements.map(({ statement, cycle }) => `${statement}${cycle.isOpen ? '' : ' closed'}`),
    ...comments.map(({ by, on }) => `comment on ${on.kind} of ${by.split(' of ')[0]}`),
    // The shipped ones have words of their own.
    ...measures.map(({ name }) => name).filter((name) => name === MADE),
  ];
}

/** Gives the newest file of an item these pages, as reading it would. */
async function readPages(council: Council, reference: string, pages: readonly string[]): Promise<void> {
  await asSuperuser(
    `WITH file AS (
       SELECT v.council_id, v.file_id FROM evidence_versions v JOIN evidence_items i ON i.council_id = v.council_id AND i.id = v.item_id
        WHERE i.council_id = $1 AND i.number = $2 ORDER BY v.number DESC LIMIT 1
     ), read AS (
       UPDATE file_texts t SET state = 'read', unit = 'page', units = $4, units_read = $4, read_at = now()
         FROM file WHERE t.council_id = file.council_id AND t.file_id = file.file_id
     ) INSERT INTO file_pages (council_id, file_id, number, body)
       SELECT council_id, file_id, n, body FROM file, unnest($3::text[]) WITH ORDINALITY p (body, n)`,
    [council.id, Number(reference.slice(1)), pages, pages.length],
  );
}

/** Rows in which what is searched differs from what it is made of. */
const differences = async () =>
  asSuperuser(
    `(SELECT council_id, kind, id, subject, words FROM search_entries EXCEPT SELECT * FROM search_sources)
     UNION ALL (SELECT * FROM search_sources EXCEPT SELECT council_id, kind, id, subject, words FROM search_entries)`,
  );

describe('a search', () => {
  it('finds titles, owners, file names, references, tags and links in any form', async () => {
    const { lead } = own.as;
    const file = await makeEvidenceFile(
      lead,
      { title: 'Café for unpaid carers at Łódź House', owner: 'Siobhán O’Brien' },
      'carers_survey-2025.txt',
    );
    const link = await makeEvidenceLink(lead, {
      title: 'Self-funders: gwasanaeth cymdeithasol',
      url: 'https://council.example/short-breaks',
      tags: ['winter plan'],
    });
    for (const typed of [
      'CAFE',
      'café',
      'carer',
      'caring carers',
      'lodz',
      'ŁÓDŹ',
      "o'brien",
      'O’Brien',
      'siobhan',
      'survey 2025',
      'carers_survey-2025.txt',
    ])
      expect(await found(lead, typed), typed).toEqual(typed === 'caring carers' ? [] : [file]);
    for (const typed of [
      'self funder',
      'self-funders',
      '“self funders”',
      'gwasanaeth',
      'short-breaks',
      'winter',
    ])
      expect(await found(lead, typed), typed).toEqual([link]);
    // Across what are texts of their own no words are in a row.
    for (const typed of ['"house siobhan"', '"o’brien carers"']) expect(await found(lead, typed)).toEqual([]);
    expect(await found(lead, file.toLowerCase())).toEqual([`= ${file}`, file]);
    expect((await found(lead, `e ${file.slice(1)}`))[0]).toBe(`= ${file}`);
    expect(await found(lead, 'E999')).toEqual([]);
  });

  it('finds the page of a file, words across pages and phrases, in any script', async () => {
    const { lead } = own.as;
    const file = await makeEvidenceFile(lead, { title: 'Annual plan' });
    await readPages(own, file, [
      'Introduction by the director',
      'Hospital discharge takes nineteen days. Young people wait, carers too.',
      'Young carers’ strategy: ہسپتال سے واپسی 3.5 days',
    ]);
    expect(await found(lead, 'discharges')).toEqual([`${file} p.2`]);
    expect(await found(lead, '"young carers"')).toEqual([`${file} p.3`]);
    const { evidence } = await search(lead, 'carers');
    expect(evidence.find(({ item }) => item.reference === file)?.page).toMatchObject({
      number: 2,
      others: [3],
    });
    expect(await found(lead, '"carers young"')).toEqual([]);
    expect(await found(lead, 'introduction strategy')).toEqual([`${file} p.1`]);
    expect(await found(lead, 'annual discharge')).toEqual([`${file} p.2`]);
    expect(await found(lead, 'ہسپتال')).toEqual([`${file} p.3`]);
    expect(await found(lead, '3.5')).toEqual([`${file} p.3`]);
    expect(await found(lead, '5.3')).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('finds what evidence shows, narratives, comments, measures and help, and marks where', async () => {
    const { lead } = own.as;
    const link = await makeEvidenceLink(lead, { title: 'Board minutes' });
    await attachEvidence(lead, [link], 'QS1', {
      ...evidenceUseInput(own),
      shows: 'Reablement works within weeks',
    });
    await saveStatement(lead, 'QS1', {
      ...ANSWERS,
      assessment: own.assessment,
      version: 0,
      strengths: 'Telecare reaches rural villages.',
    });
    await makeComment(lead, { body: 'Is the rota of sleep-ins agreed?' });
    await makeMeasure(lead, { name: MADE, source: 'Ledger of brokerage' });
    expect(await found(lead, 'reablement')).toEqual([link]);
    expect(await found(lead, 'minutes reablement')).toEqual([link]);
    expect(await found(lead, 'village telecare')).toEqual(['QS1']);
    expect(await found(lead, 'sleep-ins')).toEqual(['comment on statement of Assurance lead']);
    expect(await found(lead, 'direct payment')).toEqual([MADE]);
    expect(await found(lead, 'brokerage')).toEqual([MADE]);
    const view = await search(lead, 'signing in');
    expect(view.help.map(({ id }) => id)).toContain('signing-in');
    expect(view.isFound('signing')).toBe(true);
    expect(view.isFound('problems')).toBe(false);
    expect((await search(lead, 'safeguarding')).direct.statements.map(({ statement }) => statement)).toEqual([
      'QS7',
    ]);
  });

  it('leads to a page of an item, and to short forms written out', async () => {
    const { lead } = own.as;
    const link = await makeEvidenceLink(lead, { title: 'Deprivation of liberty: who waits in 2025 to 2026' });
    expect((await search(lead, `${link} p.4`)).direct.item).toMatchObject({ reference: link, page: 4 });
    for (const typed of ['DoLS', '2025/26']) {
      const view = await search(lead, typed);
      expect([view.instead, view.writtenOut], typed).toEqual([expect.stringMatching(/ of | to /), null]);
      expect(view.evidence.map(({ item }) => item.reference)).toEqual([link]);
    }
    await makeEvidenceLink(lead, { title: 'DoLS training' });
    expect(await search(lead, 'DoLS')).toMatchObject({
      instead: null,
      writtenOut: '“deprivation of liberty”',
    });
  });

  it('forgives a slip in what was typed, and in a title', async () => {
    const { lead } = own.as;
    const right = await makeEvidenceLink(lead, { title: 'Occupational therapy audit' });
    const wrong = await makeEvidenceLink(lead, { title: 'Occupatoinal therapy waiting list' });
    const view = await search(lead, 'ocupational therapy audit');
    expect([view.instead, view.evidence.map(({ item }) => item.reference)]).toEqual([
      'occupational therapy audit',
      [right],
    ]);
    const exact = await search(lead, 'occupational therapy');
    expect(exact.evidence.map(({ item }) => item.reference)).toEqual([right]);
    expect(exact.alike.map(({ reference }) => reference)).toEqual([wrong]);
    expect((await search(lead, 'saftey of trains')).instead).toBeNull();
  });

  it('answers whatever is typed', async () => {
    const { lead } = own.as;
    for (const typed of [
      ...[
        '',
        ' ',
        '"',
        '""',
        '"'.repeat(10_000),
        '&|!:*<>()',
        'a & !b | c:*',
        "'; drop table files; --",
        '\u0000',
        '\ud800',
      ],
      ...[
        '😀',
        '👩‍👩‍👧',
        '-',
        '--',
        'word'.repeat(5_000),
        'a b '.repeat(5_000),
        '\\',
        '%_',
        'E',
        'e12345678901',
        '<mark>',
        '~afety',
        `@${own.id}`,
      ],
      ...['“open', 'a"b"c"d', 'the', 'of the and', '𝒽ello', 'ﷺ', '\u202efdp.exe'],
    ])
      expect((await search(lead, typed)).evidence.length, typed.slice(0, 20)).toBeLessThan(6);
    expect((await search(lead, 'the of and')).outcome).toBe('only common words');
    expect((await search(lead, '…?!')).outcome).toBe('nothing asked');
  });
});

describe('what is searched', () => {
  it('follows every change at once', async () => {
    const { lead, director } = own.as;
    const file = await makeEvidenceFile(lead, { title: 'Zebra crossing' }, 'quokka.txt');
    await readPages(own, file, ['A kerfuffle about xylophones']);
    const comment = await makeComment(lead, { body: 'Hullabaloo' }, { kind: 'evidence', reference: file });
    expect(await found(lead, 'kerfuffle')).toEqual([`${file} p.1`]);
    expect(await found(lead, 'hullabaloo')).toHaveLength(1);

    await withdrawEvidence(lead, file, 'Wrong');
    expect((await search(lead, 'zebra')).evidence.map(({ item }) => item.state)).toEqual(['withdrawn']);

    await asSuperuser(
      "UPDATE files SET scan = 'infected', scan_result = 'Eicar', scan_at = now() WHERE council_id = $1 AND name = 'quokka.txt'",
      [own.id],
    );
    expect(await found(lead, 'kerfuffle')).toEqual([]);
    expect(await found(lead, 'quokka')).toEqual([file]);
    await asSuperuser(
      "UPDATE files SET scan = 'clean', scan_result = '' WHERE council_id = $1 AND name = 'quokka.txt'",
      [own.id],
    );
    expect(await found(lead, 'kerfuffle')).toEqual([`${file} p.1`]);

    await replaceFile(
      lead,
      file,
      { based: 1, reason: 'Newer', datedOn: null },
      await receivedFile(lead, 'wombat.txt', 'Two\n'),
    );
    expect([await found(lead, 'kerfuffle'), await found(lead, 'quokka')]).toEqual([[], []]);
    expect(await found(lead, 'wombat')).toEqual([file]);
    await readPages(own, file, ['A brouhaha about kazoos']);
    expect(await found(lead, 'kazoo')).toEqual([`${file} p.1`]);

    await deleteComment(lead, { kind: 'evidence', reference: file }, comment);
    expect(await found(lead, 'hullabaloo')).toEqual([]);
    await makeComment(director, { body: 'Flibbertigibbet' }, { kind: 'evidence', reference: file });
    await eraseEvidence(own, file);
    for (const gone of ['zebra', 'wombat', 'kazoo', 'quokka', 'flibbertigibbet', 'erased'])
      expect(await found(lead, gone), gone).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('keeps statements and comments of closed assessments, and what evidence shows in the open one', async () => {
    const council = await makeAssessedCouncil();
    const { lead } = council.as;
    const link = await makeEvidenceLink(lead);
    await attachEvidence(lead, [link], 'QS1', { ...evidenceUseInput(council), shows: 'Xylophones' });
    await saveStatement(lead, 'QS1', {
      ...ANSWERS,
      assessment: council.assessment,
      version: 0,
      impact: 'Kazoos',
    });
    await makeComment(lead, { body: 'Ukuleles' });
    await startNextCycle(council, council.assessment, { content: 'empty' });
    expect(await found(lead, 'kazoos')).toEqual(['QS1 closed']);
    expect(await found(lead, 'ukulele')).toEqual(['comment on statement of Assurance lead']);
    expect(await found(lead, 'xylophones')).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('finds the first of very many different words of a file', async () => {
    const { lead } = own.as;
    const list = await makeEvidenceFile(lead, { title: 'Case numbers' });
    const numbers = Array.from({ length: 90_000 }, (_, at) => 10_000_000 + 37 * at);
    const pages = Array.from({ length: 18 }, (_, at) =>
      numbers.slice(5_000 * at, 5_000 * (at + 1)).join(' '),
    );
    await readPages(own, list, pages);
    expect(await found(lead, `${numbers[60_000]}`)).toEqual([`${list} p.13`]);
  });
});

describe('each role', () => {
  it('finds what it may read, and counts nothing else', async () => {
    const council = await makeAssessedCouncil();
    const { lead, director } = council.as;
    const file = await makeEvidenceFile(lead, { title: 'Plain title' });
    await readPages(council, file, ['Marmalade in the contents']);
    await makeComment(lead, { body: 'Marmalade in a comment' });
    await saveStatement(lead, 'QS1', {
      ...ANSWERS,
      assessment: council.assessment,
      version: 0,
      impact: 'Marmalade in the text',
    });
    await asSuperuser(
      `INSERT INTO challenge_scores (council_id, assessment_id, statement, person_id, version, role, score, reason, own_hidden, given_at)
       VALUES ($1, $2, 'QS1', $3, 1, 'director', 2, 'Marmalade as a reason', true, now())`,
      [council.id, council.assessment, director.person.id],
    );
    for (const role of ROLES) {
      const view = await search(council.as[role], 'marmalade');
      const mayRead = role === 'admin' ? 0 : 1;
      expect(view.totals, role).toEqual({
        evidence: mayRead,
        statements: 1,
        comments: mayRead,
        measures: 0,
        topics: 0,
        help: 0,
      });
      expect([view.evidence.length, view.comments.length], role).toEqual([mayRead, mayRead]);
      expect((await search(council.as[role], '"marmalade in the"')).totals.evidence, role).toBe(mayRead);
    }
    // A title is no way in either.
    expect((await search(council.as.admin, 'plain')).evidence).toMatchObject([{ page: null }]);
    expect((await search(council.as.admin, 'plain marmalade')).totals.evidence).toBe(0);
  });
});

describe('what a search says of itself', () => {
  it('is that it looked for a phrase on some pages only, and for some words', async () => {
    const council = await makeAssessedCouncil();
    const { lead } = council.as;
    for (const part of ['One', 'Two']) {
      const file = await makeEvidenceFile(lead, { title: `${part} long file` });
      await readPages(
        council,
        file,
        Array.from({ length: MOST_PAGES / 2 }, () => 'A young carer'),
      );
    }
    const cut = async (typed: string) => (await search(lead, typed)).limits;
    expect(await cut('"young carer"')).toEqual({ words: false, pages: false });
    expect((await search(lead, '"young carer"')).totals.evidence).toBe(2);
    const file = await makeEvidenceFile(lead, { title: 'One page' });
    await readPages(council, file, ['A carer, young']);
    expect(await cut('"young carer"')).toEqual({ words: false, pages: true });
    expect(await cut('"carer young"')).toEqual({ words: false, pages: true });
    expect(await cut('young carer')).toEqual({ words: false, pages: false });
    // Another word leaves fewer files to look at.
    expect(await cut('"young carer" page')).toEqual({ words: false, pages: false });
    expect((await search(lead, '"young carer" two')).totals.evidence).toBe(1);
    expect(await cut(Array.from({ length: 21 }, (_, n) => `w${n}`).join(' '))).toMatchObject({ words: true });
    // Who opens no files is told nothing about pages.
    expect((await search(council.as.admin, '"young carer"')).limits.pages).toBe(false);
  });
});

describe('topics', () => {
  it('are found by name, text and words, those of the council as those of all', async () => {
    const council = await makeAssessedCouncil();
    const { lead, admin } = council.as;
    const key = await makeTopic(lead, {
      ...{ name: 'Marmalade for breakfast', about: 'Whether toast is warm.', words: ['preserve'] },
    });
    const topics = async (context: CouncilContext, typed: string) =>
      (await search(context, typed)).topics.map((topic) => topic.key);
    for (const typed of ['marmalade', 'toasts warm', '“for breakfast”', 'preserves'])
      expect(await topics(lead, typed), typed).toEqual([key]);
    expect(await topics(admin, 'marmalade')).toEqual([key]);
    expect(await topics(lead, '“breakfast for”')).toEqual([]);
    expect(await topics(lead, 'hospital discharge')).toEqual(['discharge']);
    expect((await search(lead, 'marmelade')).instead).toBe('marmalade');
    await saveTopic(lead, key, topicInput({ name: 'Jam', about: 'Toast', retired: true, version: 1 }));
    expect([await topics(lead, 'marmalade'), await topics(lead, 'jam')]).toEqual([[], [key]]);
    expect((await search(lead, 'jam')).topics[0]?.retired).toBe(true);
    expect(await topics(own.as.lead, 'jam')).toEqual([]);
  });
});

describe('the wall between councils', () => {
  it('holds in results, counts and suggestions, and in the functions themselves', async () => {
    const { lead } = other.as;
    const file = await makeEvidenceFile(lead, { title: 'Brinkmanship' });
    await readPages(other, file, ['Serendipity on one page']);
    await makeComment(lead, { body: 'Brinkmanship again' });
    for (const typed of [
      'brinkmanship',
      'serendipity',
      '"serendipity on one"',
      `@${other.id}`,
      `"${other.id}"`,
    ])
      expect((await search(own.as.lead, typed)).totals, typed).toEqual({
        evidence: 0,
        statements: 0,
        comments: 0,
        measures: 0,
        topics: 0,
        help: 0,
      });
    expect(await search(own.as.lead, 'brinkmanshp')).toMatchObject({ instead: null, alike: [] });
    expect((await search(lead, 'brinkmanshp')).instead).toBe('brinkmanship');
    expect((await search(lead, 'brinkmanship')).totals).toMatchObject({ evidence: 1, comments: 1 });

    const kinds = ['item', 'use', 'content', 'statement', 'comment', 'measure'];
    for (const council of [own.id, null]) {
      const rows = await asApplication(council, async (client) => [
        ...(await client.query('SELECT * FROM find_in_council($1, $2, 1, 100)', [['brinkmanship'], kinds]))
          .rows,
        ...(
          await client.query('SELECT * FROM find_in_council($1, $2, 1, 100)', [['serendipity on one'], kinds])
        ).rows,
        ...(await client.query('SELECT * FROM find_alike($1, $2, 100)', [['brinkmanshp'], kinds])).rows,
      ]);
      expect(rows).toEqual([]);
    }
  });

  it('lets the application write no entry', async () => {
    for (const sql of [
      'DELETE FROM search_entries',
      "UPDATE search_entries SET words = ''",
      `SELECT search_refresh('${own.id}', 'item', '${own.id}')`,
    ])
      await expect(
        asApplication(own.id, (client) => client.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' });
  });
});

it('reads a search as people type it', () => {
  expect(termsOf('carers “Short  Breaks” self-funders').terms).toEqual([
    'carers',
    'short breaks',
    'self funders',
  ]);
  expect(termsOf('"').terms).toEqual([]);
  expect(termsOf('one "two three').terms).toEqual(['one', 'two', 'three']);
  expect(termsOf('a a A').terms).toEqual(['a']);
  expect(
    termsOf('x '.repeat(3) + Array.from({ length: 40 }, (_, n) => `w${n}`).join(' ')).terms,
  ).toHaveLength(20);
  expect(typedAs(['one', 'two three'])).toBe('one “two three”');
});
