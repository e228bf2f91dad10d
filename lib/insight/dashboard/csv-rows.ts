import { frameworkOf } from '#lib/frameworks/known.ts';
import { describeLine, describeReview, describeScoreTrend } from '#lib/insight/dashboard/dashboard-text.ts';
import { type Dashboard, improvementsOf, overallChange } from '#lib/insight/dashboard/rules.ts';
import { describePlanLine } from '#lib/insight/plan/rules.ts';
import { describeOpen, describeResult, describeTheme, finalState } from '#lib/record/assessments/state.ts';

export const DASHBOARD_COLUMNS = [
  'Part',
  'Name',
  'Score',
  'Target',
  'Challenge scores',
  'Last cycle',
  'Change',
  'Evidence strength',
  'What to improve',
  'Evidence items',
  'Owner',
  'Due date',
  'Status',
  'Flags',
] as const;

/** The rows of the exported file: the overall result, then each theme followed by its statements. */
export function dashboardRows(dashboard: Dashboard): readonly (readonly (string | number)[])[] {
  const { figures, lastCycle, statements, cycle, plan } = dashboard;
  const empty = (cells: number) => Array.from<string>({ length: cells }).fill('');
  const open = figures && describeOpen(figures.state);
  return [
    [
      'Overall',
      cycle.name,
      figures ? describeResult(figures.state) : 'Hidden',
      figures?.targets ? describeResult(figures.targets.state) : '–',
      '',
      lastCycle ? describeResult(finalState(lastCycle.overall, lastCycle.framework)) : '–',
      describeScoreTrend(overallChange(figures, lastCycle)),
      ...empty(5),
      [describeReview(dashboard.review), open ?? []].flat().join('. '),
      figures?.result.flags.map(({ message }) => message).join('; ') ?? '',
    ],
    ...(plan
      ? [
          [
            ...['Improvement plan', describePlanLine(plan)],
            ...empty(10),
            figures ? (figures.forecast?.sentence ?? '') : 'Hidden',
            '',
          ],
        ]
      : []),
    ...frameworkOf(cycle.framework).themes.flatMap(({ id, name }) => {
      const now = figures?.result.themes.find(({ theme }) => theme === id);
      // Themes of different frameworks do not correspond.
      const isSame = lastCycle?.framework === cycle.framework;
      const then = isSame ? lastCycle?.themes.find(({ theme }) => theme === id) : undefined;
      return [
        [
          'Theme',
          name,
          now && figures ? describeTheme(now, figures.state) : 'Hidden',
          '',
          '',
          then && lastCycle ? describeTheme(then, { framework: lastCycle.framework, unconfirmed: [] }) : '–',
          ...empty(8),
        ],
        ...statements
          .filter(({ theme }) => theme === id)
          .map((line) => {
            const words = describeLine(line);
            return [
              line.id,
              words.name,
              words.score,
              words.target,
              words.challenge,
              words.before,
              words.trend,
              words.strength,
              improvementsOf(line).join('; '),
              line.evidenceCount,
              words.owner,
              words.due,
              words.state,
              words.flags.join('; '),
            ];
          }),
      ];
    }),
  ];
}
