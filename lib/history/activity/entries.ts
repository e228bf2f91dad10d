import { activityEvents } from '#lib/history/activity/events.ts';
import { formatDateTime } from '#lib/kernel/format.ts';
import { KIND_NAMES, type Kind, NOUN_EVENTS } from '#lib/nouns.ts';
import { ROLE_NAMES, type Role } from '#lib/platform/access/permissions.ts';
import type {
  Change,
  EventDescription,
  EventDescriptions,
  FirstWords,
} from '#lib/platform/audit/describe.ts';
import type { AuditEvent, EventType } from '#lib/platform/audit/events.ts';
import type { HiddenScores } from '#lib/record/challenge/rules.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';

/** The description of every type of event. */
export const EVENTS: EventDescriptions<EventType, Kind> = { ...NOUN_EVENTS, ...activityEvents };

/** An event as it is listed, on the page and in the CSV file alike. */
export type ActivityEntry = Description & {
  readonly seq: number;
  readonly at: Date;
  readonly by: string;
  readonly role: string;
  readonly kind: string;
  /** Why it was done, in that person’s words. Null when there is none. */
  readonly reason: string | null;
};

export type HashedEntry = ActivityEntry & {
  readonly requestId: string;
  /** Both are null while scores are hidden from this person. */
  readonly hash: string | null;
  readonly previousHash: string | null;
};

type Row = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly actorRole: string;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  /** From the record that the event is about: events hold no words. */
  readonly reason: string | null;
  /** The first words of the text, if it still exists and this person may read it. */
  readonly said: FirstWords | null;
};

/** One event in plain words: a short title, and a sentence on what changed if that says more. */
export type Description = { readonly title: string; readonly detail: string | null };

/** An audit row in words, for a person from whom these scores are hidden. */
export function entryOf(
  { seq, at, actorName, actorRole, type, subject, data, reason, said }: Row,
  hidden: HiddenScores | null,
): ActivityEntry {
  const event = { type, subject, data } as AuditEvent;
  const scoreHidden = isHidden(event, hidden);
  return {
    seq,
    at,
    by: actorName,
    role: ROLE_NAMES[actorRole as Role] ?? 'System',
    kind: KIND_NAMES[descriptionOf(event).kind as Kind] ?? '',
    reason: scoreHidden ? null : reason || null,
    ...describeEntry(event, scoreHidden, said ?? {}),
  };
}

export const CSV_COLUMNS = [
  'Event',
  'Date and time (London)',
  'Date and time (UTC)',
  'By',
  'Role',
  'Kind',
  'What happened',
  'Details',
  'Request ID',
  'Fingerprint',
  'Fingerprint of the previous event',
] as const;

/** An entry as a record of the CSV file. */
export function csvCells(entry: HashedEntry): readonly (string | number)[] {
  return [
    entry.seq,
    formatDateTime(entry.at),
    entry.at.toISOString(),
    entry.by,
    entry.role,
    entry.kind,
    entry.title,
    [entry.detail ?? [], entry.reason === null ? [] : `Reason: ${entry.reason}`].flat().join('. '),
    entry.requestId,
    entry.hash ?? SCORE_HIDDEN,
    entry.previousHash ?? SCORE_HIDDEN,
  ];
}

/** Whether an event states or gives away a score that its reader may not see yet. */
export function isHidden(event: AuditEvent, hidden: HiddenScores | null): boolean {
  const scoreOf = descriptionOf(event).blind?.scoreOf(event);
  if (!hidden || scoreOf?.assessmentId !== hidden.assessmentId) return false;
  return scoreOf.statement === null
    ? hidden.statements.length > 0
    : hidden.statements.some((statement) => statement === scoreOf.statement);
}

/** What happened. `scoreHidden`: without the scores it states or gives away. `said`: as in a row. */
export function describeEntry(event: AuditEvent, scoreHidden = false, said: FirstWords = {}): Description {
  const { title, detail } = wordsOf(event, scoreHidden);
  return { title: title(event), detail: detail?.(event, said) ?? null };
}

/** The changes that an event itself records: the score and state of a statement, all details of an item. */
export function changesOf(event: AuditEvent, scoreHidden = false): readonly Change[] {
  return wordsOf(event, scoreHidden).changes?.(event) ?? [];
}

/** The texts of an event that are compared word by word. Null: none. */
export function textsOf(
  event: AuditEvent,
  scoreHidden: boolean,
): EventDescription<EventType>['texts'] | null {
  return wordsOf(event, scoreHidden).texts ?? null;
}

function wordsOf(event: AuditEvent, scoreHidden: boolean) {
  const description = descriptionOf(event);
  return scoreHidden && description.blind ? { title: description.title, ...description.blind } : description;
}

/** The description of an event of any type. */
function descriptionOf({ type }: AuditEvent): EventDescription<EventType> {
  return (EVENTS[type] as EventDescription<EventType> | undefined) ?? UNKNOWN;
}

/** During an upgrade, the old release may read events that only the new one knows. */
const UNKNOWN: EventDescription<EventType> = { kind: '', title: ({ type }) => type };

export function typesOf(kind: Kind): readonly string[] {
  return Object.entries(EVENTS).flatMap(([type, description]) => (description.kind === kind ? [type] : []));
}
