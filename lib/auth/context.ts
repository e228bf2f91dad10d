import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { can, type Permission, type Role } from '#lib/auth/permissions.ts';
import { type Member, requestFacts, type SignedIn, signedIn } from '#lib/auth/session.ts';
import { routes } from '#lib/routes.ts';

declare const madeByTheGate: unique symbol;
export type CouncilId = string & { readonly [madeByTheGate]: 'council id' };

/** Who asks, in which council and as what. Only this file makes one, so a query without the gate does not compile. */
export type CouncilContext = {
  readonly council: {
    readonly id: CouncilId;
    readonly slug: string;
    readonly name: string;
    readonly isExample: boolean;
  };
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly role: Role;
  readonly requestId: string;
};

/** A job of the service itself, for which nobody is signed in. It is recorded, and as no role it holds no permission. */
export type SystemContext = {
  readonly council: CouncilContext['council'];
  readonly person: { readonly id: null; readonly name: string };
  readonly role: 'system';
  readonly requestId: string;
};

/** The gate for pages. Nobody signed in: to the sign-in page and back. A stranger to the council: 404. */
export async function requireCouncil(
  slug: string,
  permission: Permission = 'council:view',
): Promise<CouncilContext> {
  const session = await requireSignedIn();
  return (await contextFor(session, slug, permission)) ?? notFound();
}

/** The gate for pages outside any one council. */
export async function requireSignedIn(): Promise<SignedIn> {
  const session = await signedIn();
  if (session) return session;
  const { path } = await requestFacts();
  redirect(path === '/' ? routes.signIn : `${routes.signIn}?from=${encodeURIComponent(path)}`);
}

export type Gate =
  | { readonly ok: true; readonly context: CouncilContext }
  | { readonly ok: false; readonly reason: 'signed-out' | 'not-found' };

/** The gate for saves and files, which answer for themselves: a redirect would lose what was typed. */
export async function councilGate(slug: string, permission: Permission): Promise<Gate> {
  const session = await signedIn();
  if (!session) return { ok: false, reason: 'signed-out' };
  const context = await contextFor(session, slug, permission);
  return context ? { ok: true, context } : { ok: false, reason: 'not-found' };
}

/** The context of a member, for tests and tasks that stand outside any request. */
export function memberContext(
  member: { readonly council: Member['council']; readonly role: Role },
  person: CouncilContext['person'],
  requestId: string,
): CouncilContext {
  const { id, slug, name, isExample } = member.council;
  return { council: { id: id as CouncilId, slug, name, isExample }, person, role: member.role, requestId };
}

/** The context of a job of the service in one council, recorded under the job's name. */
export function systemContext(council: Member['council'], job: string, requestId: string): SystemContext {
  const { id, slug, name, isExample } = council;
  return {
    council: { id: id as CouncilId, slug, name, isExample },
    person: { id: null, name: job },
    role: 'system',
    requestId,
  };
}

async function contextFor(
  session: SignedIn,
  slug: string,
  permission: Permission,
): Promise<CouncilContext | null> {
  const member = session.memberships.find((candidate) => candidate.council.slug === slug);
  if (!member || !can(member, permission)) return null;
  return memberContext(member, session.person, (await requestFacts()).requestId);
}
