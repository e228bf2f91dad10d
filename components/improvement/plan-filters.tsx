import { Button } from '#components/ui/button.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Select } from '#components/ui/select.tsx';
import { knownStatement, knownStatementIds } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { LEVEL_NAMES, LEVELS } from '#lib/record/findings/rules.ts';
import { ACTION_STATE_NAMES, ACTION_STATES, type ImprovementAction } from '#lib/record/improvement/rules.ts';
import { STANDING_NAMES, STANDINGS } from '#lib/record/improvement/state.ts';
import { ownersOf, type PlanView, planQuery } from '#lib/record/improvement/view.ts';

type PlanFiltersProps = {
  council: string;
  /** All of the plan. */
  actions: readonly ImprovementAction[];
  shown: PlanView;
};

/** Filters the actions of the plan, in every view of it. The filters are in the address. */
export function PlanFilters({ council, actions, shown }: PlanFiltersProps) {
  const to = (changed: PlanView) => routes.improvement(council, planQuery(changed));
  const owners = ownersOf(actions);
  const { state, standing, owner, statement, priority } = shown;
  const statements = knownStatementIds().filter(
    (id) => id === statement || actions.some(({ aims }) => aims.some((aim) => aim.statement === id)),
  );
  const ownerName = owners.find(({ key }) => key === owner)?.name;
  const chips = [
    ...(standing ? [{ text: STANDING_NAMES[standing], href: to({ ...shown, standing: undefined }) }] : []),
    ...(state
      ? [{ text: `State: ${ACTION_STATE_NAMES[state]}`, href: to({ ...shown, state: undefined }) }]
      : []),
    ...(ownerName ? [{ text: ownerName, href: to({ ...shown, owner: undefined }) }] : []),
    ...(statement
      ? [{ text: knownStatement(statement).name, href: to({ ...shown, statement: undefined }) }]
      : []),
    ...(priority
      ? [{ text: `${LEVEL_NAMES[priority]} priority`, href: to({ ...shown, priority: undefined }) }]
      : []),
  ];
  return (
    <>
      <search className="block border-b border-rule py-5 print:hidden">
        <details className="filters">
          <summary>Filters</summary>
          <form
            action={routes.improvement(council)}
            className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3"
          >
            {shown.view !== 'table' && <input type="hidden" name="view" value={shown.view} />}
            <Select
              name="standing"
              label="Progress"
              labelSize="small"
              placeholder="All"
              options={STANDINGS.map((value) => ({ value, label: STANDING_NAMES[value] }))}
              defaultValue={standing}
            />
            <Select
              name="state"
              label="State"
              labelSize="small"
              placeholder="All"
              options={ACTION_STATES.map((value) => ({ value, label: ACTION_STATE_NAMES[value] }))}
              defaultValue={state}
            />
            <Select
              name="owner"
              label="Owner"
              labelSize="small"
              placeholder="Everyone"
              options={owners.map(({ key, name }) => ({ value: key, label: name }))}
              defaultValue={owner}
            />
            <Select
              name="statement"
              label="Quality statement"
              labelSize="small"
              placeholder="All statements"
              options={statements.map((id) => ({ value: id, label: knownStatement(id).name }))}
              defaultValue={statement}
            />
            <Select
              name="priority"
              label="Priority"
              labelSize="small"
              placeholder="All"
              options={LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
              defaultValue={priority}
            />
            <p>
              <Button kind="secondary">Apply filters</Button>
            </p>
          </form>
        </details>
      </search>
      <FilterChips chips={chips} clearHref={to({ view: shown.view })} />
    </>
  );
}
