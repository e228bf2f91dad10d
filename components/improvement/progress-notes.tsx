import { EmptyState } from '#components/ui/empty-state.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { ACTION_STATE_NAMES, type ActionUpdate, RATING_NAMES } from '#lib/record/improvement/rules.ts';

type ProgressNotesProps = { updates: readonly ActionUpdate[]; heading?: 'h3' | 'h4' };

/** What was said of an action's progress, newest first, with each date that moved. */
export function ProgressNotes({ updates, heading = 'h3' }: ProgressNotesProps) {
  if (updates.length === 0)
    return <EmptyState>No progress notes yet. Update progress to say what has happened.</EmptyState>;
  return (
    <Timeline
      heading={heading}
      items={updates.map((update, index) => ({
        id: String(update.number),
        title: describeChange(update, updates[index + 1]),
        by: update.by,
        at: { iso: update.at.toISOString(), text: formatDateTime(update.at) },
        detail: <p className="max-w-text whitespace-pre-line wrap-anywhere">{update.note}</p>,
      }))}
    />
  );
}

/** "In progress, moved from 31 March 2027 to 30 June 2027, Amber: at risk". `earlier`: the note before it. */
function describeChange(update: ActionUpdate, earlier: ActionUpdate | undefined): string {
  const { stateBefore, state, rating, dueBefore, dueOn } = update;
  const parts = [
    ...(stateBefore === state ? [] : [ACTION_STATE_NAMES[state]]),
    ...(dueOn === dueBefore || dueOn === null
      ? []
      : dueBefore === null
        ? [`Due on ${formatDate(dueOn)}`]
        : [`Due date moved from ${formatDate(dueBefore)} to ${formatDate(dueOn)}`]),
    ...(rating !== null && rating !== (earlier?.rating ?? null) ? [RATING_NAMES[rating]] : []),
  ];
  return parts.length === 0 ? 'Progress note' : parts.join('. ');
}
