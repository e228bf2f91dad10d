import * as routes from '#lib/kernel/routes.ts';
import type { Duty } from '#lib/work/duties/queries.ts';

/** Where it is done. Somebody’s own items are shown alone. */
export function hrefOfDuty(council: string, duty: Duty, me: string | null): string {
  if (duty.kind === 'action') return routes.action(council, duty.action.number);
  const { number } = duty.inspection;
  if (duty.kind === 'step') return routes.inspection(council, number);
  const isOwn = me !== null && duty.owner?.id === me;
  return routes.returnList(council, number, duty.list.number, isOwn ? { owner: me } : {});
}
