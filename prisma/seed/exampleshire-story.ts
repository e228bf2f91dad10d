import type { ExampleCycle } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';
const DIRECTOR = 'director@exampleshire.example';
const READER = 'reader@exampleshire.example';

/**
 * The course of the open cycle: carried forward at 22 points, signed in September at 26, reopened when the half-year
 * figures came out, now at 28. One statement is overdue and disputed.
 */
export const exampleshireStory: Omit<ExampleCycle, 'assessment' | 'statements'> = {
  saves: [
    { statement: 'QS2', at: '2026-05-27T09:41:00Z', by: LEAD, score: 3, completed: false },
    { statement: 'QS7', at: '2026-06-10T13:22:00Z', by: CONTRIBUTOR, score: 2, completed: false },
    { statement: 'QS1', at: '2026-06-23T10:05:00Z', by: LEAD, score: 2, completed: false },
    { statement: 'QS4', at: '2026-06-30T15:17:00Z', by: CONTRIBUTOR, score: 2, completed: false },
    {
      statement: 'QS2',
      at: '2026-07-07T08:50:00Z',
      by: LEAD,
      reason: prose`
        The year's reablement figures are in: 71% of people needed no long-term support at the end, up from 66%, and
        requests for residential care have fallen for two years. That is more than good.`,
    },
    { statement: 'QS3', at: '2026-07-09T14:31:00Z', by: CONTRIBUTOR },
    { statement: 'QS5', at: '2026-07-14T10:44:00Z', by: LEAD, score: 3, completed: true },
    { statement: 'QS6', at: '2026-07-16T11:28:00Z', by: LEAD },
    {
      statement: 'QS7',
      at: '2026-07-21T09:12:00Z',
      by: CONTRIBUTOR,
      reason: prose`
        The list for deprivation of liberty has more than halved and everyone on it is ranked by risk, which was the
        director's condition for a 3. We also ask people now whether they feel safer.`,
    },
    { statement: 'QS8', at: '2026-07-28T15:55:00Z', by: LEAD },
    {
      statement: 'QS9',
      at: '2026-08-13T13:03:00Z',
      by: LEAD,
      reason: prose`
        Themes from audits and complaints now reach every team and our partners. Last year they stayed with managers.`,
    },
    {
      statement: 'QS1',
      at: '2026-08-18T09:36:00Z',
      by: LEAD,
      reason: prose`
        The summer audit found 82% of cases good or better, and the median wait has halved. Carers still keep us from a
        4.`,
    },
    { statement: 'QS7', at: '2026-08-19T10:20:00Z', by: CONTRIBUTOR },
    { statement: 'QS3', at: '2026-09-08T14:08:00Z', by: CONTRIBUTOR },
    { statement: 'QS4', at: '2026-09-15T08:47:00Z', by: CONTRIBUTOR, score: 2 },
    { statement: 'QS8', at: '2026-09-17T15:26:00Z', by: LEAD },
    { statement: 'QS6', at: '2026-10-13T11:37:00Z', by: LEAD },
    { statement: 'QS1', at: '2026-10-14T09:10:00Z', by: LEAD },
    {
      statement: 'QS4',
      at: '2026-10-21T13:52:00Z',
      by: CONTRIBUTOR,
      reason: prose`
        The half-year figures show home care arranged in four days, not nine, and packages handed back down from 17 a
        month to five.`,
    },
    { statement: 'QS8', at: '2026-10-27T10:33:00Z', by: LEAD, completed: false },
    { statement: 'QS9', at: '2026-10-29T14:19:00Z', by: LEAD, completed: false },
    {
      statement: 'QS5',
      at: '2026-11-03T16:02:00Z',
      by: LEAD,
      reason: prose`
        The integrated care board's letter and the fall in delays from 5.2 days to 3.1 say that the partnership changes
        what people get. I want this challenged before we sign it.`,
    },
    { statement: 'QS8', at: '2026-11-12T10:06:00Z', by: LEAD },
    { statement: 'QS9', at: '2026-11-17T13:48:00Z', by: LEAD },
  ],
  work: [
    { statement: 'QS1', at: '2026-04-16T09:00:00Z', owner: LEAD, helpers: [CONTRIBUTOR], dueInDays: null },
    { statement: 'QS2', at: '2026-04-16T09:02:00Z', owner: LEAD, helpers: [], dueInDays: null },
    { statement: 'QS4', at: '2026-04-16T09:03:00Z', owner: CONTRIBUTOR, helpers: [], dueInDays: null },
    { statement: 'QS7', at: '2026-04-16T09:05:00Z', owner: CONTRIBUTOR, helpers: [], dueInDays: null },
    { statement: 'QS8', at: '2026-04-16T09:06:00Z', owner: LEAD, helpers: [], dueInDays: null },
    { statement: 'QS9', at: '2026-04-16T09:08:00Z', owner: LEAD, helpers: [], dueInDays: null },
    { statement: 'QS5', at: '2026-11-10T09:20:00Z', owner: LEAD, helpers: [], dueInDays: -2 },
    { statement: 'QS3', at: '2026-11-10T09:24:00Z', owner: CONTRIBUTOR, helpers: [LEAD], dueInDays: 6 },
  ],
  challenges: [
    {
      statement: 'QS7',
      at: '2026-09-02T13:15:00Z',
      by: READER,
      score: 3,
      reason: prose`
        I read ten cases and the decisions were prompt and well recorded (E18). I would score this as you do.`,
    },
    {
      statement: 'QS3',
      at: '2026-09-22T16:40:00Z',
      by: DIRECTOR,
      score: 2,
      reason: prose`
        I agree with our 2. The listening events (E20) are a real start, but we cannot yet point to an outcome that is
        better for the people who have had the worst.`,
    },
    {
      statement: 'QS5',
      at: '2026-11-05T17:10:00Z',
      by: DIRECTOR,
      score: 3,
      reason: prose`
        The pooled fund and the neighbourhood teams are strong. For a 4 I would want people to tell us that support feels
        seamless; most of what we show here is what partners say about us.`,
    },
    {
      statement: 'QS5',
      at: '2026-11-06T10:48:00Z',
      by: READER,
      score: 2,
      reason: prose`
        I met six small providers. Two had heard of the forum, and none could name a decision that they had changed. Only
        52% say that decisions reach them in time to plan (E15). An assessor will ask them the same questions.`,
    },
  ],
  threads: [
    {
      statement: 'QS1',
      comments: [
        {
          at: '2026-08-12T14:26:00Z',
          by: CONTRIBUTOR,
          body: "The audit is out (E26). The carer's own view is in 63% of the cases: better than last year, and still our weakest line. Do we say so in the text?",
          mention: [LEAD],
        },
        {
          at: '2026-08-13T08:58:00Z',
          by: LEAD,
          body: 'Yes, under what needs to improve, with the figure. It is the first thing that anyone would ask us.',
          mention: [],
        },
      ],
      resolved: { at: '2026-08-18T09:40:00Z', by: LEAD },
    },
    {
      statement: 'QS5',
      comments: [
        {
          at: '2026-11-09T09:05:00Z',
          by: LEAD,
          body: 'The challenge scores are 2 and 3, ours is 4. I would like to look at what providers and carers told us before we keep the 4. Helen, can we take it to the board on the first of December?',
          mention: [DIRECTOR],
        },
      ],
      resolved: null,
    },
  ],
  review: [
    {
      at: '2026-09-21T15:30:00Z',
      by: LEAD,
      kind: 'proposed',
      reason: prose`
        Nine scores at the half year. Equity in experiences and outcomes stays open until the plan has gone to cabinet, and
        some proof is missing, mostly for figures that come out in October.`,
    },
    { at: '2026-09-24T16:15:00Z', by: DIRECTOR, kind: 'signed', reason: '' },
    {
      at: '2026-10-07T08:30:00Z',
      by: LEAD,
      kind: 'reopened',
      reason: prose`
        The figures for April to September are out: waiting times, the care market and the risk register. They change what
        we say about four statements.`,
    },
  ],
  scenarios: [
    {
      at: '2026-10-22T09:35:00Z',
      by: LEAD,
      name: 'The equity plan works',
      scores: { QS3: 3 },
      needs: {
        QS3: prose`
          Cabinet agrees the plan with its 12 steps in December 2026. It runs for two quarters, the gap in direct payments is
          smaller by then, and in March 2027 we ask people from minority ethnic backgrounds again how satisfied they are.`,
      },
    },
    {
      at: '2026-11-06T11:22:00Z',
      by: DIRECTOR,
      name: 'Partnerships judged as they were challenged',
      scores: { QS5: 2 },
      needs: {
        QS5: prose`
          An assessor speaks to small providers and hears what our peer reviewer heard. What would keep the 4: providers who can
          name a decision that they changed.`,
      },
    },
  ],
  targets: [
    {
      at: '2026-10-22T16:30:00Z',
      by: LEAD,
      targets: {
        QS3: { score: 3, dueOn: '2027-03-31' },
        QS5: { score: 4, dueOn: '2027-01-29' },
        QS7: { score: 4, dueOn: '2027-06-30' },
      },
    },
  ],
};
