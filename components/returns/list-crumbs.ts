import * as routes from '#lib/kernel/routes.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';

/** The way to a list, and if it is not the page itself, to the list. */
export function listCrumbs(
  council: string,
  { inspection, number, name }: Pick<ReturnList, 'inspection' | 'number' | 'name'>,
  isPage = false,
) {
  return [
    { href: routes.inspections(council), text: 'Inspections' },
    { href: routes.inspection(council, inspection.number), text: inspection.name },
    ...(isPage ? [] : [{ href: routes.returnList(council, inspection.number, number), text: name }]),
  ];
}
