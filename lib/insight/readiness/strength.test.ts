import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { claimsAndProof, NONE_OUT_OF_USE, type ProofItem } from '#lib/record/claims/rules.ts';
import { CATEGORIES, type Category } from '#lib/record/evidence/rules.ts';
import { FICTIONAL_FRAMEWORK } from '#tests/setup/fictional-framework.ts';
import {
  describeStrength,
  STRENGTH_COLUMNS,
  type StrengthFacts,
  type StrengthLevel,
  strengthCells,
  strengthOf,
  strengthRules,
  unmetChecks,
  unsupportedScore,
} from './strength.ts';

const ASOF = new Date('2026-11-22T12:00:00Z');
const item = (
  number: number,
  category: Category,
  datedOn: CalendarDate | null = '2026-06-01',
): ProofItem => ({
  number,
  category,
  datedOn,
});
const THREE = [item(1, 'people'), item(2, 'staff'), item(3, 'processes')];

function facts(
  attached: readonly ProofItem[],
  { text, ...more }: Partial<StrengthFacts> & { text?: string } = {},
): StrengthFacts {
  const narratives = {
    strengths: text ?? attached.map(({ number }) => `Shown by E${number}.`).join('\n\n'),
    improvements: '',
    impact: '',
  };
  const proof = {
    attached,
    inList: attached.map(({ number }) => number),
    ...NONE_OUT_OF_USE,
  };
  return {
    framework: CQC_2023,
    score: 3,
    evidenceCount: attached.length,
    claims: claimsAndProof(narratives, proof, ASOF),
    approval: 'signed',
    measures: { better: [], worse: [], same: ['Waits'] },
    ...more,
  };
}
const unmet = (given: StrengthFacts) =>
  strengthOf(given)
    .checks.filter(({ met }) => !met)
    .map(({ id, reason }) => `${id}: ${reason}`);

const reasonsOf = (given: StrengthFacts, ids: readonly string[]) =>
  strengthOf(given).checks.flatMap(({ id, reason }) => (ids.includes(id) ? [reason] : []));

describe('strengthOf', () => {
  it('is strong with three recent, cited categories including people’s experience, and every claim proven', () => {
    expect(strengthOf(facts(THREE)).level).toBe('strong');
    expect(unmet(facts(THREE))).toEqual([]);
  });

  it('is none without evidence, whatever the text', () => {
    expect(strengthOf(facts([], { text: 'We are good.' })).level).toBe('none');
  });

  it('is weak without people’s experience, however much other evidence there is', () => {
    const given = facts([item(1, 'staff'), item(2, 'partners'), item(3, 'processes'), item(4, 'outcomes')]);
    expect(strengthOf(given).level).toBe('weak');
    expect(unmet(given)).toEqual([
      'people: No evidence of people’s experience, which every statement needs',
      'fresh: Not enough evidence is dated in the last 2 years',
      'cited: Not enough evidence is recent and mentioned in the text',
    ]);
  });

  it('needs the categories that the framework says', () => {
    const [people, staff, ...others] = CQC_2023.categories;
    const framework = {
      ...FICTIONAL_FRAMEWORK,
      categories: [people, staff && { ...staff, isNeeded: true }, ...others].filter(
        (one) => one !== undefined,
      ),
    };
    const given = facts([item(1, 'people'), item(2, 'partners'), item(3, 'processes')], { framework });
    expect(strengthOf(given).level).toBe('weak');
    expect(unmet(given)[0]).toBe(
      'people: No evidence of feedback from staff and leaders, which every statement needs',
    );
    expect(unmet(facts(THREE, { framework }))).toEqual([]);
    expect(strengthRules(framework).strong).toContain('covers people’s experience and feedback from staff');
  });

  it('is weak with two categories but not with three', () => {
    expect(strengthOf(facts(THREE.slice(0, 2))).level).toBe('weak');
    expect(strengthOf(facts(THREE)).level).toBe('strong');
  });

  it('is weak if all evidence is old or undated, and partial if some is', () => {
    const old = THREE.map(({ number, category }) =>
      item(number, category, number === 1 ? null : '2024-11-21'),
    );
    expect(strengthOf(facts(old)).level).toBe('weak');
    const [first, ...others] = old;
    const some = [item(1, 'people'), ...others, item(9, 'outcomes', null)];
    expect(first).toBeDefined();
    expect(strengthOf(facts(some)).level).toBe('partial');
    expect(unmet(facts(some))).toEqual([
      'fresh: E2 and E3 are more than 2 years old and 1 item has no date',
      'cited: Not enough evidence is recent and mentioned in the text',
    ]);
  });

  it('stays strong with further evidence that is old, undated or not cited, and reports it', () => {
    const more = [...THREE, item(9, 'outcomes', '2024-11-21'), item(10, 'outcomes', null)];
    const given = facts(more, { text: 'Shown by E1, E2 and E3.' });
    expect(strengthOf(given).level).toBe('strong');
    expect(unmet(given)).toEqual([]);
    expect(reasonsOf(given, ['fresh', 'cited'])).toEqual([
      'Enough evidence is dated in the last 2 years. E9 is more than 2 years old and 1 item has no date',
      'Enough evidence is recent and mentioned in the text. E9 and E10 are not mentioned in the text',
    ]);
  });

  it('does not combine a recent item with a different cited item', () => {
    const items = [...THREE.slice(1), item(1, 'people', '2020-01-01'), item(4, 'people')];
    expect(strengthOf(facts(items, { text: 'E1, E2, E3.' })).level).toBe('partial');
    expect(strengthOf(facts(items, { text: 'E4, E2, E3.' })).level).toBe('strong');
  });

  it('meets no check if everything is empty', () => {
    const nothing = facts([], {
      text: '',
      approval: 'not signed',
      measures: { better: [], worse: [], same: [] },
    });
    expect(strengthOf(nothing).checks.filter(({ met }) => met)).toEqual([]);
    expect(reasonsOf(nothing, ['claims', 'measures'])).toEqual([
      'No text yet',
      'No measure has a comparator',
    ]);
  });

  it('can be strong without a measure to compare, though that check is not met', () => {
    const given = facts(THREE, { measures: { better: [], worse: [], same: [] } });
    expect(strengthOf(given).level).toBe('strong');
    expect(unmet(given)).toEqual(['measures: No measure has a comparator']);
    expect(unmetChecks(strengthOf(given))).toEqual([]);
  });

  it('counts a measure equal to its comparator as not worse', () => {
    expect(reasonsOf(facts(THREE), ['measures'])).toEqual([
      'No measure is worse than its comparator; 0 better',
    ]);
  });

  it('never gets weaker with another item of any kind', () => {
    const LEVELS: readonly StrengthLevel[] = ['none', 'weak', 'partial', 'strong'];
    const anyItem: fc.Arbitrary<ProofItem> = fc.record({
      number: fc.integer({ min: 1, max: 12 }),
      category: fc.constantFrom(...CATEGORIES),
      datedOn: fc.constantFrom(null, '2019-05-01', '2024-11-21', '2024-11-22', '2026-06-01'),
    });
    const anyItems = fc.uniqueArray(anyItem, { selector: ({ number }) => number, maxLength: 10 });
    const text = fc
      .array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 })
      .map((cited) => cited.map((number) => `Shown by E${number}.`).join('\n\n'));
    const reached = new Set<StrengthLevel>();
    fc.assert(
      fc.property(anyItems, text, (items, written) => {
        const given = items.map((_, index) =>
          strengthOf(facts(items.slice(0, index + 1), { text: written })),
        );
        for (const { level } of given) reached.add(level);
        const levels = given.map(({ level }) => LEVELS.indexOf(level));
        expect(levels).toEqual(levels.toSorted((a, b) => a - b));
        const met = given.map(
          ({ checks }) => new Set(checks.flatMap((check) => (check.met ? [check.id] : []))),
        );
        // A check met by one item must stay met.
        for (const [index, before] of met.slice(0, -1).entries()) {
          expect([...before].filter((id) => !met[index + 1]?.has(id))).toEqual([]);
        }
      }),
      {
        numRuns: 500,
        examples: [
          [[...THREE, item(9, 'staff', null)], 'E1, E2, E3.'],
          [[item(1, 'people'), item(9, 'staff', null)], 'E1.'],
        ],
      },
    );
    expect(reached).toEqual(new Set(['weak', 'partial', 'strong']));
  });

  it('counts evidence from exactly two years ago as recent', () => {
    expect(unmet(facts([...THREE, item(9, 'outcomes', '2024-11-22')]))).toEqual([]);
  });

  it.each([
    ['cited', facts(THREE, { text: 'Shown by E1 and E2.' }), 'cited: E3 is not mentioned in the text'],
    [
      'claims',
      facts(THREE, { text: 'E1, E2, E3.\n\nAll is well.' }),
      'claims: 1 paragraph cites no evidence',
    ],
    [
      'measures',
      facts(THREE, { measures: { better: ['Waits'], worse: ['Turnover', 'Vacancies'], same: [] } }),
      'measures: Worse than the comparator: Turnover and Vacancies',
    ],
  ])('is partial, with the reason, if only %s is not met', (_id, given, reason) => {
    expect(strengthOf(given).level).toBe('partial');
    expect(unmet(given)).toEqual([reason]);
  });
});

describe('a signature', () => {
  it.each([
    ['not signed', 'approved: Not signed yet'],
    ['changed since', 'approved: Changed since it was signed'],
    ['hidden', 'approved: Sign-off is shown after you give your challenge score'],
  ] as const)(
    'that is %s is told and takes nothing from the strength of the evidence',
    (approval, reason) => {
      expect(strengthOf(facts(THREE, { approval })).level).toBe('strong');
      expect(unmet(facts(THREE, { approval }))).toEqual([reason]);
    },
  );
});

describe('unsupportedScore', () => {
  const unsupported = (given: StrengthFacts) => unsupportedScore(given, strengthOf(given));

  it('gives the score and the little evidence for it', () => {
    expect(unsupported(facts([item(1, 'processes', '2023-05-01')]))).toBe(
      'Scored 3 on 1 item (processes) from 2023',
    );
    expect(unsupported(facts([item(1, 'processes', null)], { score: 4 }))).toBe(
      'Scored 4 on 1 item (processes) without a date',
    );
    expect(unsupported(facts([item(1, 'processes', '2022-01-01'), item(2, 'staff', '2026-01-01')]))).toBe(
      'Scored 3 on 2 items (feedback from staff and leaders and processes) from 2022 to 2026',
    );
    expect(unsupported(facts([]))).toBe('Scored 3 with no evidence');
  });

  it('takes the upper half of the scale for high', () => {
    const unsupportedOf = (score: number) =>
      unsupported(facts([], { framework: FICTIONAL_FRAMEWORK, score }));
    expect([3, 4].map(unsupportedOf)).toEqual([null, 'Scored 4 with no evidence']);
  });

  it('is null for a score of 1 or 2, for none, or with better evidence', () => {
    for (const score of [1, 2, null] as const) expect(unsupported(facts([], { score }))).toBeNull();
    expect(unsupported(facts([...THREE, item(9, 'outcomes', null)]))).toBeNull();
    expect(unsupported(facts(THREE))).toBeNull();
  });
});

describe('describeStrength and strengthCells', () => {
  it('count strong evidence, and weak together with none', () => {
    expect(describeStrength(['strong', 'partial', 'weak', 'none'])).toBe(
      '1 of 4 statements has strong evidence. 2 have weak evidence or none.',
    );
    expect(describeStrength([])).toBe('0 of 0 statements have strong evidence. None is weak.');
  });

  it('give the file the same content as the page', () => {
    const given = facts(THREE, { approval: 'not signed' });
    const row = { id: 'QS7', name: 'Safeguarding', score: 3, evidenceCount: 3, unsupported: null } as const;
    const cells = strengthCells({ ...row, strength: strengthOf(given) });
    expect(cells).toHaveLength(STRENGTH_COLUMNS.length);
    expect(cells.slice(0, 6)).toEqual(['QS7', 'Safeguarding', 3, 3, 'Strong', '']);
    expect(strengthCells({ ...row, score: null, strength: strengthOf(given) })[2]).toBe('Not scored');
    expect(strengthCells({ ...row, score: 'hidden', strength: strengthOf(given) })[2]).toBe('Hidden');
  });
});
