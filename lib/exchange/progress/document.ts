import { createHash } from 'node:crypto';
import type { PlanDocument, PlanSection } from '#lib/exchange/pdf/plan-document.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { describeForecast, describeWhen } from '#lib/insight/plan/forecast.ts';
import type { PlanProgress } from '#lib/insight/plan/queries.ts';
import { changeLists, describeChanges } from '#lib/insight/plan/since.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { ACTION_NAMES, ACTION_STATE_NAMES, type ImprovementAction } from '#lib/record/improvement/rules.ts';
import { STANDING_NAMES, slipOf, standingOf } from '#lib/record/improvement/state.ts';
import { describePlan, inPlanOrder } from '#lib/record/improvement/view.ts';

/** The PDF of what changed in a plan since a day, how its actions stand, and what they would do to the score. */
export function progressDocument(
  council: PlanDocument['council'],
  { changes, actions, forecast }: PlanProgress,
  asOf: Date,
): PlanDocument {
  const today = londonDay(asOf);
  const sections: readonly PlanSection[] = [
    {
      heading: `Changes since ${formatDate(changes.since)}`,
      blocks: [{ text: describeChanges(changes) }],
      parts: changeLists(changes).map(({ heading, columns, lines }) => {
        const rows = lines.map(({ number, title, cells }) => [`${number}. ${title}`, ...cells]);
        return {
          heading,
          blocks: [{ columns: [ACTION_NAMES.title, ...columns], widths: widthsOf(rows), rows }],
        };
      }),
    },
    {
      heading: 'If the actions land',
      blocks: forecast
        ? [
            { text: describeForecast(forecast) ?? 'No action would change a score.' },
            ...(forecast.landings.length === 0
              ? []
              : [
                  {
                    columns: ['When', 'Actions', 'Changes'],
                    rows: forecast.landings.map(({ on, actions: landing, moves }) => [
                      describeWhen(on, today),
                      landing.map(({ number, title }) => `${number}. ${title}`).join('\n'),
                      moves
                        .map(
                          ({ statement, from, to }) =>
                            `${knownStatement(statement).name}: ${from ?? 'not scored'} to ${to}`,
                        )
                        .join('\n') || 'None yet',
                    ]),
                  },
                ]),
          ]
        : [{ text: 'No assessment is open.' }],
    },
    {
      heading: 'How each action stands',
      blocks: [
        {
          ...{ columns: [ACTION_NAMES.title, ACTION_NAMES.owner, ACTION_NAMES.dueOn, 'How it stands'] },
          widths: [3, 2, 2, 2],
          rows: inPlanOrder(actions).map((action) => standingRow(action, asOf)),
        },
      ],
    },
  ];
  return {
    ...{ council, title: 'Progress report', madeAt: asOf.toISOString(), sections },
    facts: `As at ${formatDate(today)}. ${describePlan(actions, today)}`,
    contentHash: createHash('sha256').update(JSON.stringify(sections)).digest('hex'),
  };
}

const LEAST_WIDTH = 22;
const MOST_WIDTH = 56;

/** Of columns, by their longest cells: none is narrower than a date, nor wider than two and a half. */
function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const widths = (rows[0] ?? []).map(() => LEAST_WIDTH);
  for (const cells of rows) {
    for (const [at, { length }] of cells.entries()) {
      widths[at] = Math.min(MOST_WIDTH, Math.max(widths[at] ?? LEAST_WIDTH, length));
    }
  }
  return widths;
}

function standingRow(action: ImprovementAction, asOf: Date): readonly string[] {
  const { number, title, owner, dueOn, state } = action;
  const { standing, reasons } = standingOf(action, londonDay(asOf));
  const slip = slipOf(action);
  return [
    `${number}. ${title}`,
    owner?.name ?? 'Nobody',
    dueOn ? `${formatDate(dueOn)}${slip ? `\nFirst ${formatDate(slip.from)}` : ''}` : '',
    [...new Set([STANDING_NAMES[standing], ACTION_STATE_NAMES[state]]), ...reasons].join('\n'),
  ];
}
