import { z } from 'zod';
import type { TopicKey } from '#lib/frameworks/framework.ts';
import { toTopicKey } from '#lib/frameworks/framework.ts';
import { knownStatementIds } from '#lib/frameworks/known.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, lineField, textField, typedLine } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { referenceField } from '#lib/record/evidence/reference-field.ts';
import {
  peopleIn,
  REQUEST_NAMES,
  REQUEST_STATES,
  SESSION_KINDS,
  SESSION_NAMES,
  SESSION_STATES,
  VISIT_LIMITS,
} from '#lib/record/visits/rules.ts';
import { atLondonTime, readTime } from '#lib/record/visits/times.ts';

const AGAIN = 'Open this page again from the page of the visit';
const numberField = versionField(1, AGAIN);

/** A time of day, as minutes. */
const timeField = (called: string, missing: string) =>
  typedLine(missing).transform((typed, context) => {
    const time = readTime(typed);
    if (time !== null) return time;
    context.addIssue({
      code: 'custom',
      message: typed === '' ? missing : `${called} must be a time, like 9:30am or 14:15`,
    });
    return z.NEVER;
  });

const optionalLine = (called: string, limit: number) => lineField({ called, limit }).default('');
const optionalText = (called: string, limit: number) => textField({ called, limit }).default('');

export const sessionFields = [
  ...([
    'title',
    'kind',
    'day',
    'from',
    'to',
    'room',
    'people',
    'brief',
    'statements',
    'sessionState',
  ] as const),
] as const;
export type SessionField = (typeof sessionFields)[number];

const { people: MOST_PEOPLE, name: LONGEST_NAME } = VISIT_LIMITS;

export const saveSessionSchema = z
  .object({
    inspection: numberField,
    /** 0: a new one. */
    visitSession: versionField(0, AGAIN),
    title: lineField({ called: SESSION_NAMES.title, limit: VISIT_LIMITS.title, missing: 'Enter a title' }),
    kind: hiddenField(
      (value) => SESSION_KINDS.find((kind) => kind === value),
      'Select what kind of session it is',
    ),
    day: dateField('visitDay', { called: SESSION_NAMES.day, missing: 'Enter the date' }),
    from: timeField('The start', 'Enter when it starts'),
    to: timeField('The end', 'Enter when it ends'),
    room: optionalLine(SESSION_NAMES.room, VISIT_LIMITS.room),
    people: textField({
      ...{ called: SESSION_NAMES.people, limit: MOST_PEOPLE * (2 * LONGEST_NAME + 3) },
    })
      .transform((text, context) => {
        const people = peopleIn(text);
        const isLong = people.some(
          ({ name, job }) => name.length > LONGEST_NAME || job.length > LONGEST_NAME,
        );
        const problem =
          people.length > MOST_PEOPLE
            ? `Enter ${MOST_PEOPLE} people or fewer. You entered ${people.length}`
            : isLong
              ? `Names and jobs must be ${LONGEST_NAME} characters or less. Put each person on a line of their own`
              : null;
        if (problem === null) return people;
        context.addIssue({ code: 'custom', message: problem });
        return z.NEVER;
      })
      .default([]),
    brief: optionalText(SESSION_NAMES.brief, VISIT_LIMITS.brief),
    statements: tickedField(() => knownStatementIds(), AGAIN).default([]),
    sessionState: hiddenField((value) => SESSION_STATES.find((state) => state === value), 'Select a state'),
    version: versionField(0, AGAIN),
  })
  .superRefine(({ day, from, to }, context) => {
    // As clocks go forward, an hour of the night is not there.
    const problem =
      to <= from || atLondonTime(day, to) <= atLondonTime(day, from)
        ? 'It must end after it starts, on the same day'
        : to - from > VISIT_LIMITS.hours * 60
          ? `It can last up to ${VISIT_LIMITS.hours} hours`
          : null;
    if (problem) context.addIssue({ code: 'custom', path: ['to'], message: problem });
  });
export type SaveSession = z.output<typeof saveSessionSchema>;

export const removeSessionSchema = z.object({
  inspection: numberField,
  visitSession: numberField,
  version: versionField(1, AGAIN),
});
export type RemoveSession = z.output<typeof removeSessionSchema>;

export const heardFields = ['heard', 'theme', 'visitSession'] as const;

export const noteHeardSchema = z.object({
  inspection: numberField,
  capture: idField(AGAIN),
  heard: textField({
    ...{ called: 'What was heard', limit: VISIT_LIMITS.heard, missing: 'Enter what was asked or said' },
  }),
  theme: hiddenField(
    (value): TopicKey | null | undefined => (value === '' ? null : (toTopicKey(value) ?? undefined)),
    'Select a theme from the list',
  ).default(null),
  /** Null: in none of the sessions. */
  visitSession: z
    .union([z.literal(''), numberField], 'Select a session from the list')
    .transform((number) => (number === '' ? null : number))
    .default(null),
});
export type NoteHeard = z.output<typeof noteHeardSchema>;

export const removeHeardSchema = z.object({ inspection: numberField, id: idField(AGAIN) });
export type RemoveHeard = z.output<typeof removeHeardSchema>;

export const requestFields = [
  ...(['what', 'askedBy', 'dueOn', 'dueTime', 'owner', 'requestState', 'reply', 'reference'] as const),
] as const;
export type RequestField = (typeof requestFields)[number];

export const saveRequestSchema = z.object({
  inspection: numberField,
  /** 0: a new one. */
  request: versionField(0, AGAIN),
  what: textField({
    ...{ called: REQUEST_NAMES.what, limit: VISIT_LIMITS.what, missing: 'Enter what is asked for' },
  }),
  askedBy: optionalLine(REQUEST_NAMES.askedBy, VISIT_LIMITS.askedBy),
  dueOn: dateField('visitDay', { called: REQUEST_NAMES.dueOn, missing: 'Enter the date it is due' }),
  dueTime: timeField('The time', 'Enter the time it is due'),
  owner: z
    .union([z.literal(''), idField()], 'Select an owner from the list')
    .transform((id) => (id === '' ? null : id)),
  requestState: hiddenField((value) => REQUEST_STATES.find((state) => state === value), 'Select a state'),
  reply: optionalText(REQUEST_NAMES.answer, VISIT_LIMITS.answer),
  reference: referenceField().default(null),
  version: versionField(0, AGAIN),
});
export type SaveRequest = z.output<typeof saveRequestSchema>;
