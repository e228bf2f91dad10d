import { describe, expect, it } from 'vitest';
import { readCsv } from '#lib/kernel/csv.ts';
import { RESULT_COLUMNS } from '#lib/record/results/import-columns.ts';
import { SHIPPED } from '#lib/record/results/testing/fixtures.ts';
import { planResults, type ResultFileRow, readMonth, readResults } from './published-results.ts';

const AUTHORITIES = [
  { gssCode: 'E09000007', name: 'London Borough of Camden', type: 'London borough', region: 'London' },
  { gssCode: 'E06000013', name: 'North Lincolnshire Council', type: 'Unitary', region: 'Yorkshire' },
];
const AS_OF = new Date('2026-11-22T00:30:00Z');
const HEADER = 'council,published,score,rating,qs1,qs2,qs3,qs4,qs5,qs6,qs7,qs8,qs9,basis,source';

function rowsOf(lines: readonly string[], header = HEADER): readonly ResultFileRow[] {
  const read = readCsv([header, ...lines].join('\n'), RESULT_COLUMNS, 10);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.rows;
}

function problemsOf(...lines: readonly string[]) {
  const read = readResults(rowsOf(lines), AUTHORITIES, [], AS_OF);
  return read.ok ? [] : read.problems.map(({ line, column, message }) => [line, column, message]);
}

function resultsOf(...lines: readonly string[]) {
  const read = readResults(rowsOf(lines), AUTHORITIES, [], AS_OF);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.results;
}

describe('readResults', () => {
  it('reads a full row and a minimal one', () => {
    expect(
      resultsOf(
        'Camden,2025-03,89,Outstanding,3,3,4,3,4,4,3,4,4,published,Community Care',
        'E06000013,2025,,requires improvement,,,,,,,,,,,CQC',
      ),
    ).toEqual([
      {
        line: 2,
        id: 'E09000007',
        authority: AUTHORITIES[0],
        kind: 'first',
        facts: {
          status: 'published',
          confirmed: true,
          published: '2025-03',
          score: 89,
          rating: 'outstanding',
          framework: 'cqc-2023',
          scores: '334344344',
          basis: 'published',
          source: 'Community Care',
        },
      },
      expect.objectContaining({
        id: 'E06000013',
        facts: expect.objectContaining({
          published: '2025',
          score: null,
          rating: 'requires-improvement',
          scores: '---------',
        }),
      }),
    ]);
    const [short] = readResults(
      rowsOf(['Camden,2025,Good,CQC'], 'council,published,rating,source'),
      AUTHORITIES,
      [],
      AS_OF,
    ).ok
      ? resultsOf('Camden,2025,,Good,,,,,,,,,,,CQC')
      : [];
    expect(short?.facts.scores).toBe('---------');
  });

  it.each(['Camden', 'camden', 'London Borough of Camden', 'LONDON BOROUGH OF CAMDEN', 'E09000007'])(
    'finds the council by %s',
    (name) => {
      expect(resultsOf(`${name},2025,,Good,,,,,,,,,,,CQC`)[0]?.id).toBe('E09000007');
    },
  );

  it('accepts a pilot and a later assessment of one council, but no duplicate row', () => {
    expect(
      resultsOf('Camden,2023-11,,Good,,,,,,,,,,pilot; indicative,CQC', 'Camden,2025,,Good,,,,,,,,,,,CQC').map(
        ({ id }) => id,
      ),
    ).toEqual(['E09000007-pilot', 'E09000007']);
    expect(problemsOf('Camden,2025,,Good,,,,,,,,,,,CQC', 'E09000007,2024,,Good,,,,,,,,,,,CQC')).toEqual([
      [3, 'council', expect.stringMatching(/^E09000007 is already on line 2\./)],
    ]);
  });

  it('accepts one result of each kind, with its status, and none twice', () => {
    const header = 'council,kind,status,published,rating,confirmed,source';
    const read = (...lines: readonly string[]) => readResults(rowsOf(lines, header), AUTHORITIES, [], AS_OF);
    const four = read(
      'Camden,Pilot,published,2023-11,Good,,CQC',
      'Camden,,replaced,2025,Good,yes,CQC',
      'Camden,review,Under review,,Good,No,CQC',
      'Camden,next round,,2026,Good,,CQC',
    );
    expect(
      four.ok &&
        four.results.map(({ id, facts: { status, confirmed, published } }) => [
          id,
          status,
          confirmed,
          published,
        ]),
    ).toEqual([
      ['E09000007-pilot', 'published', true, '2023-11'],
      ['E09000007', 'replaced', true, '2025'],
      ['E09000007-review', 'under-review', false, null],
      ['E09000007-next', 'published', true, '2026'],
    ]);
    const twice = read('Camden,review,,2026,Good,,CQC', 'Camden,review,,2025,Good,,CQC');
    expect(twice).toMatchObject({
      problems: [{ message: 'Camden (review) is already on line 2. A council has one row of each kind' }],
    });
    expect(read('Camden,second,gone,2026,Good,maybe,CQC')).toMatchObject({
      problems: [
        { column: 'kind', message: 'Enter one of these kinds: pilot, first, review and next round' },
        {
          column: 'status',
          message: 'Enter one of these statuses: published, under review, withdrawn and replaced',
        },
        { column: 'confirmed', message: '“maybe” must be yes or no, or blank' },
      ],
    });
  });

  it.each([
    [
      'Camden Town,2025,,Good,,,,,,,,,,,CQC',
      'council',
      /^No council with adult social care duties is called “Camden Town”\./,
    ],
    [',2025,,Good,,,,,,,,,,,CQC', 'council', 'Enter the name of the council'],
    ['Camden,soon,,Good,,,,,,,,,,,CQC', 'published', /^“soon” must be a year/],
    ['Camden,2026-12,,Good,,,,,,,,,,,CQC', 'published', '2026-12 must not be in the future'],
    ['Camden,2027,,Good,,,,,,,,,,,CQC', 'published', '2027 must not be in the future'],
    ['Camden,2022-12,,Good,,,,,,,,,,,CQC', 'published', /must be 2023 or later/],
    [
      'Camden,2025,,Fine,,,,,,,,,,,CQC',
      'rating',
      /^Enter one of these ratings: Inadequate, Requires improvement/,
    ],
    ['Camden,2025,51,Good,,,,,,,,,,,CQC', 'score', /^“51” is not a possible score/],
    ['Camden,2025,high,Good,,,,,,,,,,,CQC', 'score', /^“high” is not a possible score/],
    ['Camden,2025,,Good,5,,,,,,,,,,CQC', 'qs1', '“5” must be 1, 2, 3, 4, or blank'],
    ['Camden,2025,,Good,,,,,,,,,x,,CQC', 'qs9', /^“x” must be/],
    ['Camden,2025,,Good,,,,,,,,,,,', 'source', 'Enter where the result was published'],
    [`Camden,2025,,Good,,,,,,,,,,,${'x'.repeat(401)}`, 'source', 'Must be 400 characters or less'],
    [
      'Camden,2025,70,Good,3,3,3,3,3,3,3,3,3,,CQC',
      'score',
      /^The score is 70, but its statement scores give 75\./,
    ],
  ])('refuses %s', (line, column, message) => {
    expect(problemsOf(line)).toEqual([[2, column, expect.stringMatching(message)]]);
  });

  it('accepts this month, which is not in the future', () => {
    expect(problemsOf('Camden,2026-11,,Good,,,,,,,,,,,CQC')).toEqual([]);
    const rows = rowsOf(['Camden,2026-09,,Good,,,,,,,,,,,CQC']);
    const readAt = (asOf: string) => readResults(rows, AUTHORITIES, [], new Date(asOf)).ok;
    expect(readAt('2026-08-31T22:59:59Z')).toBe(false);
    expect(readAt('2026-08-31T23:00:00Z')).toBe(true); // 1 September in London
  });

  it('keeps data if the file lacks its column, and clears it if the cell is empty', () => {
    const held = resultsOf('Camden,2025-03,89,Outstanding,3,3,4,3,4,4,3,4,4,as published,Community Care');
    const over = (header: string, row: string, before = held) => {
      const read = readResults(rowsOf([row], header), AUTHORITIES, before, AS_OF);
      return read.ok ? read.results[0]?.facts : read.problems;
    };
    expect(over('council,published,rating,source', 'Camden,2025-04,Outstanding,CQC')).toEqual({
      status: 'published',
      confirmed: true,
      framework: 'cqc-2023',
      published: '2025-04',
      score: 89,
      rating: 'outstanding',
      scores: '334344344',
      basis: 'as published',
      source: 'CQC',
    });
    expect(
      over('council,published,rating,source,score,qs1,basis', 'Camden,2025-04,Outstanding,CQC,,,'),
    ).toMatchObject({ score: null, scores: '-34344344', basis: '' });
    expect(over('council,published,rating,source,score', 'Camden,2025-04,Good,CQC,78')).toMatchObject([
      {
        column: 'score',
        message: expect.stringContaining('Statements without a column in the file keep their scores'),
      },
    ]);
    const holding = (facts: Partial<(typeof held)[number]['facts']>) =>
      held.map((row) => ({ ...row, facts: { ...row.facts, ...facts } }));
    const review = holding({ status: 'under-review', confirmed: false });
    expect(over('council,published,rating,source', 'Camden,2025-04,Outstanding,CQC', review)).toMatchObject({
      status: 'under-review',
      confirmed: false,
    });
    expect(
      over('council,published,rating,source,status,confirmed', 'Camden,2025-04,Outstanding,CQC,,', review),
    ).toMatchObject({ status: 'published', confirmed: true });
    // The statements of another framework are not those of the columns.
    const other = holding({ framework: 'fictional-2031', scores: '54545454543' });
    expect(over('council,published,rating,source', 'Camden,2025-04,Good,CQC', other)).toMatchObject({
      framework: 'cqc-2023',
      score: null,
      scores: '---------',
    });
    // A row of another council has no data to keep.
    expect(over('council,published,rating,source', 'E06000013,2025,Good,CQC')).toMatchObject({
      score: null,
      scores: '---------',
      basis: '',
    });
  });

  it('reports every problem, line by line', () => {
    expect(problemsOf('Camden,2025,51,Fine,,,,,,,,,,,', 'X,soon,,Good,,,,,,,,,,,CQC')).toHaveLength(5);
  });
});

describe('readMonth', () => {
  it.each([
    ['2025', '2025'],
    ['2025-03', '2025-03'],
    ['2025-3', '2025-03'],
    ['2025-03-01', '2025-03'],
    ['01/03/2025', '2025-03'],
    ['3/2025', '2025-03'],
    ['Mar-25', '2025-03'],
    ['March 2025', '2025-03'],
    ['sept-25', '2025-09'],
    ['03/01/2025', null],
    ['2025-13', null],
    ['2025-00', null],
    ['13/2025', null],
    ['1999', null],
    ['25', null],
    ['Mars 25', null],
    ['Marble 2025', null],
    ['', null],
  ])('reads %s as %s', (text, month) => {
    expect(readMonth(text)).toBe(month);
  });
});

describe('planResults', () => {
  it('reports added, changed and unchanged rows', () => {
    const lines = ['Camden,2025,,Good,,,,,,,,,,,CQC', 'E06000013,2025,,Good,,,,,,,,,,,CQC'];
    const [camden] = resultsOf(...lines);
    const plan = (source: string) =>
      planResults(
        rowsOf(lines),
        AUTHORITIES,
        camden ? [{ id: camden.id, facts: { ...camden.facts, source }, origin: SHIPPED }] : [],
        AS_OF,
      );
    expect(plan('CQC').rows.map(({ change }) => change)).toEqual(['unchanged', 'added']);
    expect(plan('The press').rows[0]).toMatchObject({
      council: 'Camden',
      change: 'changed',
      before: { source: 'The press' },
      hadOwn: false,
      after: { source: 'CQC' },
    });
  });
});
