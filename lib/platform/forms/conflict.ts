import { formatDateTime } from '#lib/kernel/format-dates.ts';

/**
 * The answer to a form whose record somebody changed after it was opened: what was typed comes back, and the page around
 * it is rendered again, to show what is saved now under the id `conflict`. Sent again, it replaces that.
 *
 * @param what - "these questions"
 */
export function conflictWith<Values>(
  what: string,
  changed: { readonly by: string; readonly at: Date } | null,
  values: Values,
) {
  const who = changed ? `${changed.by} changed ${what} at ${formatDateTime(changed.at)}` : `${what} changed`;
  const message = `Nothing was saved because ${who}, after you opened this page. Compare with what is saved now, then save again`;
  return { errors: [{ field: 'conflict' as const, message }], values, redraw: true as const };
}
