import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { describeWhen, type Forecast, type Landing } from '#lib/insight/plan/forecast.ts';
import { describeScoreChange } from '#lib/insight/scenarios/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeResult } from '#lib/record/assessments/state.ts';
import type { Score, Scores, StatementId } from '#lib/scoring/index.ts';

type ForecastTableProps = { council: string; forecast: Forecast; now: Scores };

/** When actions land, what changes then, and the score from then on. */
export function ForecastTable({ council, forecast, now }: ForecastTableProps) {
  const { today, landings } = forecast;
  return (
    <Table
      caption="What lands when"
      captionHidden
      stacked
      columns={[
        { header: 'When' },
        { header: 'Lands' },
        { header: 'Changes' },
        { header: 'Score' },
        { header: <span className="sr-only">Try it</span>, action: true },
      ]}
      rows={[
        {
          key: 'now',
          cells: ['Now', '–', '–', capitalise(describeResult(forecast.now.state)), ''],
        },
        ...landings.map((landing) => ({
          key: landing.on ?? 'undated',
          cells: [
            describeWhen(landing.on, today),
            <ul key="actions" className="space-y-1">
              {landing.actions.map(({ number, title }) => (
                <li key={number}>
                  <Link href={routes.action(council, number)}>
                    <bdi>{title}</bdi>
                  </Link>
                </li>
              ))}
            </ul>,
            <Moves key="moves" moves={landing.moves} />,
            capitalise(describeResult(landing.figures.state)),
            landing.moves.length > 0 ? (
              <Link key="try" href={routes.whatIf(council, changedFrom(now, landing.scores))}>
                Try these scores<span className="sr-only"> of {describeWhen(landing.on, today)}</span>
              </Link>
            ) : (
              ''
            ),
          ],
        })),
      ]}
    />
  );
}

function Moves({ moves }: Pick<Landing, 'moves'>) {
  if (moves.length === 0)
    return <>None yet: another action aims at the same score or a lower one, and lands later</>;
  return (
    <ul className="space-y-1">
      {moves.map((move) => (
        <li key={move.statement}>{describeScoreChange(move)}</li>
      ))}
    </ul>
  );
}

function changedFrom(now: Scores, then: Scores): Readonly<Partial<Record<StatementId, Score>>> {
  return Object.fromEntries(
    Object.entries(then).flatMap(([id, score]) => (score === null || score === now[id] ? [] : [[id, score]])),
  );
}
