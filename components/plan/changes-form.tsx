import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';

type ChangesFormProps = {
  /** The page's own address, which holds the day. Nothing is saved. */
  url: string;
  /** As asked, real or not, or the day that is shown. */
  date: string;
  problem: string | null;
};

/** From which day on changes are shown. */
export function ChangesForm({ url, date, problem }: ChangesFormProps) {
  return (
    <form action={url} className="mb-6 flex flex-wrap items-end gap-x-5 gap-y-4 print:hidden">
      <DateInput
        name="since"
        label="Show changes since"
        defaultValue={dateParts(date)}
        error={problem ?? undefined}
      />
      <Button kind="secondary">Show changes</Button>
    </form>
  );
}
