import type { Framework } from '#lib/frameworks/framework.ts';
import { statementScores } from '#lib/record/results/facts.ts';
import { groupMedian } from '#lib/record/results/groups.ts';
import { type Median, medianOf } from '#lib/record/results/ranks.ts';
import type { OwnResult, ShownResult } from '#lib/record/results/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

export type StatementSpread = {
  readonly id: StatementId;
  readonly name: string;
  /** Number of councils known to have each score of the scale, from the lowest. */
  readonly counts: readonly { readonly score: Score; readonly councils: number }[];
  readonly known: number;
  /** The mean of the known scores. Null if there are none. */
  readonly average: number | null;
  /** This council's own score. Null if not scored or not visible to this person yet. */
  readonly own: Score | null;
  /** The own score compared with the median of the other councils. Null if there is nothing to compare. */
  readonly compared: 'higher' | 'lower' | 'middle' | null;
  /** The median of councils of the own type. Null if the type is not known or too few scores are. */
  readonly peers: Median | null;
};

/** Every statement, the one with the lowest average first. */
export function statementSpreads(
  results: readonly ShownResult[],
  own: OwnResult,
  peers: readonly ShownResult[],
  { statements, scores: scale }: Framework,
): readonly StatementSpread[] {
  const scored = (rows: readonly ShownResult[]) => rows.map(({ facts }) => statementScores(facts));
  const [all, others, alike] = [results, results.filter(({ isOwn }) => !isOwn), peers].map(scored);
  const of = (rows: ReturnType<typeof scored> = [], id: StatementId) =>
    rows.flatMap((scores) => scores[id] ?? []);
  return statements
    .map(({ id, name }): StatementSpread => {
      const known = of(all, id);
      const score = own.state === 'known' ? (own.scores[id] ?? null) : null;
      const middle = medianOf(of(others, id));
      return {
        id,
        name,
        counts: scale.map((one) => ({
          score: one,
          councils: known.filter((other) => other === one).length,
        })),
        known: known.length,
        average: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length,
        own: score,
        compared: score === null || middle === null ? null : compared(score, middle),
        peers: groupMedian(of(alike, id)),
      };
    })
    .toSorted((a, b) => (a.average ?? Infinity) - (b.average ?? Infinity));
}

function compared(score: Score, { lower, upper }: Median): 'higher' | 'lower' | 'middle' {
  if (score > upper) return 'higher';
  return score < lower ? 'lower' : 'middle';
}
