import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CarriedNote } from '#components/cycles/carried-note.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { TodoList } from '#components/todos/todo-list.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { describeNewChanges } from '#lib/history/activity/rules.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { OverviewView } from '#lib/pages/overview.ts';
import { DashboardView } from './dashboard-view.tsx';
import { SignOff } from './sign-off.tsx';
import { StatementsSection } from './statements-section.tsx';

type OverviewProps = {
  council: string;
  open: NonNullable<OverviewView['open']>;
  changes: OverviewView['changes'];
  may: { readonly exportPack: boolean; readonly exportPaper: boolean; readonly manageLinks: boolean };
};

/** The council's result, how certain it is, what changed, what would change it and this person's tasks. */
export function Overview({ council, open: { assessment, dashboard, todos }, changes, may }: OverviewProps) {
  const { cycle, figures, review, asOf, statements } = dashboard;
  const unscored = figures?.state.isFinal ? 0 : statements.filter(({ score }) => score === null).length;
  const forThisPerson = <TodoList council={council} todos={todos} />;
  return (
    <>
      <PageHeading dates={`${formatDateRange(cycle.startsOn, cycle.endsOn)}, as at ${formatDateTime(asOf)}`}>
        {cycle.name}
      </PageHeading>
      {figures ? (
        <DashboardView
          council={council}
          dashboard={dashboard}
          figures={figures}
          actions={<Actions council={council} unscored={unscored} may={may} />}
        >
          {forThisPerson}
        </DashboardView>
      ) : (
        <>
          <ScoresHidden
            council={council}
            hidden={assessment.hidden}
            also={may.exportPack ? ['the evidence pack'] : []}
          />
          <SignOff council={council} review={review} framework={cycle.framework} />
          <CarriedNote council={council} statements={assessment.statements} />
          {forThisPerson}
          <StatementsSection council={council} dashboard={dashboard} />
        </>
      )}
      <nav aria-label="More about this assessment" className="mt-12 border-t border-rule pt-4 print:hidden">
        <ul className="flex flex-wrap gap-x-8 gap-y-2 text-16">
          <li>
            <Link href={routes.figures(council)}>All figures in one table</Link>
          </li>
          {figures && (
            <li>
              <Link href={routes.working(council)}>How the score is worked out</Link>
            </li>
          )}
          {changes && (
            <li>
              <Link href={routes.activity(council)}>{describeNewChanges(changes)} since you last looked</Link>
            </li>
          )}
        </ul>
      </nav>
    </>
  );
}

type ActionsProps = { council: string; unscored: number; may: OverviewProps['may'] };

function Actions({ council, unscored, may }: ActionsProps) {
  return (
    <div className="mt-6">
      <ButtonGroup>
        {may.exportPack && (
          <ButtonLink href={routes.currentPack(council)}>Download evidence pack (PDF)</ButtonLink>
        )}
        {may.exportPaper && (
          <Link href={routes.boardPaper(council)}>Download board paper (PDF, 2 pages)</Link>
        )}
        {may.manageLinks && <Link href={routes.paperLinks(council)}>Share the board paper by a link</Link>}
        <Link href={routes.assessment(council)}>
          {unscored > 0 ? `Score the remaining ${unscored}` : 'Open the quality statements'}
        </Link>
      </ButtonGroup>
    </div>
  );
}
