import type { TopicKey } from '#lib/frameworks/framework.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import type { Changed, InspectionState, StepOwner } from '#lib/record/inspections/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export const MAX_SESSIONS: Limit = {
  max: 300,
  reached: (max) => `this inspection has reached the limit of ${max} sessions`,
  instead: 'Remove one you no longer need first',
};
export const MAX_REQUESTS: Limit = {
  max: 500,
  reached: (max) => `this inspection has reached the limit of ${max} requests`,
  instead: 'Change one that was made by mistake instead',
};
export const MAX_HEARD: Limit = {
  max: 5_000,
  reached: (max) => `this inspection has reached the limit of ${max} notes of what was heard`,
  instead: 'Remove one you no longer need first',
};

/** Characters, people of a session, and hours of one. The database has the same. */
export const VISIT_LIMITS = {
  ...{ title: 120, room: 60, brief: 4_000, people: 40, name: 120, hours: 8 },
  ...{ heard: 2_000, askedBy: 120, what: 1_000, answer: 2_000 },
} as const;

export const SESSION_KINDS = ['interview', 'focus_group', 'presentation', 'tour', 'other'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];
export const SESSION_KIND_NAMES: Readonly<Record<SessionKind, string>> = {
  interview: 'Interview',
  focus_group: 'Focus group',
  presentation: 'Presentation',
  tour: 'Tour of a service',
  other: 'Something else',
};

export const SESSION_STATES = ['planned', 'held', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export const SESSION_STATE_NAMES: Readonly<Record<SessionState, string>> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
};

export const REQUEST_STATES = ['open', 'answered', 'refused'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const REQUEST_STATE_NAMES: Readonly<Record<RequestState, string>> = {
  open: 'Open',
  answered: 'Answered',
  refused: 'Not given',
};

/** Labels in forms, files and the history. */
export const SESSION_NAMES = {
  kind: 'Kind',
  title: 'Title',
  day: 'Date',
  from: 'Starts at',
  to: 'Ends at',
  room: 'Room',
  people: 'Who takes part',
  brief: 'Brief',
  statements: 'Quality statements',
  sessionState: 'State',
} as const;

export const REQUEST_NAMES = {
  what: 'What is asked for',
  askedBy: 'Who asked',
  dueOn: 'Due on',
  dueTime: 'Due at',
  owner: 'Owner',
  requestState: 'State',
  answer: 'Answer',
  reference: 'Evidence',
} as const;

/** Somebody who takes part in a session. */
export type SessionPerson = {
  /** The member that they are. Null: they are none. */
  readonly personId: string | null;
  readonly name: string;
  readonly job: string;
};

export type VisitSession = {
  readonly number: number;
  readonly kind: SessionKind;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly room: string;
  readonly brief: string;
  readonly statements: readonly StatementId[];
  readonly state: SessionState;
  readonly people: readonly SessionPerson[];
  readonly version: number;
  readonly changed: Changed;
};

export type VisitRequest = {
  readonly number: number;
  readonly askedAt: Date;
  readonly askedBy: string;
  readonly what: string;
  readonly dueAt: Date;
  readonly owner: StepOwner | null;
  readonly state: RequestState;
  readonly answeredAt: Date | null;
  readonly answer: string;
  /** "E12". Null: none. */
  readonly reference: string | null;
  readonly version: number;
  readonly changed: Changed;
};

/** A question or a remark that was heard. */
export type Heard = {
  readonly id: string;
  readonly heard: string;
  readonly theme: TopicKey | null;
  readonly session: { readonly number: number; readonly title: string } | null;
  readonly by: StepOwner;
  readonly at: Date;
};

/** The inspection that a visit belongs to. */
export type VisitInspection = {
  readonly number: number;
  readonly name: string;
  readonly state: InspectionState;
};

/**
 * The people in a text with one on each line, each with their job after the first comma: "Jo Smith, team manager". Empty
 * lines are none.
 */
export function peopleIn(text: string): readonly { readonly name: string; readonly job: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', job = ''] = /^([^,]*)(?:,(.*))?$/.exec(line.trim()) ?? [];
    const clean = cleanLine(name);
    return clean === '' ? [] : [{ name: clean, job: cleanLine(job) }];
  });
}

/** The same text again. */
export function peopleText(people: readonly Pick<SessionPerson, 'name' | 'job'>[]): string {
  return people.map(({ name, job }) => (job === '' ? name : `${name}, ${job}`)).join('\n');
}

/** The sessions of each day, by time. */
export function sessionsByDay(
  sessions: readonly VisitSession[],
): readonly { readonly day: CalendarDate; readonly sessions: readonly VisitSession[] }[] {
  const sorted = sessions.toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.number - b.number,
  );
  const days = [...new Set(sorted.map(({ startsAt }) => londonDay(startsAt)))];
  return days.map((day) => ({ day, sessions: sorted.filter(({ startsAt }) => londonDay(startsAt) === day) }));
}

/** Open requests first, by when they are due; then the others, the last answered first. */
export function requestsInOrder(requests: readonly VisitRequest[]): readonly VisitRequest[] {
  const at = ({ state, dueAt, answeredAt }: VisitRequest) =>
    state === 'open' ? dueAt.getTime() : -(answeredAt?.getTime() ?? 0);
  const isOpen = ({ state }: VisitRequest) => (state === 'open' ? 0 : 1);
  return requests.toSorted((a, b) => isOpen(a) - isOpen(b) || at(a) - at(b) || a.number - b.number);
}

/** What was heard by theme, those with most first; without a theme last. Of one theme, the newest first. */
export function byTheme(
  heard: readonly Heard[],
): readonly { readonly theme: TopicKey | null; readonly heard: readonly Heard[] }[] {
  const groups = [...Map.groupBy(heard, ({ theme }) => theme)].map(([theme, of]) => ({
    theme,
    heard: of.toSorted((a, b) => b.at.getTime() - a.at.getTime()),
  }));
  return groups.toSorted(
    (a, b) =>
      Number(a.theme === null) - Number(b.theme === null) ||
      b.heard.length - a.heard.length ||
      (a.theme ?? '').localeCompare(b.theme ?? ''),
  );
}

/** The number of the session that goes on, or ended within the last half hour. Null: none. */
export function sessionNow(
  sessions: readonly Pick<VisitSession, 'number' | 'startsAt' | 'endsAt' | 'state'>[],
  now: Date,
): number | null {
  const near = sessions.filter(
    ({ startsAt, endsAt, state }) =>
      state !== 'cancelled' && startsAt <= now && now.getTime() < endsAt.getTime() + HALF_AN_HOUR,
  );
  return near.toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime())[0]?.number ?? null;
}

const HALF_AN_HOUR = 30 * 60_000;
