import { formatDate } from '#lib/kernel/format-dates.ts';
import { isOpen, type Register } from '#lib/record/cases/rules.ts';

/** The marking of a page that only named people see, and when what is on it is deleted. Printed with it. */
export function Sensitive({ register }: { register: Register | null }) {
  return (
    <p className="mb-6 max-w-text border-l-4 border-danger pl-4">
      <strong>OFFICIAL-SENSITIVE.</strong> Only named people see this page.
      {isOpen(register) && ` What is on it is deleted on ${formatDate(register.deleteOn)}.`}
    </p>
  );
}
