import { redirect } from 'next/navigation';
import { wayHome } from '#components/councils/way-home.ts';
import { requireSignedIn } from '#lib/platform/auth/gate.ts';

// Rendered for each request, because scripts need its nonce.
export const dynamic = 'force-dynamic';

/** Somebody with one council opens it at once. Others choose. */
export default async function HomePage() {
  redirect(wayHome(await requireSignedIn()).href);
}
