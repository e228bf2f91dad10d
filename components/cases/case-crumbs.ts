import type { Crumb } from '#components/ui/breadcrumbs.tsx';
import * as routes from '#lib/kernel/routes.ts';

/** The way to a page below the cases or the reflective logs of an inspection. */
export function crumbsTo(
  council: string,
  inspection: { readonly number: number; readonly name: string },
  of?: 'cases' | 'logs',
): readonly Crumb[] {
  const { number, name } = inspection;
  return [
    { href: routes.inspections(council), text: 'Inspections' },
    { href: routes.inspection(council, number), text: name },
    ...(of === 'cases' ? [{ href: routes.cases(council, number), text: 'Cases' }] : []),
    ...(of === 'logs' ? [{ href: routes.caseLogs(council, number), text: 'Reflective logs' }] : []),
  ];
}
