import { activityEvents } from '#lib/history/activity/events.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { KIND_NAMES, type Kind, NOUN_EVENTS } from '#lib/nouns.ts';
import { ROLE_NAMES, type Role } from '#lib/platform/access/permissions.ts';
import type {
  Change,
  EventDescription,
  EventDescriptions,
  FirstWords,
  OwnNames,
} from '#lib/platform/audit/describe.ts';
import type { AuditEvent, EventType } from '#lib/platform/audit/events.ts';
import type { HiddenScores } from '#lib/record/challenge/rules.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';

/** Descriptions of all types of event. */
export const EVENTS: EventDescriptions<EventType, Kind> = { ...NOUN_EVENTS, ...activityEvents };

/** An event as listed on the page and in the CSV file. */
export type ActivityEntry = Description & {
  readonly seq: number;
  readonly at: Date;
  readonly by: string;
  readonly role: string;
  readonly kind: string;
  /** The reason given, in that person’s words. Null if none. */
  readonly reason: string | null;
};

export type HashedEntry = ActivityEntry & {
  readonly requestId: string;
  /** Both null while scores are hidden from this person. */
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
  /** Kept beside the chain. Null if there are none, or they were erased. */
  readonly words?: unknown;
  /** Read from the record that the event is about, because events hold no texts. */
  readonly reason: string | null;
  /** The first words of the text, if it still exists and this person may read it. */
  readonly said: FirstWords | null;
};

/** An event in plain words: a short title, and a sentence on the change if it says more. */
export type Description = { readonly title: string; readonly detail: string | null };

/** Describes an audit row, leaving out what `hidden` covers. */
export function entryOf(
  { seq, at, actorName, actorRole, type, subject, data, words, reason, said }: Row,
  hidden: HiddenScores | null,
): ActivityEntry {
  const event = { type, subject, data, words } as AuditEvent;
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

export const ACTIVITY_CSV_COLUMNS = [
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

/** A row of the CSV file. */
export function entryCsvRow(entry: HashedEntry): readonly (string | number)[] {
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

/** Whether an event contains or reveals a score that its reader may not see yet. */
export function isHidden(event: AuditEvent, hidden: HiddenScores | null): boolean {
  const scoreOf = descriptionOf(event).blind?.scoreOf(event);
  if (!hidden || scoreOf?.assessmentId !== hidden.assessmentId) return false;
  return scoreOf.statement === null
    ? hidden.statements.length > 0
    : hidden.statements.some((statement) => statement === scoreOf.statement);
}

/** Describes an event. `scoreHidden`: leaves out whatever reveals its scores. `said`: the first words of its text. */
export function describeEntry(event: AuditEvent, scoreHidden = false, said: FirstWords = {}): Description {
  const { title, detail } = wordsOf(event, scoreHidden);
  return { title: title(event), detail: detail?.(event, said) ?? null };
}

/** The changes recorded in the event itself, such as the score and status of a statement or the details of an item. */
export function changesOf(event: AuditEvent, scoreHidden = false, own: OwnNames = []): readonly Change[] {
  return wordsOf(event, scoreHidden).changes?.(event, own) ?? [];
}

/** The texts of an event to compare word by word. Null if none. */
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

function descriptionOf({ type }: AuditEvent): EventDescription<EventType> {
  return (EVENTS[type] as EventDescription<EventType> | undefined) ?? UNKNOWN;
}

/** During an upgrade, the old release may read events that only the new one knows. */
const UNKNOWN: EventDescription<EventType> = { kind: '', title: ({ type }) => type };

export function typesOf(kind: Kind): readonly string[] {
  return Object.entries(EVENTS).flatMap(([type, description]) => (description.kind === kind ? [type] : []));
}
