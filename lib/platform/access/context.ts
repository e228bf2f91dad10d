import 'server-only';
import type { Role } from '#lib/platform/access/permissions.ts';

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
  /** The session that asks. Null outside any request, for the tasks that tell the history of an example council. */
  readonly sessionId: string | null;
  /** What time it is. Commands of a council ask here and nowhere else. */
  readonly now: () => Date;
  /** Of this person in this council. */
  readonly unreadNotices: number;
  /** The other councils that the person belongs to, to switch to. */
  readonly elsewhere: readonly Member[];
  /** The form that is answered. Sent again, its writes have their effect once. */
  readonly submission?: Submission;
};

/** A job of the service itself, for which nobody is signed in. It is recorded, and as no role it holds no permission. */
export type SystemContext = {
  readonly council: CouncilContext['council'];
  readonly person: { readonly id: null; readonly name: string };
  readonly role: 'system';
  readonly requestId: string;
  readonly now: () => Date;
};

/**
 * Somebody with a link, who reads one paper as it was kept and no more. No query or command of a council takes it. Recorded,
 * as nobody knows who they are.
 */
export type LinkContext = {
  readonly council: CouncilContext['council'];
  readonly person: { readonly id: null; readonly name: string };
  readonly role: 'reader';
  readonly requestId: string;
  readonly now: () => Date;
};

/** The context of somebody who is signed in, in one of their councils. */
export function signedInContext(session: SignedIn, member: Member, requestId: string): CouncilContext {
  const elsewhere = session.memberships.filter((other) => other !== member);
  return {
    ...memberContext(member, session.person, requestId),
    sessionId: session.sessionId,
    elsewhere,
  };
}

/** The context of a member outside any request, for tests and tasks. */
export function memberContext(
  member: Pick<Member, 'council' | 'role'> & Partial<Member>,
  person: CouncilContext['person'],
  requestId: string,
): CouncilContext {
  const { id, slug, name, isExample } = member.council;
  const council = { id: id as CouncilId, slug, name, isExample };
  return {
    council,
    person,
    role: member.role,
    requestId,
    sessionId: null,
    now: () => new Date(),
    unreadNotices: member.unreadNotices ?? 0,
    elsewhere: [],
  };
}

/** The context of a job of the service in one council, recorded under the job's name. */
export function systemContext(council: Member['council'], job: string, requestId: string): SystemContext {
  const { id, slug, name, isExample } = council;
  return {
    council: { id: id as CouncilId, slug, name, isExample },
    person: { id: null, name: job },
    role: 'system',
    requestId,
    now: () => new Date(),
  };
}

/** The context of whoever opened a link of that council. Its gate makes it. */
export function linkContext(council: Member['council'], requestId: string): LinkContext {
  return { ...systemContext(council, 'Reader with a link', requestId), role: 'reader' };
}

/**
 * The same at another time, with which the history of an example council is told.
 *
 * @throws Error for every other council: what it did is recorded when it did it
 */
export function withClock<T extends CouncilContext | SystemContext>(context: T, at: Date): T {
  if (!context.council.isExample) throw new Error('Only an example council has a history that is told');
  return { ...context, now: () => at };
}

/** A form as it was sent. Its secret comes of the form's own key and of all it says: whoever holds both can make it. */
export type Submission = {
  readonly secret: Buffer;
  /** Writes so far. Sent again, a form makes the same ones in the same order. */
  writes: number;
};

export type SignedIn = {
  readonly sessionId: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly memberships: readonly Member[];
};

export type Member = {
  readonly council: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly isExample: boolean;
  };
  readonly role: Role;
  readonly unreadNotices: number;
};
