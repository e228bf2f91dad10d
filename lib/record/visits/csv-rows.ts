import { knownStatement } from '#lib/frameworks/known.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import { formatDateTime, formatTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import {
  type Heard,
  peopleText,
  REQUEST_NAMES,
  REQUEST_STATE_NAMES,
  SESSION_KIND_NAMES,
  SESSION_NAMES,
  SESSION_STATE_NAMES,
  type VisitRequest,
  type VisitSession,
} from '#lib/record/visits/rules.ts';

/** Between the names of quality statements in a cell, as some have commas and “and” in them. */
export const STATEMENTS_APART = '; ';

type Cells = readonly (string | number)[];

export const SESSION_COLUMNS = [
  ...[
    'Number',
    SESSION_NAMES.title,
    SESSION_NAMES.kind,
    SESSION_NAMES.day,
    SESSION_NAMES.from,
    SESSION_NAMES.to,
  ],
  ...[SESSION_NAMES.room, SESSION_NAMES.people, SESSION_NAMES.brief, SESSION_NAMES.statements],
  SESSION_NAMES.sessionState,
] as const;

export function sessionCells({
  number,
  title,
  kind,
  startsAt,
  endsAt,
  room,
  ...session
}: VisitSession): Cells {
  return [
    ...[
      number,
      title,
      SESSION_KIND_NAMES[kind],
      londonDay(startsAt),
      formatTime(startsAt),
      formatTime(endsAt),
    ],
    ...[room, peopleText(session.people), session.brief],
    session.statements.map((id) => knownStatement(id).name).join(STATEMENTS_APART),
    SESSION_STATE_NAMES[session.state],
  ];
}

export const REQUEST_COLUMNS = [
  ...['Number', REQUEST_NAMES.what, REQUEST_NAMES.askedBy, 'Noted', 'Due', REQUEST_NAMES.owner],
  ...[REQUEST_NAMES.requestState, 'Answered', REQUEST_NAMES.answer, REQUEST_NAMES.reference],
] as const;

export function requestCells({
  number,
  what,
  askedBy,
  askedAt,
  dueAt,
  owner,
  ...request
}: VisitRequest): Cells {
  return [
    ...[number, what, askedBy, formatDateTime(askedAt), formatDateTime(dueAt), owner?.name ?? ''],
    ...[REQUEST_STATE_NAMES[request.state], request.answeredAt ? formatDateTime(request.answeredAt) : ''],
    ...[request.answer, request.reference ?? ''],
  ];
}

export const HEARD_COLUMNS = ['Heard', 'Theme', 'Session', 'By', 'Noted'] as const;

export function heardCells({ heard, theme, session, by, at }: Heard): Cells {
  return [heard, theme ? topicName(theme) : '', session?.title ?? '', by.name, formatDateTime(at)];
}
