import { formatDate } from '#lib/kernel/format-dates.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { SessionPerson, VisitSession } from '#lib/record/visits/rules.ts';
import { formatTimes } from '#lib/record/visits/times.ts';

type Timed = Pick<VisitSession, 'number' | 'title' | 'startsAt' | 'endsAt' | 'room' | 'people' | 'state'>;

/** What two sessions at the same time both need. */
export type Clash = {
  /** The number of the session that has it, and of the other one. */
  readonly session: number;
  readonly other: Timed;
  /** A name, or a room. */
  readonly what: string;
  readonly kind: 'person' | 'room';
};

/**
 * The people and rooms that two sessions need at the same time, each from both sides. One that ends as the other begins
 * does not clash, nor does one that is cancelled. Rooms and people who are no members are the same by their names.
 */
export function clashesOf(sessions: readonly Timed[]): readonly Clash[] {
  // Once for each session: to fold a name takes longer than to compare thousands.
  const held = sessions
    .filter(({ state }) => state !== 'cancelled')
    .map((session) => ({
      session,
      room: fold(session.room),
      people: new Map(session.people.map((person) => [whoOf(person), person.name])),
    }));
  return held.flatMap(({ session, room, people }) =>
    held
      .filter((other) => other.session.number !== session.number && overlaps(session, other.session))
      .flatMap((other): Clash[] => {
        const about = { session: session.number, other: other.session };
        return [
          ...[...people].flatMap(([who, what]) =>
            other.people.has(who) ? [{ ...about, what, kind: 'person' as const }] : [],
          ),
          ...(room !== '' && room === other.room
            ? [{ ...about, what: session.room, kind: 'room' as const }]
            : []),
        ];
      }),
  );
}

/** "Jo Smith is also in Interview with the leader, 10am to 11am". */
export function describeClash({ kind, what, other }: Clash): string {
  const when = `${other.title}, ${formatTimes(other)} on ${formatDate(other.startsAt)}`;
  return kind === 'person' ? `${what} is also in ${when}` : `${what} is also used for ${when}`;
}

function overlaps(a: Timed, b: Timed): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** What makes a person the same in two sessions: the member, or else the name. In addresses too. */
export function whoOf({ personId, name }: Pick<SessionPerson, 'personId' | 'name'>): string {
  return personId ?? fold(name);
}
