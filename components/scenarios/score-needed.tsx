import { StrengthTag } from '#components/readiness/strength-tag.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { type Strength, unmetChecks } from '#lib/insight/readiness/strength.ts';
import { isScoreReached, type ScenarioScore } from '#lib/insight/scenarios/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import type { Score } from '#lib/scoring/index.ts';

type ScoreNeededProps = {
  council: string;
  score: ScenarioScore;
  now: Score | null;
  strength: Strength;
};

/** One score of a scenario: from, to, progress and the strength of its evidence. */
export function ScoreNeeded({ council, score, now, strength }: ScoreNeededProps) {
  const { statement, from, to } = score;
  const unmet = unmetChecks(strength);
  return (
    <div className="mb-5 max-w-text">
      <h3 className="flex flex-wrap items-baseline gap-x-4 gap-y-1 heading-3">
        <Link href={routes.statement(council, statement)}>{knownStatement(statement).name}</Link>
        {isScoreReached(score, now) && <Tag tone="plain">Reached</Tag>}
      </h3>
      <p className="mt-2">
        From {formatStatementScore(from, statement)}, to {formatStatementScore(to, statement)}.
        {now !== from && ` The score has changed since: now ${formatStatementScore(now, statement)}.`}
      </p>
      <div className="mt-2 flex flex-wrap items-baseline gap-x-3">
        Evidence: <StrengthTag level={strength.level} />
      </div>
      {unmet.length > 0 ? (
        <ul className="mt-2 list-disc pl-5">
          {unmet.map(({ id, reason }) => (
            <li key={id}>{reason}</li>
          ))}
        </ul>
      ) : (
        <p className="mt-2">The evidence meets every check.</p>
      )}
    </div>
  );
}
