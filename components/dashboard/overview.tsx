import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CarriedNote } from '#components/cycles/carried-note.tsx';
import { CountdownSection } from '#components/inspections/countdown-section.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { TodoList } from '#components/todos/todo-list.tsx';
import { isStarted } from '#lib/insight/dashboard/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { OverviewView } from '#lib/pages/overview.ts';
import type { NextStep } from '#lib/work/todos/next-step.ts';
import type { Todo } from '#lib/work/todos/rules.ts';
import { DashboardView } from './dashboard-view.tsx';
import { MoreLinks } from './more-links.tsx';
import { NextStepButton } from './next-step-button.tsx';
import { SignOff } from './sign-off.tsx';
import { StatementsSection } from './statements-section.tsx';

type OverviewProps = {
  council: string;
  open: NonNullable<OverviewView['open']>;
  changes: OverviewView['changes'];
  countdown: OverviewView['countdown'];
  /** In London. */
  today: CalendarDate;
  may: { readonly exportPack: boolean; readonly exportPaper: boolean; readonly manageLinks: boolean };
};

/** The task that is already the button. */
const SAME: Partial<Record<NextStep['kind'], Todo['kind']>> = {
  challenge: 'challenge-score',
  sign: 'signature',
  'see-returned': 'returned',
  'answer-closing': 'closing',
};

/** Where the council is, the person's next step, who has to do what, what moved and what would change it. */
export function Overview({ council, open, changes, countdown, today, may }: OverviewProps) {
  const { assessment, dashboard, nextStep, todos } = open;
  const { figures, statements } = dashboard;
  const button = nextStep && <NextStepButton council={council} step={nextStep} />;
  const countingDown = countdown && (
    <CountdownSection {...{ council, countdown, today }} hasPlan={dashboard.plan !== null} />
  );
  const toDo = todos.filter(({ kind }) => nextStep === null || kind !== SAME[nextStep.kind]);
  const owners = Object.fromEntries(statements.map(({ id, owner }) => [id, owner]));
  return (
    <>
      {figures ? (
        <DashboardView
          council={council}
          dashboard={dashboard}
          figures={figures}
          action={button}
          countdown={countingDown}
        >
          <TodoList council={council} todos={toDo} owners={owners} />
        </DashboardView>
      ) : (
        <>
          <PageHeading>{dashboard.cycle.name}</PageHeading>
          <ScoresHidden
            council={council}
            hidden={assessment.hidden}
            also={may.exportPack ? ['the evidence pack'] : []}
            button={button}
          />
          <div className="mt-8">
            <SignOff council={council} dashboard={dashboard} />
          </div>
          <CarriedNote council={council} statements={assessment.statements} />
          {statements.some(({ score }) => score !== 'hidden') && (
            <StatementsSection council={council} dashboard={dashboard} />
          )}
          <TodoList council={council} todos={toDo} owners={owners} />
          {countingDown}
        </>
      )}
      <MoreLinks
        council={council}
        hasFigures={figures !== null && isStarted(figures)}
        changes={changes}
        may={{ ...may, exportPack: may.exportPack && nextStep?.kind !== 'make-pack' }}
      />
    </>
  );
}
