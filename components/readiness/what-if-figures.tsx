import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { ScoreDisplay } from '#components/scoring/score-display.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { WhatIf } from '#lib/insight/readiness/rules.ts';
import { capitalise, formatCount } from '#lib/kernel/format.ts';
import { describeStanding } from '#lib/record/assessments/state.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';

/** The figures for the tried scores, the current figures, and the changes needed between them. */
export function WhatIfFigures({ tried: { changes, now, tried, scores } }: { tried: WhatIf }) {
  return (
    <>
      <p role="status" className="text-24">
        {changes.length === 0
          ? 'These are your current scores. Select another score to see what would change.'
          : `With ${formatCount(changes.length, 'change')}: ${describeStanding(tried.state)}. Now: ${describeStanding(now.state)}.`}
      </p>
      <div className="mt-6 grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
        <ScoreDisplay state={tried.state} scores={scores} />
        <BandRuler state={tried.state} />
      </div>
      {tried.flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      {changes.length > 0 && (
        <ul className="mt-6 max-w-text list-disc space-y-1 pl-5">
          {changes.map(({ statement, from, to }) => (
            <li key={statement}>
              {knownStatement(statement).name}: {formatStatementScore(to, statement)}. Now:{' '}
              {capitalise(formatStatementScore(from, statement))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
