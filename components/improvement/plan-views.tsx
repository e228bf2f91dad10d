import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { PLAN_VIEW_NAMES, PLAN_VIEWS, type PlanView, planQuery } from '#lib/record/improvement/view.ts';

/** The ways to look at the plan, with the one shown marked. Filters stay. */
export function PlanViews({ council, shown }: { council: string; shown: PlanView }) {
  return (
    <nav aria-label="Views of the plan" className="mt-6 border-b border-rule print:hidden">
      <ul className="flex flex-wrap gap-x-6">
        {PLAN_VIEWS.map((view) => (
          <li key={view}>
            <Link
              href={routes.improvement(council, planQuery({ ...shown, view }))}
              aria-current={view === shown.view ? 'page' : undefined}
              className={
                view === shown.view
                  ? 'inline-flex min-h-11 items-center border-b-4 border-accent font-bold text-ink no-underline'
                  : 'link inline-flex min-h-11 items-center'
              }
            >
              {PLAN_VIEW_NAMES[view]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
