import 'server-only';
import { notFound, redirect } from 'next/navigation';
import * as routes from '#lib/kernel/routes.ts';
import { type CouncilContext, type SignedIn, signedInContext } from '#lib/platform/access/context.ts';
import { can, type Permission } from '#lib/platform/access/permissions.ts';
import { requestFacts, signedIn } from '#lib/platform/auth/session.ts';

/** The gate for pages. Not signed in: to the sign-in page and back. Not a member of the council: 404. */
export async function requireCouncil(
  slug: string,
  permission: Permission = 'council:view',
): Promise<CouncilContext> {
  const session = await requireSignedIn();
  return findContext(session, slug, permission, await requestId()) ?? notFound();
}

/** The gate for pages outside councils. */
export async function requireSignedIn(): Promise<SignedIn> {
  const session = await signedIn();
  if (session) return session;
  const { path } = await requestFacts();
  redirect(path === '/' ? routes.signIn : `${routes.signIn}?from=${encodeURIComponent(path)}`);
}

/** A context for each council that the person belongs to, for pages outside councils. */
export async function everyCouncil(session: SignedIn): Promise<readonly CouncilContext[]> {
  const id = await requestId();
  return session.memberships.map((member) => signedInContext(session, member, id));
}

type Gate =
  | { readonly ok: true; readonly context: CouncilContext }
  | { readonly ok: false; readonly reason: 'signed-out' | 'not-found' };

/** The gate for route handlers, which write their own responses. */
export async function councilGate(slug: string, permission: Permission): Promise<Gate> {
  const session = await signedIn();
  if (!session) return { ok: false, reason: 'signed-out' };
  const context = findContext(session, slug, permission, await requestId());
  return context ? { ok: true, context } : { ok: false, reason: 'not-found' };
}

/** The context of a signed-in person in a council. Null: not a member, or without the permission. */
export function findContext(
  session: SignedIn,
  slug: string,
  permission: Permission,
  requestId: string,
): CouncilContext | null {
  const member = session.memberships.find((candidate) => candidate.council.slug === slug);
  if (!member || !can(member, permission)) return null;
  return signedInContext(session, member, requestId);
}

async function requestId(): Promise<string> {
  return (await requestFacts()).requestId;
}
