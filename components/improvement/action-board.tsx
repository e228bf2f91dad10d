import { Link } from '#components/ui/link.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ACTION_STATE_NAMES, type ImprovementAction } from '#lib/record/improvement/rules.ts';
import { type BoardColumn, boardOf, type PlanView, planQuery } from '#lib/record/improvement/view.ts';
import { DueDay } from './due-day.tsx';
import { StandingTag } from './standing-tag.tsx';

type ActionBoardProps = {
  council: string;
  actions: readonly ImprovementAction[];
  shown: PlanView;
  today: CalendarDate;
  mayUpdate: boolean;
};

/** Actions as cards, a column for each state. A card moves by an update of its progress. */
export function ActionBoard({ council, actions, shown, today, mayUpdate }: ActionBoardProps) {
  return (
    <div className="mt-6 grid grid-cols-1 gap-x-5 gap-y-8 md:grid-cols-2 lg:grid-cols-4">
      {boardOf(actions).map(({ state, cards, others }) => (
        <section
          key={state}
          aria-labelledby={`column-${state}`}
          className="min-w-0 border-t-4 border-ink pt-3"
        >
          <h2 id={`column-${state}`} className="heading-3">
            {ACTION_STATE_NAMES[state]}{' '}
            <span className="font-normal text-ink-soft">({cards.length + others})</span>
          </h2>
          {cards.length === 0 ? (
            <p className="mt-3 text-16 text-ink-soft">No actions</p>
          ) : (
            <ul className="mt-3 space-y-3">
              {cards.map((action) => (
                <Card key={action.number} {...{ council, action, today, mayUpdate }} />
              ))}
            </ul>
          )}
          {others > 0 && (
            <p className="mt-3 text-16">
              <Link href={routes.improvement(council, planQuery({ ...shown, view: 'table', state }))}>
                Show {formatCount(others, 'more action')}
              </Link>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}

type CardProps = Omit<ActionBoardProps, 'actions' | 'shown'> & { action: BoardColumn['cards'][number] };

function Card({ council, action, today, mayUpdate }: CardProps) {
  const { number, title, owner, closedOn } = action;
  return (
    <li className="border border-rule-strong bg-field p-3 text-16">
      <h3 className="font-semibold wrap-anywhere">
        {number}.{' '}
        <Link href={routes.action(council, number)}>
          <bdi>{title}</bdi>
        </Link>
      </h3>
      <p className="mt-1 text-ink-soft">
        <bdi>{owner?.name ?? 'No owner'}</bdi>
      </p>
      <div className="mt-1">
        {closedOn ? formatDate(closedOn) : action.dueOn ? <DueDay dates={action} /> : 'No due date'}
      </div>
      <div className="mt-2">
        <StandingTag action={action} today={today} />
      </div>
      {mayUpdate && (
        <p className="mt-2 print:hidden">
          <Link href={routes.updateAction(council, number)} className="link inline-flex min-h-6 items-center">
            Update progress<span className="sr-only"> of {title}</span>
          </Link>
        </p>
      )}
    </li>
  );
}
