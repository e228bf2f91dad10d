import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { describeMoves, type Scenario } from '#lib/insight/scenarios/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { type AssessmentState, describeStanding } from '#lib/record/assessments/state.ts';

type SavedScenariosProps = {
  council: string;
  scenarios: readonly { readonly scenario: Scenario; readonly state: AssessmentState }[];
  maySave: boolean;
};

/** The scenarios of an assessment with the result of each. */
export function SavedScenarios({ council, scenarios, maySave }: SavedScenariosProps) {
  if (scenarios.length === 0) {
    return (
      <p>
        No scenarios yet.{' '}
        {maySave
          ? 'Try other scores above, then save them.'
          : `${capitalise(whoCan('scenario:save'))} can save one.`}
      </p>
    );
  }
  return (
    <Table
      caption="Saved scenarios"
      captionHidden
      stacked
      columns={[{ header: 'Scenario' }, { header: 'Result' }, { header: 'Changes' }]}
      rows={scenarios.map(({ scenario, state }) => ({
        key: String(scenario.number),
        cells: [
          <Link key="name" href={routes.scenario(council, scenario.number)}>
            {scenario.name}
          </Link>,
          describeStanding(state),
          describeMoves(scenario.scores),
        ],
      }))}
    />
  );
}
