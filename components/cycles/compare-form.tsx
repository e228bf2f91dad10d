import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { type NamedPoint, type Point, pointAddress } from '#lib/work/cycles/rules.ts';

type CompareFormProps = {
  council: string;
  points: readonly NamedPoint[];
  from: Point | undefined;
  to: Point | undefined;
};

/** Chooses the two cycles to compare. The choice is in the address, so that a comparison can be shared. */
export function CompareForm({ council, points, from, to }: CompareFormProps) {
  const options = points.map(({ point, name }) => ({ value: pointAddress(point), label: name }));
  return (
    <search className="block border-y border-rule py-5 print:hidden">
      <form
        action={routes.compareCycles(council)}
        className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2"
      >
        <Select name="from" label="From" options={options} defaultValue={from && pointAddress(from)} />
        <Select name="to" label="To" options={options} defaultValue={to && pointAddress(to)} />
        <p>
          <Button kind="secondary">Compare</Button>
        </p>
      </form>
    </search>
  );
}
