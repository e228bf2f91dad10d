import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { citationOf, citedNumbers, pageIn, segmentsOf } from '#lib/kernel/text/citations.ts';
import { NONE_OUT_OF_USE } from '#lib/record/claims/rules.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { type ClaimsAndProof, claimsAndProof, type Proof, type ProofItem } from './rules.ts';

describe('segmentsOf', () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['E12', [12]],
    ['See E12.', [12]],
    ['(E3)', [3]],
    ['E3/E4', [3, 4]],
    ['E3,E4;E5', [3, 4, 5]],
    ['“E3”', [3]],
    ["E3's figures", [3]],
    ['e5', [5]],
    ['E1 and E1 again', [1]],
    ['E12.We then', [12]],
    ['E12\nE13', [12, 13]],
    ['**E7**', [7]],
    ['E999999999', [999999999]],
    // Only the ends of a range count.
    ['E3-E7', [3, 7]],
    ['E3–E7', [3, 7]],
    ['E3 to E7', [3, 7]],
    // Next to letters of other scripts.
    ['দেখুন E4।', [4]],
    ['ਵੇਖੋ (E5)', [5]],
    ['دیکھیں E6۔', [6]],
    ['E7、E8', [7, 8]],
    ['Zobacz E9!', [9]],
    ['👩🏽‍🦽E10', [10]],
    // Not references.
    ['E0', []],
    ['E012', []],
    ['E', []],
    ['E 12', []],
    ['E-12', []],
    ['CE12', []],
    ['E12a', []],
    ['E12_old', []],
    ['_E12', []],
    ['éE12', []],
    ['E12é', []],
    ['E12e\u0301', []],
    ['E1234567890', []],
    ['E১২', []],
    ['E１２', []],
    ['ΕE12', []],
    // Parts of addresses, file names and numbers.
    ['https://council.example/E12', []],
    ['https://council.example/?item=E12&x', []],
    ['HTTPS://COUNCIL.EXAMPLE/E12', []],
    ['www.council.example/E12', []],
    ['council.example/reports/E12', []],
    ['E12@council.example', []],
    ['someone@E12', []],
    ['E12.pdf', []],
    ['E12.5', []],
    ['E8 1EA', []],
    ['E14 5AB, and E14', [14]],
    ['E1W 1AA', []],
    ['https://council.example/E12 and E13', [13]],
  ];
  it.each(cases)('finds in %j the items %j', (text, numbers) => {
    expect(citedNumbers([text])).toEqual(numbers);
  });

  const places: readonly (readonly [string, readonly string[]])[] = [
    ['E12 p.4', ['E12 p.4→4']],
    ['E12 p. 4', ['E12 p. 4→4']],
    ['E12 p4', ['E12 p4→4']],
    ['e12 P.4', ['e12 P.4→4']],
    ['E12, p. 4.', ['E12, p. 4→4']],
    ['E12,p.4', ['E12,p.4→4']],
    ['E12 pp.4-6', ['E12 pp.4-6→4']],
    ['E12 pp. 4–6, and', ['E12 pp. 4–6→4']],
    ['E12 page 4', ['E12 page 4→4']],
    ['E12 pages 4 to 6', ['E12 pages 4 to 6→4']],
    ['E12\u00a0page\u00a04', ['E12\u00a0page\u00a04→4']],
    ['E12 (p.4)', ['E12 (p.4)→4']],
    ['(E12 p.4)', ['E12 p.4→4']],
    ['E12 (p.4, table 2)', ['E12→null']],
    ['E12 slide 3', ['E12 slide 3→3']],
    ['E12, sheet 2', ['E12, sheet 2→2']],
    ['E12 p.4; E13 p.5', ['E12 p.4→4', 'E13 p.5→5']],
    ['E12 p.4,E13', ['E12 p.4→4', 'E13→null']],
    ['E12 p.4-E13', ['E12 p.4→4', 'E13→null']],
    ['E12 and E13 p.5', ['E12→null', 'E13 p.5→5']],
    ['E3-E7 p.2', ['E3→null', 'E7 p.2→2']],
    // No page, or one that no file has.
    ['E12 p.0', ['E12→null']],
    ['E12 p.-1', ['E12→null']],
    ['E12 p.04', ['E12→null']],
    ['E12 p.1000000000', ['E12→null']],
    ['E12 p.4.5', ['E12→null']],
    ['E12 p.4a', ['E12→null']],
    ['E12 p.iv', ['E12→null']],
    ['E12 people', ['E12→null']],
    ['E12 p', ['E12→null']],
    ['E12\np.4', ['E12→null']],
    ['E12, page 4 of E13', ['E12→null', 'E13→null']],
    ['page 4', []],
    // Not exact: see the comment on PLACE.
    ['E12 s.3.2', ['E12→null']],
    ['E12 sheet “Waits”', ['E12→null']],
  ];
  it.each(places)('finds in %j the places %j', (text, found) => {
    const segments = segmentsOf(text);
    expect(segments.flatMap((part) => (part.number === null ? [] : `${part.text}→${part.page}`))).toEqual(
      found,
    );
    expect(segments.map((part) => part.text).join('')).toBe(text);
  });

  it('keeps every character, in order', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'E1',
        'e22',
        'E0',
        '/',
        '.',
        ' ',
        '\n',
        'https://',
        '@',
        'E8 1EA',
        ' p.4',
        ', pages 4–6',
        ' (slide 3)',
        ' to 9',
        '(',
        'বাংলা',
        '\ud83d',
      ),
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const segments = segmentsOf(text);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        // A page changes nothing about what is cited.
        const cited = segments.flatMap((segment) => segment.number ?? []);
        const alone = segments.flatMap((segment) =>
          segment.number === null ? [] : (/^[Ee](\d+)/.exec(segment.text)?.[1] ?? []),
        );
        expect(cited.map(String)).toEqual(alone);
      }),
    );
  });

  it.each(['E', 'E1', 'a.', 'a@', 'E1.', '-', 'E1 ', 'E1 p', 'a.b/', '.\n', ' \n', '\n ', 'a:'])(
    'takes time in proportion to a narrative of nothing but %j',
    async (text) => {
      // The larger size is the longest text allowed.
      const grown = await growth(5_000, (size) => {
        const strengths = text.repeat(size / text.length);
        return () => claims({ strengths });
      });
      expect(grown).toBeLessThan(3);
    },
  );
});

describe('a place in a document', () => {
  it.each([
    ['page 4', 4, 'E12 p.4'],
    ['Page 2', 2, 'E12 p.2'],
    ['Table 2, pp. 4-6', 4, 'E12 pp.4–6'],
    ['Pages 4 to 6', 4, 'E12 pp.4–6'],
    ['Slide 3: waits', 3, 'E12 slide 3'],
    ['Sheet 2', 2, 'E12 sheet 2'],
    ['The second sheet', null, 'E12'],
    ['Section 3.2', null, 'E12'],
    ['Webpage 4', null, 'E12'],
    ['', null, 'E12'],
  ])('%j is page %j, cited as %j', (place, page, citation) => {
    expect(pageIn(place)).toBe(page);
    expect(citationOf('E12', place)).toBe(citation);
    expect(segmentsOf(citation)).toMatchObject([{ text: citation, number: 12, page }]);
  });
});

const TODAY = new Date('2026-11-21T12:00:00Z');

function item(number: number, given: Partial<ProofItem> = {}): ProofItem {
  return { number, category: 'people', datedOn: '2026-06-18', ...given };
}

function claims(
  narratives: Partial<Record<'strengths' | 'improvements' | 'impact', string>>,
  proof: Partial<Proof> = {},
  asOf = TODAY,
): ClaimsAndProof {
  return claimsAndProof(
    { strengths: '', improvements: '', impact: '', ...narratives },
    { attached: [], inList: [], ...NONE_OUT_OF_USE, ...proof },
    asOf,
  );
}

describe('claims without proof', () => {
  const quotes = (strengths: string) => claims({ strengths }).withoutProof.map(({ quote }) => quote);

  it('are the paragraphs without a reference, in the order of the page', () => {
    const { withoutProof } = claims({
      impact: 'People say so (E1).\n\nThey are happier.',
      strengths: 'Waits are down.\n\nReviews are on time (E2).',
    });
    expect(withoutProof).toEqual([
      { field: 'strengths', quote: 'Waits are down.' },
      { field: 'impact', quote: 'They are happier.' },
    ]);
  });

  it('are none in an empty text', () => {
    expect(quotes('')).toEqual([]);
    expect(quotes(' \n \n---\n\n***')).toEqual([]);
  });

  it('end at an empty line, at a line end after a sentence, and before an item of a list', () => {
    expect(quotes('One.\nTwo (E1).\nThree')).toEqual(['One.', 'Three']);
    expect(quotes('One\n \nTwo')).toEqual(['One', 'Two']);
    expect(quotes('- one\n- two (E1)\n2. three\n• four')).toEqual(['- one', '2. three', '• four']);
    expect(quotes('প্রথম।\nদ্বিতীয় E2।\nتیسرا۔\nچوتھا')).toEqual(['প্রথম।', 'تیسرا۔', 'چوتھا']);
  });

  it('continue over a line end within a sentence', () => {
    expect(quotes('Waits for a first\nassessment are down (E1).')).toEqual([]);
    expect(quotes('Waits, which were long,\nare down (E1).')).toEqual([]);
  });

  it('leave out an introduction to a list', () => {
    expect(quotes('We know this because:\n- waits are down (E1)\n- reviews are on time')).toEqual([
      '- reviews are on time',
    ]);
  });

  it('are shortened between words where possible, never within a character', () => {
    const [sentence] = quotes('People wait for less time than they did. '.repeat(10));
    expect(sentence).toBe(
      'People wait for less time than they did. People wait for less time than they did. People wait for less time than they…',
    );
    const [unbroken] = quotes(`বাংলা${'👩🏽‍🦽'.repeat(100)}`);
    expect(unbroken?.isWellFormed()).toBe(true);
    expect(unbroken?.length).toBeLessThan(125);
  });
});

describe('proof', () => {
  it('lists items never cited, cited but not attached, and cited but unknown', () => {
    const found = claims(
      { strengths: 'See E2, E9 and E99.', impact: 'And E7.' },
      { attached: [item(12), item(2), item(1)], inList: [2, 7, 9], ...NONE_OUT_OF_USE },
    );
    expect(found).toMatchObject({ neverCited: [1, 12], notAttached: [7, 9], unknown: [99] });
  });

  it('counts nothing that is out of use, and lists it apart', () => {
    const found = claims(
      { strengths: 'See E2.', impact: 'And E7.', improvements: 'And E8.' },
      {
        attached: [item(2), item(1)],
        inList: [2, 7, 8],
        withdrawn: [2, 1, 2],
        erased: [7],
        notClean: [8, 8],
      },
    );
    const apart = { withdrawn: [1, 2], erased: [7], notClean: [8] };
    expect(found).toMatchObject({ neverCited: [], notAttached: [], ...apart });
    expect(found.withoutProof).toHaveLength(3);
  });

  it('counts by category, including empty categories', () => {
    const attached = [item(1), item(2), item(3, { category: 'processes' })];
    expect(claims({}, { attached }).byCategory).toEqual([
      { category: 'people', count: 2 },
      { category: 'staff', count: 0 },
      { category: 'partners', count: 0 },
      { category: 'processes', count: 1 },
      { category: 'outcomes', count: 0 },
    ]);
  });
});

describe('proof dated in the future', () => {
  it('is reported, and is neither recent nor newest', () => {
    const attached = [item(1, { datedOn: '2206-11-21' }), item(2, { datedOn: '2026-11-22' })];
    const before = claims(
      {},
      { attached: [item(1, { datedOn: '2206-11-21' })] },
      new Date('2026-11-22T12:00:00Z'),
    );
    expect(before.covered.recent).toEqual([]);
    expect(before.age).toEqual({
      oldest: null,
      newest: null,
      undated: 0,
      stale: [],
      ahead: [1],
      expired: [],
    });
    const { age } = claims({}, { attached }, new Date('2026-11-22T12:00:00Z'));
    expect(age).toMatchObject({ oldest: '2026-11-22', newest: '2026-11-22', ahead: [1], expired: [] });
  });
});

describe('the age of proof', () => {
  const dated = (number: number, datedOn: CalendarDate) => item(number, { datedOn });

  it('gives the oldest and newest date and the number without one', () => {
    const attached = [dated(1, '2026-06-18'), item(2, { datedOn: null }), dated(3, '2025-01-02')];
    expect(claims({}, { attached }).age).toEqual({
      oldest: '2025-01-02',
      newest: '2026-06-18',
      undated: 1,
      stale: [],
      ahead: [],
      expired: [],
    });
    const nothing = { oldest: null, newest: null, undated: 0, stale: [], ahead: [], expired: [] };
    expect(claims({}).age).toEqual(nothing);
  });

  it.each([
    ['2026-11-21T12:00:00Z', '2024-11-21', false],
    ['2026-11-21T12:00:00Z', '2024-11-20', true],
    // Summer time: half past midnight in London is the previous day in UTC.
    ['2026-06-30T23:30:00Z', '2024-06-30', true],
    ['2026-06-30T22:30:00Z', '2024-06-30', false],
    // The mornings when the clocks change.
    ['2026-03-29T00:30:00Z', '2024-03-28', true],
    ['2026-10-24T23:30:00Z', '2024-10-24', true],
    ['2026-10-25T23:30:00Z', '2024-10-25', false],
    // There is no 29 February two years earlier.
    ['2028-02-29T12:00:00Z', '2026-02-28', true],
    ['2028-02-29T12:00:00Z', '2026-03-01', false],
  ] as const)('on %s an item of %s is old: %s', (asOf, date, old) => {
    const { stale } = claims({}, { attached: [dated(5, date)] }, new Date(asOf)).age;
    expect(stale).toEqual(old ? [5] : []);
  });
});

describe('the cost of many references', () => {
  it.each([
    ['one a word', (index: number) => `E${index + 1} `],
    ['one a paragraph', (index: number) => `See E${index + 1}.\n\n`],
    ['all in one word', (index: number) => `E${index + 1}/`],
    ['none, in words that look like one', (index: number) => `E${index + 1}.e`],
  ])('is linear: %s', async (_what, part) => {
    const longest = await growth(2_000, (size) => {
      const strengths = Array.from({ length: size }, (_, index) => part(index)).join('');
      const attached: ProofItem[] = Array.from({ length: size / 2 }, (_, index) => ({
        number: 2 * index + 1,
        category: 'people',
        datedOn: null,
      }));
      return () =>
        claimsAndProof(
          { strengths, improvements: '', impact: '' },
          { attached, inList: [2, 4], ...NONE_OUT_OF_USE },
          new Date(),
        );
    });
    expect(longest).toBeLessThan(3);
  });
});
