import type { ReactNode } from 'react';
import { HowWorkedOut } from '#components/assessments/how-worked-out.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { Section } from '#components/layout/section.tsx';
import { StrengthTag } from '#components/readiness/strength-tag.tsx';
import { ThemeTable } from '#components/scoring/theme-table.tsx';
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

type AllFiguresProps = {
  /** The council whose pages the links lead to. Null: a saved copy without links. */
  council: string | null;
  dashboard: Dashboard;
};

/** Every figure behind the summary: the statements line by line, the themes, and how the score is worked out. */
export function AllFigures({ council, dashboard }: AllFiguresProps) {
  const { figures } = dashboard;
  return (
    <>
      <Section heading="Quality statements">
        <StatementTable council={council} dashboard={dashboard} />
      </Section>
      {figures && (
        <>
          <Section heading="Themes">
            <ThemeTable themes={figures.result.themes} state={figures.state} />
            {council !== null && (
              <p className="mt-4">
                <WorkedOut figure="themes" framework={dashboard.cycle.framework} />
              </p>
            )}
          </Section>
          <Section id={routes.WORKING} heading="How the score is worked out">
            <HowWorkedOut state={figures.state} scores={figures.scores} />
            {council !== null && <Rules framework={dashboard.cycle.framework} />}
          </Section>
        </>
      )}
    </>
  );
}

function Rules({ framework }: { framework: string }) {
  return (
    <p className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
      <WorkedOut figure="score" framework={framework}>
        The rule for any score
      </WorkedOut>
      <WorkedOut figure="band" framework={framework}>
        The rule for the band
      </WorkedOut>
      <WorkedOut figure="range" framework={framework}>
        The rule for a range
      </WorkedOut>
    </p>
  );
}

function StatementTable({ council, dashboard }: AllFiguresProps) {
  const { cycle, figures, statements, lastCycle } = dashboard;
  const shown = {
    council,
    targets: statements.some(({ target }) => target !== null),
    challenges: statements.some(({ score, challenges }) => score === 'hidden' || challenges.length > 0),
    lastCycle,
  };
  return (
    <>
      <Table
        caption="Each quality statement with its score, evidence, owner and status"
        captionHidden
        wide
        stacked
        columns={[
          { header: 'Quality statement' },
          { header: 'Score' },
          ...(shown.targets ? [{ header: 'Target' }] : []),
          ...(shown.challenges ? [{ header: 'Challenge' }] : []),
          ...(lastCycle ? [{ header: 'Last cycle' }] : []),
          { header: 'Evidence' },
          { header: 'Owner' },
          { header: 'Status' },
        ]}
        rows={frameworkOf(cycle.framework).themes.flatMap((theme) => {
          const result = figures?.result.themes.find((one) => one.theme === theme.id);
          return [
            {
              key: `theme-${theme.id}`,
              heading: `${theme.name}${result && figures ? `: ${describeTheme(result, figures.state)}` : ''}`,
            },
            ...statements
              .filter((line) => line.theme === theme.id)
              .map((line) => ({ key: line.id, cells: cellsOf(line, shown) })),
          ];
        })}
      />
      {lastCycle && lastCycle.framework !== cycle.framework && (
        <p className="mt-4 text-16 text-ink-soft">
          <bdi>{lastCycle.name}</bdi> used another framework: its scores are shown on the scale of this one,
          where they are comparable.
        </p>
      )}
    </>
  );
}

type Shown = {
  council: string | null;
  targets: boolean;
  challenges: boolean;
  lastCycle: Dashboard['lastCycle'];
};

/** The address of a flag's details. */
const BEHIND: Record<FlagKind, (council: string, statement: StatementId) => string> = {
  'section-50': routes.statement,
  overdue: routes.statement,
  unsupported: (council) => routes.strength(council),
  'challenge-gap': routes.challenge,
  'stale-evidence': (council, statement) => routes.evidence(council, { statement }),
  carried: routes.statement,
};

function cellsOf(
  line: StatementLine,
  { council, targets, challenges, lastCycle }: Shown,
): readonly ReactNode[] {
  const words = describeLine(line);
  const to = (text: ReactNode, href: (council: string) => string) =>
    council === null ? text : <Link href={href(council)}>{text}</Link>;
  const improve = improvementsOf(line);
  return [
    to(words.name, (slug) => routes.statement(slug, line.id)),
    words.score,
    ...(targets ? [words.target] : []),
    ...(challenges
      ? [
          line.challenges.length > 0
            ? to(words.challenge, (slug) => routes.challenge(slug, line.id))
            : words.challenge,
        ]
      : []),
    ...(lastCycle
      ? [
          <ScoreHistory key="last" line={line}>
            {to(
              <>
                {words.before}
                <span className="sr-only">
                  {line.earlier.at(-1) === 'new' ? ' since ' : ' in '}
                  <bdi>{lastCycle.name}</bdi>
                </span>
              </>,
              (slug) => routes.cycle(slug, lastCycle.number),
            )}
            {words.trend !== '–' && <span className="block whitespace-nowrap">{words.trend}</span>}
          </ScoreHistory>,
        ]
      : []),
    <span key="strength">
      <StrengthTag level={line.strength.level} isStarted={line.status !== 'not-yet-started'} />
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
    <div key="state">
      {words.state}
      {words.due !== '–' && !line.flags.some(({ kind }) => kind === 'overdue') && (
        <p className="text-ink-soft">Due {words.due}</p>
      )}
      {line.flags.map(({ kind, text }) => (
        <p key={kind}>{to(text, (slug) => BEHIND[kind](slug, line.id))}</p>
      ))}
    </div>,
  ];
}
