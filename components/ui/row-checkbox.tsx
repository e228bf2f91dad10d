'use client';

import { useState, useSyncExternalStore } from 'react';

type RowCheckboxProps = { name: string; value: string; what: string };

/** Selects a row of a table by what names it: "Select E12". */
export function RowCheckbox({ name, value, what }: RowCheckboxProps) {
  return (
    <label className="-m-2 inline-flex min-h-6 cursor-pointer items-center gap-2 p-2 whitespace-nowrap">
      <input
        type="checkbox"
        name={name}
        value={value}
        className="size-6 shrink-0 cursor-pointer print:hidden"
      />
      <span>
        <span className="sr-only">Select </span>
        {what}
      </span>
    </label>
  );
}

const never = () => () => {};

/** Selects every row of its form, or none. Without script it is not shown, and its place is kept. */
export function SelectAllRows({ name, children }: { name: string; children: string }) {
  const [count, setCount] = useState<number | null>(null);
  const hasScript = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const choose = (button: HTMLButtonElement) => {
    const boxes = [...(button.form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? [])];
    const all = boxes.every(({ checked }) => checked);
    for (const box of boxes) box.checked = !all;
    setCount(all ? 0 : boxes.length);
  };
  return (
    <span className={hasScript ? undefined : 'invisible'}>
      <button
        type="button"
        className="link min-h-6 cursor-pointer text-left"
        data-link=""
        onClick={({ currentTarget }) => choose(currentTarget)}
      >
        {children}
      </button>
      <span role="status" className="text-ink-soft">
        {count === null ? '' : ` ${count} selected`}
      </span>
    </span>
  );
}
