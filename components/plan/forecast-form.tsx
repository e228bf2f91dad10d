import { Button } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { describeAims } from './aims.ts';

type ForecastFormProps = {
  /** The page's own address, which holds the choices. Nothing is saved. */
  url: string;
  actions: readonly ImprovementAction[];
  /** The numbers of those that count now. */
  chosen: readonly number[];
};

/** Which actions count. The choices are in the address, so that a forecast can be passed on. */
export function ForecastForm({ url, actions, chosen }: ForecastFormProps) {
  return (
    <form action={url} className="max-w-text space-y-6">
      {/* Told apart from an address without choices, where all count. */}
      <input type="hidden" name="chosen" value="yes" />
      <Checkboxes
        name="action"
        label="Actions to count"
        options={actions.map((action) => ({
          value: String(action.number),
          label: action.title,
          hint: `${describeAims(action.aims)}. ${dueOf(action)}.`,
        }))}
        defaultValues={chosen.map(String)}
      />
      <Button kind="secondary">Calculate</Button>
    </form>
  );
}

function dueOf({ state, closedOn, dueOn }: ImprovementAction): string {
  if (state === 'complete') return closedOn ? `Complete since ${formatDate(closedOn)}` : 'Complete';
  return dueOn ? `Due on ${formatDate(dueOn)}` : 'No due date';
}
