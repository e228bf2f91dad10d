import 'server-only';
import type { Role } from '#lib/platform/access/permissions.ts';

declare const madeByTheGate: unique symbol;
export type CouncilId = string & { readonly [madeByTheGate]: 'council id' };

/** A council's own colour, as `#12436d` or '', and its logo: the hash of its file and its size in pixels. */
export type Brand = {
  readonly colour: string;
  readonly logo: { readonly hash: string; readonly width: number; readonly height: number } | null;
};

const NO_BRAND: Brand = { colour: '', logo: null };

type Common = {
  readonly council: {
    readonly id: CouncilId;
    readonly slug: string;
    /** As shown: the registered name, unless its administrators chose another. */
    readonly name: string;
    readonly isExample: boolean;
    readonly brand: Brand;
  };
  readonly requestId: string;
  /** The current time. A council's commands read no other clock. */
  readonly now: () => Date;
};

/**
 * A member acting in a council, with their role. Only this file makes one, so a query that bypasses the gate does not
 * compile. Queries and commands accept no other kind of actor.
 */
export type CouncilContext = Common & {
  readonly kind: 'person';
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly role: Role;
  /** Null outside a request, as when a task writes an example council's history. */
  readonly sessionId: string | null;
  /** For this person in this council. */
  readonly unreadNotices: number;
  /** The person's other councils, to switch to. */
  readonly otherMemberships: readonly Member[];
  /** The form being sent. If it is sent again, its writes still happen once. */
  readonly submission?: Submission;
};

/** A job of the service itself, with no one signed in. It has no permissions. */
export type SystemContext = Common & { readonly kind: 'system'; readonly job: string };

/** The bearer of a link, who can open its content and nothing else. Anonymous. */
export type LinkContext = Common & { readonly kind: 'link' };

/** Anyone who acts in a council. */
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

/** The context of a signed-in person in one of their councils. */
export function signedInContext(session: SignedIn, member: Member, requestId: string): CouncilContext {
  const otherMemberships = session.memberships.filter((other) => other !== member);
  return {
    ...memberContext(member, session.person, requestId),
    sessionId: session.sessionId,
    otherMemberships: otherMemberships,
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
    otherMemberships: [],
  };
}

/** The context of a job of the service in one council, recorded under the job's name. */
export function systemContext(council: Member['council'], job: string, requestId: string): SystemContext {
  return { ...common(council, requestId), kind: 'system', job };
}

/** The context of the bearer of a council's link. Made by the gate for links. */
export function linkContext(council: Member['council'], requestId: string): LinkContext {
  return { ...common(council, requestId), kind: 'link' };
}

function common({ id, brand = NO_BRAND, ...council }: Member['council'], requestId: string): Common {
  return { council: { ...council, id: id as CouncilId, brand }, requestId, now: () => new Date() };
}

/**
 * The same context at another time, to write the history of an example council.
 *
 * @throws Error for any other council, whose events are recorded as they happen
 */
export function withClock<T extends CouncilContext | SystemContext>(context: T, at: Date): T {
  if (!context.council.isExample)
    throw new Error('Only the history of an example council can be written at other times');
  return { ...context, now: () => at };
}

/** A sent form. `secret` is derived from the form's key and its content. */
export type Submission = {
  readonly secret: Buffer;
  /** Writes so far. The same form makes the same writes in the same order. */
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
    readonly brand?: Brand;
  };
  readonly role: Role;
  readonly unreadNotices: number;
};
