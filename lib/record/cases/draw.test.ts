import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, draw, inDrawnOrder, NO_QUOTAS, type Quotas } from './draw.ts';

const SEED = '3f1c0e5d9a7b24680f2e4d6c8b0a1357';
const many = Array.from({ length: 2_000 }, (_, at) => ({
  reference: `LAS-${100_000 + at}`,
  cohort: `Cohort ${at % 10}`,
  team: `Team ${(at * 7) % 30}`,
}));
const referencesOf = (drawn: readonly Candidate[] | null) => drawn?.map(({ reference }) => reference) ?? null;

/** The first set in drawn order that meets the quotas, found by trying every set. */
function bruteForce(
  candidates: readonly Candidate[],
  size: number,
  quotas: Quotas,
): readonly string[] | null {
  const ordered = inDrawnOrder(candidates, SEED);
  const meets = (set: readonly Candidate[]) =>
    (['cohort', 'team'] as const).every((of) =>
      [...quotas[`${of}s`]].every(([name, quota]) => set.filter((one) => one[of] === name).length === quota),
    );
  /** Every set of so many from this place on, the earliest members first. */
  const first = (from: number, taken: readonly Candidate[]): readonly Candidate[] | null => {
    if (taken.length === size) return meets(taken) ? taken : null;
    for (let at = from; at < ordered.length; at += 1) {
      const next = ordered[at];
      const found = next && first(at + 1, [...taken, next]);
      if (found) return found;
    }
    return null;
  };
  return referencesOf(first(0, []));
}

const quotaMap = (prefix: string) =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
      selector: ([group]) => group,
      maxLength: 2,
    })
    .map((entries) => new Map(entries.map(([group, quota]) => [`${prefix}${group}`, quota])));

describe('draw', () => {
  it('takes the first set in drawn order that meets the quotas, or none if none does', () => {
    let met = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
          minLength: 4,
          maxLength: 9,
        }),
        fc.nat({ max: 5 }),
        quotaMap('c'),
        quotaMap('t'),
        (groups, size, cohorts, teams) => {
          const candidates = groups.map(([cohort, team], at) => ({
            ...{ reference: `LA-${1_000 + at}`, cohort: `c${cohort}`, team: `t${team}` },
          }));
          const quotas = { cohorts, teams };
          const expected = size > candidates.length ? null : bruteForce(candidates, size, quotas);
          expect(referencesOf(draw(candidates, size, quotas, SEED))).toEqual(expected);
          // The order of the file makes no difference.
          expect(referencesOf(draw(candidates.toReversed(), size, quotas, SEED))).toEqual(expected);
          if (expected) met += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(met).toBeGreaterThan(50);
  });

  it('orders by the hash of the seed and the reference, so that anybody can repeat it', () => {
    const hashOf = (reference: string) => createHash('sha256').update(`${SEED}\n${reference}`).digest('hex');
    const byHand = many
      .map(({ reference }) => reference)
      .toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
    expect(referencesOf(draw(many, 50, NO_QUOTAS, SEED))).toEqual(byHand.slice(0, 50));
    // As Python gives them.
    expect(byHand.slice(0, 3)).toEqual(['LAS-101769', 'LAS-101641', 'LAS-101523']);
  });

  it('meets quotas of many cases, and tells groups by how they read', () => {
    const quotas = {
      cohorts: new Map(Array.from({ length: 10 }, (_, at) => [`COHORT  ${at}`, 5])),
      teams: new Map([
        ['Team 0', 3],
        ['team 1', 2],
        ['Team 2', 0],
      ]),
    };
    const drawn = draw(many, 50, quotas, SEED) ?? [];
    expect(drawn).toHaveLength(50);
    expect(referencesOf(drawn)?.slice(0, 3)).toEqual(['LAS-101769', 'LAS-101641', 'LAS-101523']);
    const inTeam = (team: string) => drawn.filter((one) => one.team === team).length;
    expect([inTeam('Team 0'), inTeam('Team 1'), inTeam('Team 2')]).toEqual([3, 2, 0]);
    for (let at = 0; at < 10; at += 1)
      expect(drawn.filter(({ cohort }) => cohort === `Cohort ${at}`)).toHaveLength(5);
  });

  it('draws each case about as often as any other', () => {
    const twenty = many.slice(0, 20);
    const times = new Map<string, number>();
    for (let at = 0; at < 2_000; at += 1) {
      for (const { reference } of draw(twenty, 5, NO_QUOTAS, `seed ${at}`) ?? [])
        times.set(reference, (times.get(reference) ?? 0) + 1);
    }
    // 500 each, give or take four standard deviations (19). The seeds are fixed.
    expect(Math.min(...times.values())).toBeGreaterThan(420);
    expect(Math.max(...times.values())).toBeLessThan(580);
  });
});
