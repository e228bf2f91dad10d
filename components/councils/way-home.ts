import type { Crumb } from '#components/ui/breadcrumbs.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { SignedIn } from '#lib/platform/access/context.ts';

/** The breadcrumb of a page outside councils: to the person's council or, if they have several or none, to the list. */
export function wayHome({ memberships }: SignedIn): Crumb {
  const [first, ...others] = memberships;
  return first && others.length === 0
    ? { href: routes.council(first.council.slug), text: first.council.name }
    : { href: routes.councils, text: 'My councils' };
}
