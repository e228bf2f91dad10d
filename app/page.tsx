import { redirect } from 'next/navigation';
import * as routes from '#lib/kernel/routes.ts';
import { requireSignedIn } from '#lib/platform/auth/gate.ts';

// Rendered for each request, because scripts need its nonce.
export const dynamic = 'force-dynamic';

/** Somebody with one council opens it at once. Others choose. */
export default async function HomePage() {
  const { memberships } = await requireSignedIn();
  const [first, ...others] = memberships;
  redirect(first && others.length === 0 ? routes.council(first.council.slug) : routes.councils);
}
