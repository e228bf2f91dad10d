import type { ReactNode } from 'react';
import { StrengthTag } from '#components/readiness/strength-tag.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { describeLine } from '#lib/insight/dashboard/dashboard-text.ts';
import {
  type Dashboard,
  type FlagKind,
  improvementsOf,
  type StatementLine,
} from '#lib/insight/dashboard/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeTheme } from '#lib/record/assessments/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ScoreHistory } from './score-history.tsx';

type StatementLinesProps = { council: string | null; dashboard: Dashboard };

/** Every statement with the figures beside its score, each with a link to its details. */
export function StatementLines({ council, dashboard }: StatementLinesProps) {
  const { cycle, figures, statements, lastCycle } = dashboard;
  const hasTargets = statements.some(({ target }) => target !== null);
  const columns = [
    { header: 'Quality statement' },
    { header: 'Score' },
    ...(hasTargets ? [{ header: 'Target' }] : []),
    { header: 'Challenge' },
    ...(lastCycle ? [{ header: 'Last cycle' }, { header: 'Change' }] : []),
    { header: 'Evidence' },
    { header: 'Owner' },
    { header: 'Status' },
    { header: 'Flags' },
  ];
  return (
    <div className="mt-8">
      <Table
        caption="Each quality statement with its score, evidence, owner and flags"
        captionHidden
        wide
        stacked
        columns={columns}
        rows={frameworkOf(cycle.framework).themes.flatMap((theme) => {
          const result = figures?.result.themes.find((one) => one.theme === theme.id);
          const lines = statements.filter((line) => line.theme === theme.id);
          return [
            {
              key: `theme-${theme.id}`,
              heading: `${theme.name}${result && figures ? `: ${describeTheme(result, figures.state)}` : ''}`,
            },
            ...lines.map((line) => ({
              key: line.id,
              cells: cellsOf(line, { council, hasTargets, lastCycle }),
            })),
          ];
        })}
      />
    </div>
  );
}

type Shown = { council: string | null; hasTargets: boolean; lastCycle: Dashboard['lastCycle'] };

/** The address of a flag's details. */
const BEHIND: Record<FlagKind, (council: string, statement: StatementId) => string> = {
  'section-50': routes.statement,
  overdue: routes.statement,
  unsupported: (council) => routes.strength(council),
  'challenge-gap': routes.challenge,
  'stale-evidence': (council, statement) => routes.evidence(council, { statement }),
  carried: routes.statement,
};

function cellsOf(line: StatementLine, { council, hasTargets, lastCycle }: Shown): readonly ReactNode[] {
  const words = describeLine(line);
  const to = (text: ReactNode, href: (council: string) => string) =>
    council === null ? text : <Link href={href(council)}>{text}</Link>;
  const improve = improvementsOf(line);
  return [
    to(words.name, (slug) => routes.statement(slug, line.id)),
    words.score,
    ...(hasTargets ? [words.target] : []),
    line.challenges.length > 0
      ? to(words.challenge, (slug) => routes.challenge(slug, line.id))
      : words.challenge,
    ...(lastCycle
      ? [
          to(
            <>
              {words.before}
              <span className="sr-only">
                {line.earlier.at(-1) === 'new' ? ' since ' : ' in '}
                <bdi>{lastCycle.name}</bdi>
              </span>
            </>,
            (slug) => routes.cycle(slug, lastCycle.number),
          ),
          <ScoreHistory key="trend" line={line} words={words.trend} />,
        ]
      : []),
    <span key="strength">
      <StrengthTag level={line.strength.level} />
      {improve.length > 0 && (
        <span className="block whitespace-nowrap">
          {to(
            <>
              {improve.length} to improve<span className="sr-only"> in the evidence of {line.name}</span>
            </>,
            (slug) => routes.strength(slug),
          )}
        </span>
      )}
    </span>,
    words.owner,
    <span key="state">
      {words.state}
      {words.due !== '–' && <span className="block text-ink-soft">Due {words.due}</span>}
    </span>,
    words.flags.length === 0 ? (
      'None'
    ) : (
      <ul key="flags" className="space-y-1">
        {line.flags.map(({ kind, text }) => (
          <li key={kind}>{to(text, (slug) => BEHIND[kind](slug, line.id))}</li>
        ))}
      </ul>
    ),
  ];
}
