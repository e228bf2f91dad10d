import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { slipOf } from '#lib/record/improvement/state.ts';

/** When it is due, and how far that has slipped. */
export function DueDay({ dates }: { dates: Pick<ImprovementAction, 'dueOn' | 'firstDueOn'> }) {
  if (dates.dueOn === null) return <span className="absent text-ink-soft">No date</span>;
  const slip = slipOf(dates);
  return (
    <span>
      <span className="whitespace-nowrap">{formatDate(dates.dueOn)}</span>
      {slip && (
        <span className="block text-16 font-normal text-ink-soft">
          Was {formatDate(slip.from)}, {formatCount(slip.days, 'day')} later
        </span>
      )}
    </span>
  );
}
