import { Button } from '#components/ui/button.tsx';
import { SelectAllRows } from '#components/ui/row-checkbox.tsx';
import { Select } from '#components/ui/select.tsx';
import { actionsFor, SELECTED_NAMES } from '#lib/record/returns/view.ts';

type SelectionBarProps = { may: { manage: boolean; answer: boolean; sign: boolean } };

/** Chooses what to do with the items selected below. Part of the form around the list. */
export function SelectionBar({ may }: SelectionBarProps) {
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-5 gap-y-3 bg-tint p-4 print:hidden">
      <div className="min-w-0">
        <Select
          name="do"
          label="With the selected items"
          labelSize="small"
          options={actionsFor(may).map((value) => ({ value, label: SELECTED_NAMES[value] }))}
        />
      </div>
      <Button kind="secondary">Continue</Button>
      <p className="py-3 text-16">
        <SelectAllRows name="item">Select all on this page</SelectAllRows>
      </p>
    </div>
  );
}
