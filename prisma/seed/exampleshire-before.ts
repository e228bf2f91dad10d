import type { ExampleCycleBefore } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';
const DIRECTOR = 'director@exampleshire.example';

/** The previous cycle: 22 points, shorter texts and less evidence, so that a comparison has something to show. */
export const exampleshireBefore: ExampleCycleBefore = {
  assessment: {
    name: 'Self-assessment 2025 to 2026',
    startsOn: '2025-04-01',
    endsOn: '2026-03-31',
    startedAt: '2025-04-08T09:10:00Z',
    content: 'empty',
  },
  evidence: [2, 6, 7, 8, 9, 10, 11, 12],
  onlyThen: [],
  saves: [
    { statement: 'QS2', at: '2025-06-03T10:22:00Z', by: LEAD, completed: false },
    { statement: 'QS1', at: '2025-06-17T14:36:00Z', by: CONTRIBUTOR },
    { statement: 'QS4', at: '2025-07-15T09:42:00Z', by: CONTRIBUTOR, completed: false },
    { statement: 'QS6', at: '2025-08-05T11:15:00Z', by: LEAD, score: 2, completed: false },
    { statement: 'QS3', at: '2025-09-16T15:08:00Z', by: CONTRIBUTOR, score: 1, completed: false },
    { statement: 'QS8', at: '2025-11-04T10:30:00Z', by: LEAD },
    { statement: 'QS9', at: '2025-11-18T13:25:00Z', by: LEAD },
    { statement: 'QS2', at: '2025-12-02T09:55:00Z', by: LEAD },
    { statement: 'QS5', at: '2025-12-09T16:11:00Z', by: LEAD },
    { statement: 'QS4', at: '2026-02-03T10:47:00Z', by: CONTRIBUTOR },
    {
      statement: 'QS3',
      at: '2026-02-17T14:20:00Z',
      by: CONTRIBUTOR,
      reason: prose`
        The review of access has begun and ethnicity, disability and language are recorded for 91% of people. Nobody had
        started when we gave the 1.`,
    },
    {
      statement: 'QS6',
      at: '2026-03-03T11:32:00Z',
      by: LEAD,
      reason: prose`
        One procedure for leaving hospital has replaced three, and the plan for provider failure was tested in January.`,
    },
    { statement: 'QS2', at: '2026-03-17T09:28:00Z', by: LEAD },
    { statement: 'QS7', at: '2026-03-23T13:50:00Z', by: CONTRIBUTOR, score: 3 },
    {
      statement: 'QS7',
      at: '2026-03-27T10:05:00Z',
      by: CONTRIBUTOR,
      reason: prose`
        Returned by the director: 640 people wait for a decision about deprivation of liberty and the list is not ranked
        by risk.`,
    },
  ],
  work: [],
  challenges: [],
  threads: [],
  scenarios: [],
  targets: [],
  review: [
    { at: '2026-03-24T09:15:00Z', by: LEAD, kind: 'proposed', reason: '' },
    {
      at: '2026-03-26T16:20:00Z',
      by: DIRECTOR,
      kind: 'returned',
      reason: prose`
        I cannot sign a 3 for safeguarding while 640 people wait for a decision about deprivation of liberty and nobody has
        ranked the list by risk.`,
    },
    {
      at: '2026-03-30T09:40:00Z',
      by: LEAD,
      kind: 'proposed',
      reason: 'Safeguarding is a 2 now. Nothing else has changed.',
    },
    { at: '2026-03-31T15:05:00Z', by: DIRECTOR, kind: 'signed', reason: '' },
  ],
  statements: {
    QS1: {
      score: 2,
      strengths: prose`
        We assess with people, not for them. A new practice framework asks every worker to start from what the person can
        do, who matters to them and what a good week looks like. It starts in April 2026; 74% of the cases audited in the
        year were good or better.`,
      improvements: prose`
        Carers come second too often. Only 54% of audited cases recorded the carer's own view.

        People wait too long: 1,184 were waiting for a Care Act assessment in April 2025, the median wait was 41 days, and
        the longest 196.`,
      impact: prose`
        In the 2024 to 2025 survey 76% said that they have enough control over their daily life and 64% were extremely
        or very satisfied.`,
      completed: true,
    },
    QS2: {
      score: 3,
      strengths: prose`
        Prevention is where we do best. Our strategy (E2) puts £11.4 million a year into help that people can have without
        an assessment. Reablement reaches 2,510 people a year, and 66% of them needed no long-term support at the end.`,
      improvements: prose`
        We reach older people better than working-age adults. Only 18% of those supported by connectors were under 55 (E8),
        and the reablement offer for people with a learning disability or poor mental health has not begun.`,
      impact: prose`
        Of 300 people whom connectors followed for 12 weeks, 222 (74%) reported better wellbeing on a recognised scale (E8).
        Figures do not say it all: one woman's account of the weeks after a fall (E11) shows what six weeks of patient,
        ordinary work did for her confidence.`,
      completed: true,
    },
    QS3: {
      score: 2,
      strengths: prose`
        We record ethnicity, disability and language for 91% of the people whom we support, and have begun a full review of
        access to adult social care.`,
      improvements: prose`
        We do not know who is missing. Until the review is published we cannot compare the people who receive support with
        the county's population, and we have not asked the communities concerned.`,
      impact: '',
      completed: true,
    },
    QS4: {
      score: 2,
      strengths: prose`
        We know our market and providers know what we need. The market position statement sets out demand by area to 2028,
        with the kinds of support we want more of and those we will buy less of (E6). The plan for provider failure was
        tested in January with four providers (E9).`,
      improvements: prose`
        Nursing care for people with advanced dementia is short. Thirty-one people live in homes outside the county because
        nothing suitable was free nearer by. Providers hand back 17 home care packages a month, most of them in rural areas.`,
      impact: prose`
        In the 2024 to 2025 survey 64% were extremely or very satisfied with their care and support.`,
      completed: true,
    },
    QS5: {
      score: 3,
      strengths: prose`
        Partnership here is a habit and not a meeting. A pooled fund of £79 million with the NHS, governed by one board, pays
        for reablement, discharge, equipment and carers' support. Voluntary groups run the community connector teams (E8).`,
      improvements: prose`
        Records do not join up: workers in neighbourhood teams use two systems and enter some things twice. Small providers
        tell us that decisions reach them too late to plan.`,
      impact: prose`
        The average delay for people who are well enough to leave hospital fell from 6.0 days to 5.2 in a year.`,
      completed: true,
    },
    QS6: {
      score: 3,
      strengths: prose`
        Moves between services are planned and owned. One procedure covers leaving hospital, with a named worker for each
        person and daily review of anyone who is delayed. The plan for provider failure says who does what in the first 24
        hours (E9).`,
      improvements: prose`
        Becoming an adult is the move that we manage least well: of 31 young people who told us about it, 19 did not know
        who their worker would be at 18 (E10).`,
      impact: prose`
        Readmissions within 30 days among people who went home with support were 14.6%.`,
      completed: true,
    },
    QS7: {
      score: 2,
      strengths: prose`
        People are at the centre of safeguarding. People, or someone speaking for them, were asked what they wanted in 84% of
        the enquiries that we concluded. The board's partners scored the council "strong" on listening to people (E12 p.1).`,
      improvements: prose`
        Too many people still wait for a decision about deprivation of liberty: 640 are on the list, and it has not been
        ranked by risk. Feedback to people who raise concerns is patchy (E12).`,
      impact: prose`
        The risk was removed or reduced in 92% of concluded enquiries. We did not ask people whether they felt safer.`,
      completed: true,
    },
    QS8: {
      score: 3,
      strengths: prose`
        Leaders know the service and its risks. One set of figures goes from teams to the monthly performance board, to
        cabinet members and to scrutiny without being rewritten on the way.`,
      improvements: prose`
        Money is tight and we say so. Workload is the thing that staff would change: 52% say that theirs is manageable.
        Social work vacancies stand at 12.6%.`,
      impact: prose`
        In October 2025 the performance board saw that the south team's list was growing and moved five workers there within
        a month.`,
      completed: true,
    },
    QS9: {
      score: 2,
      strengths: prose`
        Supervision is regular: 88% of social workers and occupational therapists have it every month (E7). Every practice
        audit ends in a conversation with the worker.`,
      improvements: prose`
        Learning stays where it was made. Themes of audits and complaints go to managers only, and we have no way to share
        them with providers and the NHS.`,
      impact: '',
      completed: true,
    },
  },
};
