import 'server-only';
import type { Role } from '#lib/platform/access/permissions.ts';

declare const madeByTheGate: unique symbol;
export type CouncilId = string & { readonly [madeByTheGate]: 'council id' };

type Common = {
  readonly council: {
    readonly id: CouncilId;
    readonly slug: string;
    readonly name: string;
    readonly isExample: boolean;
  };
  readonly requestId: string;
  /** What time it is. Commands of a council ask here and nowhere else. */
  readonly now: () => Date;
};

/**
 * A member who acts in a council, and as what. Only this file makes one, so a query without the gate does not compile.
 * Queries and commands take this kind of actor alone.
 */
export type CouncilContext = Common & {
  readonly kind: 'person';
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly role: Role;
  /** The session that asks. Null outside any request, for the tasks that tell the history of an example council. */
  readonly sessionId: string | null;
  /** Of this person in this council. */
  readonly unreadNotices: number;
  /** The other councils that the person belongs to, to switch to. */
  readonly elsewhere: readonly Member[];
  /** The form that is answered. Sent again, its writes have their effect once. */
  readonly submission?: Submission;
};

/** A job of the service itself, for which nobody is signed in. It holds no permission. */
export type SystemContext = Common & { readonly kind: 'system'; readonly job: string };

/** Somebody with a link, who opens what it leads to and no more. Nobody knows who they are. */
export type LinkContext = Common & { readonly kind: 'link' };

/** Whoever acts in a council. */
export type Actor = CouncilContext | SystemContext | LinkContext;

/** An actor as the audit chain names it. */
export function recordedActor(actor: Actor): {
  readonly id: string | null;
  readonly name: string;
  readonly role: Role | 'system';
} {
  switch (actor.kind) {
    case 'person':
      return { id: actor.person.id, name: actor.person.name, role: actor.role };
    case 'system':
      return { id: null, name: actor.job, role: 'system' };
    case 'link':
      return { id: null, name: 'Reader with a link', role: 'reader' };
  }
}

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
  return {
    ...common(member.council, requestId),
    kind: 'person',
    person,
    role: member.role,
    sessionId: null,
    unreadNotices: member.unreadNotices ?? 0,
    elsewhere: [],
  };
}

/** The context of a job of the service in one council, recorded under the job's name. */
export function systemContext(council: Member['council'], job: string, requestId: string): SystemContext {
  return { ...common(council, requestId), kind: 'system', job };
}

/** The context of whoever opened a link of that council. Its gate makes it. */
export function linkContext(council: Member['council'], requestId: string): LinkContext {
  return { ...common(council, requestId), kind: 'link' };
}

function common({ id, slug, name, isExample }: Member['council'], requestId: string): Common {
  return { council: { id: id as CouncilId, slug, name, isExample }, requestId, now: () => new Date() };
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
