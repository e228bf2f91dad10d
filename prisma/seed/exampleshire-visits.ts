import type { SaveSession } from '#lib/record/visits/schema.ts';
import type { ExampleVisit } from './example.ts';

const hour = (hours: number, minutes = 0) => hours * 60 + minutes;

const people = (...lines: readonly (readonly [string, string])[]) =>
  lines.map(([name, job]) => ({ name, job }));

const DIRECTOR = ['Helen Marsh', 'Director of adult social services'] as const;
const LEAD = ['Priya Nair', 'Assurance lead'] as const;
const MANAGER = ['Daniel Okoro', 'Team manager, north'] as const;

type Session = Omit<SaveSession, 'inspection' | 'visitSession' | 'version' | 'sessionState'>;

const added = (at: string, session: Session): ExampleVisit => ({
  at,
  session: { ...session, visitSession: 0, sessionState: 'planned', version: 0 },
});

const MET: readonly Session[] = [
  {
    ...{
      title: 'Opening presentation',
      kind: 'presentation',
      day: '2025-11-11',
      from: hour(9),
      to: hour(10, 30),
    },
    ...{ room: 'Council chamber', people: people(DIRECTOR, LEAD), statements: ['QS8', 'QS9'] },
    brief: 'Twenty minutes of slides, then questions. Bring the plan for the year and the list of risks.',
  },
  {
    ...{
      title: 'Interview with the director',
      kind: 'interview',
      day: '2025-11-11',
      from: hour(11),
      to: hour(12),
    },
    ...{ room: 'Room 2', people: people(DIRECTOR), statements: ['QS8', 'QS9'] },
    brief: 'About how leaders know what it is like to draw on care here.',
  },
  {
    ...{
      title: 'Focus group with social workers',
      kind: 'focus_group',
      day: '2025-11-11',
      from: hour(13, 30),
    },
    ...{ to: hour(15), room: 'Room 1', statements: ['QS1', 'QS2'] },
    people: people(
      MANAGER,
      ['Tom Birch', 'Social worker'],
      ['Ada Lund', 'Social worker'],
      ['Mei Tan', 'Newly qualified'],
    ),
    brief: 'Without managers for the second half.',
  },
  {
    ...{
      title: 'Focus group with unpaid carers',
      kind: 'focus_group',
      day: '2025-11-12',
      from: hour(10),
      to: hour(11, 30),
    },
    ...{
      room: 'Carers’ centre',
      statements: ['QS1', 'QS3'],
      people: people(['Ruth Adeyemi', 'Carers’ forum']),
    },
    brief: 'Tea from 9:45am. Taxis are booked.',
  },
  {
    ...{
      title: 'Interview about safeguarding',
      kind: 'interview',
      day: '2025-11-12',
      from: hour(13),
      to: hour(14),
    },
    ...{
      room: 'Room 2',
      statements: ['QS7'],
      people: people(MANAGER, ['Grace Holt', 'Principal social worker']),
    },
    brief: 'Have the audit of September and the list of open enquiries to hand.',
  },
  {
    ...{
      title: 'Tour of the reablement service',
      kind: 'tour',
      day: '2025-11-12',
      from: hour(15),
      to: hour(16, 30),
    },
    ...{ room: 'Millbrook House', statements: ['QS2', 'QS6'], people: people(LEAD) },
    brief: '',
  },
  {
    ...{ title: 'Feedback', kind: 'presentation', day: '2025-11-13', from: hour(14), to: hour(15, 30) },
    ...{ room: 'Council chamber', people: people(DIRECTOR, LEAD, MANAGER), statements: [] },
    brief: 'The team says what it found. Take notes for the list of points.',
  },
];

const held = (session: Session, index: number): ExampleVisit => ({
  at: `2025-11-13T16:0${index}:00Z`,
  session: { ...session, visitSession: index + 1, sessionState: 'held', version: 1 },
});

const HEARD: readonly (readonly [at: string, session: number, theme: string, heard: string])[] = [
  ['2025-11-11T09:50:00Z', 1, 'equality', 'How do you know that people from every community can reach you?'],
  ['2025-11-11T11:20:00Z', 2, 'waiting', 'What is the longest wait for a first assessment today?'],
  ['2025-11-11T11:41:00Z', 2, 'workforce', 'Which vacancies worry you most?'],
  [
    '2025-11-11T14:05:00Z',
    3,
    'waiting',
    'Waits are reviewed each week, but people are not told where they are on the list.',
  ],
  ['2025-11-11T14:20:00Z', 3, 'workforce', 'Supervision is monthly and is not cancelled.'],
  [
    '2025-11-12T10:30:00Z',
    4,
    'carers',
    'Nobody told me for two years that I could have an assessment of my own.',
  ],
  ['2025-11-12T10:48:00Z', 4, 'carers', 'The breaks are good once you have them.'],
  ['2025-11-12T13:25:00Z', 5, '', 'How do people say what they want from an enquiry?'],
  ['2025-11-13T14:40:00Z', 7, 'waiting', 'They will name waits for occupational therapy in the report.'],
];

/** The peer review in November 2025. */
export const peerReviewVisit: readonly ExampleVisit[] = [
  ...MET.map((session, index) => added(`2025-10-27T10:0${index}:00Z`, session)),
  ...HEARD.map(
    ([at, visitSession, theme, heard]): ExampleVisit => ({
      ...{ at, by: 'contributor@exampleshire.example' },
      heard: { heard, theme: theme === '' ? null : theme, visitSession },
    }),
  ),
  {
    at: '2025-11-11T12:10:00Z',
    request: {
      ...{
        request: 0,
        version: 0,
        requestState: 'open',
        reply: '',
        reference: null,
        askedBy: 'The team’s leader',
      },
      what: 'The waiting list of occupational therapy by week since April',
      ...{ dueOn: '2025-11-12', dueTime: hour(9), owner: 'contributor@exampleshire.example' },
    },
  },
  {
    at: '2025-11-11T16:45:00Z',
    by: 'contributor@exampleshire.example',
    request: {
      ...{ request: 1, version: 1, requestState: 'answered', reference: 'E1', askedBy: 'The team’s leader' },
      what: 'The waiting list of occupational therapy by week since April',
      ...{ dueOn: '2025-11-12', dueTime: hour(9), owner: 'contributor@exampleshire.example' },
      reply: 'Printed and handed over at 4:40pm, with the survey beside it.',
    },
  },
  {
    at: '2025-11-12T11:40:00Z',
    request: {
      ...{ request: 0, version: 0, requestState: 'refused', reference: null, askedBy: '' },
      what: 'Names of the carers who spoke in the group',
      ...{ dueOn: '2025-11-12', dueTime: hour(16), owner: null },
      reply: 'They spoke on the promise that nobody is named. The team agreed.',
    },
  },
  ...MET.map(held),
];

/** What is planned for the inspection that is under way. */
export const visitToCome: readonly ExampleVisit[] = [
  added('2026-11-24T09:10:00Z', {
    ...{ title: 'Rehearsal of the leadership presentation', kind: 'presentation', day: '2027-01-13' },
    ...{ from: hour(10), to: hour(11, 30), room: 'Council chamber', people: people(DIRECTOR, LEAD) },
    ...{
      statements: ['QS8', 'QS9'],
      brief: 'With the slides as they are. Joan Whitlock asks what an assessor may ask.',
    },
  }),
  added('2026-11-24T09:14:00Z', {
    ...{ title: 'Mock interview about safeguarding', kind: 'interview', day: '2027-01-13' },
    ...{ from: hour(11), to: hour(12), room: 'Room 2', people: people(DIRECTOR, MANAGER) },
    ...{ statements: ['QS7'], brief: 'Half an hour of questions, half an hour of what to say better.' },
  }),
  {
    at: '2026-11-26T14:30:00Z',
    request: {
      ...{
        request: 0,
        version: 0,
        requestState: 'open',
        reply: '',
        reference: null,
        askedBy: 'CQC’s lead assessor',
      },
      what: 'A chart of the senior leaders with names and vacancies',
      ...{ dueOn: '2026-12-04', dueTime: hour(16), owner: 'contributor@exampleshire.example' },
    },
  },
];
