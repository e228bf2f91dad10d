import { frameworkOf } from '#lib/frameworks/known.ts';
import { type EarlierScore, earlierScore, mappingBetween } from '#lib/frameworks/mapping.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import type { ChallengeScore, ChallengesOfStatements } from '#lib/record/challenge/rules.ts';
import type { PublishedReport } from '#lib/record/published-reports/rules.ts';
import { statementScores } from '#lib/record/results/facts.ts';
import type { Score, Scores, StatementId } from '#lib/scoring/index.ts';

/** A score that somebody gave beside the council's own, on the scale of the report's framework. */
export type GivenScore = { readonly by: string; readonly role: Role; readonly score: Score };

export type ComparedStatement = {
  readonly statement: StatementId;
  readonly says: string;
  readonly page: number | null;
  readonly published: Score | null;
  /** As signed before the visit, on the scale of the report's framework. Null: nothing was signed, or no score. */
  readonly own: EarlierScore;
  /** own − published. Null: one of them is not known. */
  readonly difference: number | null;
  /** Who gave a challenge score nearer to the report than the council's own score was. */
  readonly sawIt: readonly GivenScore[];
  readonly others: readonly GivenScore[];
};

export type ReportComparison = {
  /** All of the report's framework, in its order. */
  readonly statements: readonly ComparedStatement[];
  readonly tooKind: number;
  readonly tooHarsh: number;
  readonly same: number;
  readonly notCompared: number;
};

/** What was signed: the framework by its id, and the scores of its statements. */
export type SignedScores = { readonly framework: string; readonly scores: Scores };

/**
 * A report beside what the council signed, statement by statement. Another framework is compared only where scores mean
 * the same. `challenges`: of the assessment that was signed, without what was given after the visit began.
 */
export function compareReport(
  report: Pick<PublishedReport, 'framework' | 'scores' | 'statements'>,
  signed: SignedScores | null,
  challenges: ChallengesOfStatements,
): ReportComparison {
  const framework = frameworkOf(report.framework);
  const mapping = signed && mappingBetween(frameworkOf(signed.framework), framework);
  const published = statementScores(report);
  const statements = framework.statementIds.map((statement): ComparedStatement => {
    const said = report.statements.find((one) => one.statement === statement);
    const own = signed ? earlierScore(mapping, statement, signed.scores) : null;
    const found = published[statement] ?? null;
    const difference = typeof own === 'number' && found !== null ? own - found : null;
    const given = Object.entries(challenges).flatMap(([id, people]) =>
      (people ?? []).flatMap(({ by, latest: { role, score } }): GivenScore[] => {
        const meant = earlierScore(mapping, statement, { [id]: score });
        return typeof meant === 'number' ? [{ by, role, score: meant }] : [];
      }),
    );
    const isNearer = ({ score }: GivenScore) =>
      found !== null && difference !== null && Math.abs(score - found) < Math.abs(difference);
    return {
      ...{ statement, says: said?.says ?? '', page: said?.page ?? null },
      ...{ published: found, own, difference },
      ...{ sawIt: given.filter(isNearer), others: given.filter((one) => !isNearer(one)) },
    };
  });
  const count = (isOne: (difference: number) => boolean) =>
    statements.filter(({ difference }) => difference !== null && isOne(difference)).length;
  return {
    statements,
    tooKind: count((difference) => difference > 0),
    tooHarsh: count((difference) => difference < 0),
    same: count((difference) => difference === 0),
    notCompared: statements.filter(({ difference }) => difference === null).length,
  };
}

/** "You scored 4 of 9 statements higher than CQC did, 1 lower and 4 the same." */
export function describeComparison(comparison: ReportComparison): string {
  const { tooKind, tooHarsh, same, notCompared, statements } = comparison;
  const compared = statements.length - notCompared;
  if (compared === 0) return 'No statement can be compared.';
  const left = notCompared === 0 ? '' : ` ${notCompared} cannot be compared.`;
  if (same === compared) {
    const all = notCompared === 0 ? `all ${same}` : `${same} of ${statements.length}`;
    return `You scored ${all} statements the same as CQC did.${left}`;
  }
  return `You scored ${tooKind || 'none'} of ${statements.length} statements higher than CQC did, ${tooHarsh || 'none'} lower and ${same || 'none'} the same.${left}`;
}

/** "Challenge scores were nearer on 2 of the 5 that differ." Null: nothing differs, or nobody gave a challenge score. */
export function describeSeen({ statements }: ReportComparison): string | null {
  const differing = statements.filter(({ difference }) => difference !== null && difference !== 0);
  const challenged = differing.filter(({ sawIt, others }) => sawIt.length + others.length > 0);
  if (challenged.length === 0) return null;
  const seen = challenged.filter(({ sawIt }) => sawIt.length > 0).length;
  return `Challenge scores were nearer on ${seen || 'none'} of the ${differing.length} that differ.`;
}

/** "1 higher", "Same" or "2 lower": what was signed, beside what was published. Null: they cannot be compared. */
export function describeDifference(difference: number | null): string | null {
  if (difference === null) return null;
  if (difference === 0) return 'Same';
  return difference > 0 ? `${difference} higher` : `${-difference} lower`;
}

/** Challenge scores as they were at an instant: of each person the last one given before it. */
export function givenBefore(challenges: ChallengesOfStatements, until: Date): ChallengesOfStatements {
  const isEarlier = ({ at }: ChallengeScore) => at < until;
  return Object.fromEntries(
    Object.entries(challenges).map(([statement, people]) => [
      statement,
      (people ?? []).flatMap((one) => {
        const [latest, ...earlier] = [one.latest, ...one.earlier].filter(isEarlier);
        return latest ? [{ ...one, latest, earlier }] : [];
      }),
    ]),
  );
}
