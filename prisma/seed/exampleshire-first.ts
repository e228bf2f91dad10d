import type { ExampleCycleBefore } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';
const READER = 'reader@exampleshire.example';
const DIRECTOR = 'director@exampleshire.example';

/** The first cycle: 19 points, one statement at 1, five documents. */
export const exampleshireFirst: ExampleCycleBefore = {
  assessment: {
    name: 'Self-assessment 2024 to 2025',
    startsOn: '2024-04-01',
    endsOn: '2025-03-31',
    startedAt: '2024-09-04T10:00:00Z',
    content: 'empty',
  },
  evidence: [2],
  onlyThen: [
    {
      number: 1,
      links: [
        { statement: 'QS1', shows: '74% have enough control over their daily life', location: 'Question 3a' },
        {
          statement: 'QS4',
          shows: '62% are extremely or very satisfied with their care',
          location: 'Question 1',
        },
      ],
    },
    {
      number: 3,
      links: [
        {
          statement: 'QS7',
          shows: '78% were asked what they wanted from an enquiry',
          location: 'Safeguarding',
        },
        { statement: 'QS8', shows: 'What we spend and on what, published each year', location: 'Our budget' },
      ],
    },
    {
      number: 4,
      links: [
        {
          statement: 'QS5',
          shows: 'Partners value the openness of the council',
          location: 'Working together',
        },
        { statement: 'QS8', shows: 'Figures differ between teams and the board', location: 'Performance' },
      ],
    },
    {
      number: 5,
      links: [
        { statement: 'QS1', shows: '71% of 80 cases were good or better', location: 'Results' },
        { statement: 'QS9', shows: 'Audits end in a conversation with the worker', location: 'How we audit' },
      ],
    },
  ],
  saves: [
    { statement: 'QS2', at: '2024-10-08T09:30:00Z', by: LEAD },
    { statement: 'QS5', at: '2024-10-29T14:12:00Z', by: LEAD },
    { statement: 'QS8', at: '2024-11-12T10:45:00Z', by: LEAD },
    { statement: 'QS1', at: '2024-11-26T15:20:00Z', by: CONTRIBUTOR },
    { statement: 'QS9', at: '2024-12-10T11:05:00Z', by: LEAD },
    { statement: 'QS4', at: '2025-01-14T09:50:00Z', by: CONTRIBUTOR },
    { statement: 'QS6', at: '2025-01-28T13:40:00Z', by: LEAD },
    { statement: 'QS7', at: '2025-02-11T10:18:00Z', by: CONTRIBUTOR },
    { statement: 'QS3', at: '2025-02-25T16:04:00Z', by: LEAD },
  ],
  work: [],
  challenges: [
    {
      statement: 'QS3',
      at: '2025-03-04T10:20:00Z',
      by: READER,
      score: 2,
      reason:
        'What is recorded of ethnicity and language is better than the text allows. It is not used yet.',
    },
    {
      statement: 'QS8',
      at: '2025-03-04T10:45:00Z',
      by: READER,
      score: 1,
      reason: 'I asked three managers how many people wait, and was given three numbers.',
    },
    {
      statement: 'QS1',
      at: '2025-03-06T16:30:00Z',
      by: DIRECTOR,
      score: 3,
      reason: 'Practice is better than the waits suggest: 71% of audited cases were good or better.',
    },
  ],
  threads: [],
  scenarios: [],
  targets: [],
  review: [
    {
      at: '2025-03-17T14:30:00Z',
      by: LEAD,
      kind: 'proposed',
      reason: 'Our first self-assessment. The proof is thin, and for equity there is none.',
    },
    { at: '2025-03-21T09:45:00Z', by: DIRECTOR, kind: 'signed', reason: '' },
  ],
  statements: {
    QS1: {
      score: 2,
      strengths: prose`
        We assess with people, not for them. Of the cases audited in 2024, 71% were good or better (E5).`,
      improvements: prose`
        People wait too long for a Care Act assessment, and only half of audited cases recorded the carer's own view (E5).`,
      impact: prose`
        In the 2023 to 2024 survey 74% said that they have enough control over their daily life (E1).`,
      completed: true,
    },
    QS2: {
      score: 3,
      strengths: prose`
        Prevention is where we do best. The strategy that we agreed in July 2024 (E2) puts money into help that people can
        have without an assessment: community connectors, a falls service and reablement.`,
      improvements: prose`
        We count what we do better than what it prevents, and the offer reaches older people better than working-age adults.`,
      impact: prose`
        At the end of reablement 64% of people needed no long-term support.`,
      completed: true,
    },
    QS3: {
      score: 1,
      strengths: prose`
        We record ethnicity, disability and language for 83% of the people whom we support.`,
      improvements: prose`
        We do not know who is missing. Nobody has compared the people who receive support with the county's population, nobody
        has asked the communities concerned, and the work has no owner.`,
      impact: '',
      completed: true,
    },
    QS4: {
      score: 2,
      strengths: prose`
        Quality officers visit every contracted service at least once a year, and 62% of people are extremely or very satisfied
        with their care and support (E1).`,
      improvements: prose`
        Our market position statement is out of date, home care takes nine days to arrange, and providers hand packages back
        faster than we can place them.`,
      impact: '',
      completed: true,
    },
    QS5: {
      score: 3,
      strengths: prose`
        A pooled fund of £74 million with the NHS pays for reablement, discharge and equipment. The peer challenge of 2024
        found that partners value how open we are with them (E4).`,
      improvements: prose`
        Records do not join up, and voluntary groups are partners in delivery more than in design.`,
      impact: prose`
        The average delay for people who are well enough to leave hospital was 6.0 days.`,
      completed: true,
    },
    QS6: {
      score: 2,
      strengths: prose`
        Anyone who is delayed in hospital is looked at every weekday with our partners.`,
      improvements: prose`
        Each hospital has a procedure of its own for going home. Young people meet their adult worker too late, and the plan
        for the failure of a provider has not been tested since 2022.`,
      impact: '',
      completed: true,
    },
    QS7: {
      score: 2,
      strengths: prose`
        People, or someone speaking for them, were asked what they wanted in 78% of the enquiries that we concluded (E3).`,
      improvements: prose`
        Too many people wait for a decision about deprivation of liberty, and we do not tell those who raise a concern what came
        of it.`,
      impact: '',
      completed: true,
    },
    QS8: {
      score: 2,
      strengths: prose`
        Each year we publish what we do, what it costs and how well it goes (E3).`,
      improvements: prose`
        The peer challenge found that figures differ between teams and the performance board, so that meetings argue about them
        (E4). Social work vacancies stand at 13.8%.`,
      impact: '',
      completed: true,
    },
    QS9: {
      score: 2,
      strengths: prose`
        Every practice audit ends in a conversation with the worker (E5).`,
      improvements: prose`
        What we learn stays where it was learned. We stop few of the pilots that do not work.`,
      impact: '',
      completed: true,
    },
  },
};
