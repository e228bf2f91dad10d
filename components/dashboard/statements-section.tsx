import { Section } from '#components/layout/section.tsx';
import { ScorePicture } from '#components/scoring/score-picture.tsx';
import type { EarlierScore } from '#lib/frameworks/mapping.ts';
import type { Dashboard } from '#lib/insight/dashboard/rules.ts';
import { formatInWords } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Score } from '#lib/scoring/index.ts';

/** The score in the last cycle, if it is comparable. */
function lastOf(earlier: readonly EarlierScore[]): Score | null {
  const last = earlier.at(-1);
  return typeof last === 'number' ? last : null;
}

type StatementsSectionProps = { council: string | null; dashboard: Dashboard };

/** The statements as a picture under their themes. */
export function StatementsSection({ council, dashboard }: StatementsSectionProps) {
  const { cycle, statements, lastCycle } = dashboard;
  const by = <T,>(of: (statement: (typeof statements)[number]) => T) =>
    Object.fromEntries(statements.map((statement) => [statement.id, of(statement)]));
  const challenged = statements.some(({ challenges }) => challenges.length > 0);
  const legend = [
    ...(lastCycle ? [`The dash beside a column shows the score in ${lastCycle.name}.`] : []),
    ...(lastCycle && lastCycle.framework !== cycle.framework
      ? [
          'That assessment used another framework: its scores are shown on the scale of this one, where they are comparable.',
        ]
      : []),
    ...(challenged
      ? [
          'The diamond on a block shows a challenge score from a director or reader. It does not change the council’s score.',
        ]
      : []),
  ];
  return (
    <Section heading={`The ${formatInWords(statements.length)} quality statements`}>
      <ScorePicture
        scores={by(({ score }) => score)}
        framework={cycle.framework}
        challenges={by(({ challenges }) => challenges)}
        before={by(({ earlier }) => lastOf(earlier))}
        hrefFor={council === null ? undefined : (statement) => routes.statement(council, statement)}
      />
      {legend.length > 0 && <p className="mt-4 text-16 text-ink-soft">{legend.join(' ')}</p>}
    </Section>
  );
}
