import { knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { ItemEvent } from '#lib/record/batches/batch-rows.ts';
import type { BatchAction } from '#lib/record/batches/rules.ts';

/** What a change of many set its items to, by their events: "Priya Nair", "31 March 2027". Null: nothing, or it was erased. */
export function describeTo(action: BatchAction, events: readonly ItemEvent[]): string | null {
  const all = events.flatMap((event) => valuesOf(action, event));
  return all.length === 0 ? null : formatList([...new Set(all)].toSorted((a, b) => a.localeCompare(b, 'en')));
}

function valuesOf(action: BatchAction, event: ItemEvent): readonly string[] {
  switch (event.type) {
    case 'evidence.attached':
      return [knownStatement(event.data.statement).name];
    case 'evidence.reviewed':
      return [formatDate(event.data.after)];
    case 'evidence.withdrawn':
    case 'evidence.restored':
      return event.words?.reason ? [event.words.reason] : [];
    case 'evidence.changed':
      return changedTo(action, event);
  }
}

type Changed = Extract<ItemEvent, { type: 'evidence.changed' }>;

function changedTo(action: BatchAction, { data, words }: Changed): readonly string[] {
  const [before, after] = [words?.before?.tags ?? [], words?.after?.tags ?? []];
  switch (action) {
    case 'owner':
      if (data.after.ownerId === null) return ['Nobody'];
      return words?.after?.member ? [words.after.member] : [];
    case 'review':
      return data.after.reviewBy ? [formatDate(data.after.reviewBy)] : ['No date'];
    case 'tag':
      return after.filter((tag) => !before.includes(tag));
    case 'untag':
      return before.filter((tag) => !after.includes(tag));
    default:
      return [];
  }
}
