import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { SelectAllRows } from '#components/ui/row-checkbox.tsx';
import { Select } from '#components/ui/select.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ACTION_NAMES, BATCH_ACTIONS } from '#lib/record/batches/rules.ts';
import { type EvidenceView, viewQuery } from '#lib/record/evidence/view.ts';

type SelectionBarProps = { council: string; view: EvidenceView; total: number };

/** Chooses what to do with the items selected below, or with all that match. Part of the form around the list. */
export function SelectionBar({ council, view, total }: SelectionBarProps) {
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-5 gap-y-3 bg-tint p-4 print:hidden">
      <div className="min-w-0">
        <Select
          name="do"
          label="With the selected items"
          labelSize="small"
          options={BATCH_ACTIONS.map((value) => ({ value, label: ACTION_NAMES[value] }))}
        />
      </div>
      <Button kind="secondary">Continue</Button>
      <p className="flex flex-wrap gap-x-5 gap-y-1 py-3 text-16">
        <Link href={routes.changeMany(council, { ...viewQuery(view), all: 'yes' })}>
          {total === 1
            ? 'Change the item that matches'
            : `Change all ${formatCount(total, 'item')} that match`}
        </Link>
        <SelectAllRows name="item">Select all on this page</SelectAllRows>
      </p>
    </div>
  );
}
