import { parseFigure } from '#lib/kernel/figures.ts';
import type { SaveAction, UpdateAction } from '#lib/record/improvement/schema.ts';
import type { ExampleAction, ExamplePublication } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';
const DIRECTOR = 'director@exampleshire.example';

const NEW: Omit<SaveAction, 'action' | 'version' | 'title' | 'priority' | 'owner'> = {
  ...{
    actionState: 'under_way',
    outcome: '',
    ownerName: '',
    startsOn: null,
    dueOn: null,
    aims: [],
    proofs: [],
  },
  ...{ costOnce: null, costYearly: null, funding: null, monitoring: '', scrutiny: '' },
  ...{ evidence: [], findings: [] },
};

function toReach(measure: string, typed: string): SaveAction['proofs'][number] {
  const value = parseFigure(typed);
  if (typeof value === 'string') throw new Error(`${typed} is no figure`);
  return { measure, value, typed };
}

/** What was said on a day, with what it changed from how the action stood before. */
const noted = (
  at: string,
  by: string,
  note: string,
  given: Partial<Omit<UpdateAction, 'action' | 'version' | 'note'>> = {},
): NonNullable<ExampleAction['progress']>[number] => ({ at, by, note, given });

/** A plan under way: one action closed by evidence, one overdue, two slips with their reasons, and a measure that moves. */
export const exampleshirePlan: readonly ExampleAction[] = [
  {
    at: '2025-10-06T09:10:00Z',
    action: {
      ...NEW,
      title: 'Shorter waits for a Care Act assessment',
      findings: [1],
      priority: 'high',
      owner: CONTRIBUTOR,
      outcome: prose`
        People who ask for support are assessed within 14 days, and nobody who waits is forgotten.`,
      ...{ startsOn: '2025-10-06', dueOn: '2026-06-30' },
      aims: [{ statement: 'QS1', score: 4 }],
      proofs: [toReach('assessment-wait', '14')],
      ...{ costOnce: 40_000, costYearly: 186_000, funding: 'part_funded' },
      monitoring: 'Each week by the heads of service, from the list of people who wait.',
      scrutiny: 'The scrutiny committee reads the waiting times each quarter.',
    },
    milestones: [
      {
        at: '2025-10-06T09:20:00Z',
        by: LEAD,
        title: 'Duty workers call everyone on the list every four weeks',
        dueOn: '2025-10-31',
        reached: { at: '2025-10-24T15:05:00Z', on: '2025-10-24' },
      },
      {
        at: '2026-09-14T10:05:00Z',
        by: CONTRIBUTOR,
        title: 'Four more posts filled',
        dueOn: '2027-01-29',
      },
    ],
    progress: [
      noted(
        '2026-02-12T14:20:00Z',
        CONTRIBUTOR,
        prose`
          The median wait is 27 days, down from 41. The south team has three vacant posts and could not clear its list,
          so the end of June is out of reach.`,
        { rating: 'amber', dueOn: '2026-12-31' },
      ),
      noted(
        '2026-09-14T10:00:00Z',
        CONTRIBUTOR,
        prose`
          The money for four posts over 18 months was agreed only this month. They will be filled by the end of January,
          and it takes until the summer before that shows in the waits.`,
        { rating: 'amber', dueOn: '2027-06-30' },
      ),
      noted(
        '2026-11-03T09:30:00Z',
        CONTRIBUTOR,
        prose`
          The median wait is 19 days and 412 people wait, against 1,184 in April 2025. Two of the four posts are
          advertised. The south team is still at 23 days.`,
      ),
    ],
  },
  {
    at: '2025-10-08T10:00:00Z',
    action: {
      ...NEW,
      title: 'Rank everyone who waits for a decision about deprivation of liberty by risk',
      findings: [2],
      priority: 'high',
      owner: DIRECTOR,
      outcome: 'Those at most risk are seen first, and nobody waits without a review of their risk.',
      ...{ startsOn: '2025-10-13', dueOn: '2026-03-31' },
      aims: [{ statement: 'QS7', score: 3 }],
    },
    progress: [
      noted(
        '2026-04-08T11:10:00Z',
        DIRECTOR,
        prose`
          The list is not ranked yet, which is why I did not sign a 3. Two people now do nothing else until it is done.`,
        { rating: 'red', dueOn: '2026-07-31' },
      ),
      noted(
        '2026-07-17T16:00:00Z',
        DIRECTOR,
        'Everyone on the list is ranked by risk, and the board has seen the figures by quarter.',
        {
          ...{ rating: 'green', actionState: 'complete', evidenceItems: [18], closedOn: '2026-07-17' },
        },
      ),
    ],
  },
  {
    at: '2025-10-08T10:20:00Z',
    action: {
      ...NEW,
      title: 'Reach people from minority ethnic backgrounds who do not ask for support',
      findings: [3],
      priority: 'high',
      owner: null,
      ownerName: 'Amara Cole, consultant in public health',
      outcome: 'People hear of support from somebody they trust, and ask for it as often as others do.',
      ...{ startsOn: '2026-02-02', dueOn: '2026-10-30', actionState: 'planned' },
      aims: [{ statement: 'QS3', score: 3 }],
      ...{ costOnce: 18_000, costYearly: 35_000, funding: 'unfunded' },
    },
    progress: [
      noted(
        '2026-05-05T09:00:00Z',
        LEAD,
        'The review of access is done. Community groups in the two districts with the widest gap have agreed to work with us.',
        { actionState: 'under_way', rating: 'amber' },
      ),
      noted(
        '2026-10-21T13:40:00Z',
        LEAD,
        prose`
          The four community workers are not hired, because nobody has found the money for them. Without them the plan
          stays on paper.`,
        { rating: 'red' },
      ),
    ],
  },
  {
    at: '2026-09-25T09:00:00Z',
    action: {
      ...NEW,
      title: 'One front door for carers with the NHS',
      findings: [4, 7],
      priority: 'high',
      owner: LEAD,
      outcome: 'Carers tell their story once and know that they can have an assessment of their own.',
      ...{ startsOn: '2026-09-28', dueOn: '2027-03-31' },
      aims: [{ statement: 'QS1', score: null }],
      proofs: [toReach('carers-assessment-wait', '14')],
      ...{ costOnce: 60_000, costYearly: 120_000, funding: 'funded' },
    },
    milestones: [
      {
        at: '2026-09-25T09:10:00Z',
        by: LEAD,
        title: 'First team trained with the NHS trust',
        dueInDays: 5,
      },
      { at: '2026-09-25T09:12:00Z', by: LEAD, title: 'Front door open to carers', dueOn: '2027-01-29' },
    ],
    progress: [
      noted(
        '2026-10-29T15:00:00Z',
        LEAD,
        'The trust has named its half of the team and the room is ready. Training begins in December.',
        { rating: 'green' },
      ),
    ],
  },
  {
    at: '2026-09-25T09:30:00Z',
    action: {
      ...NEW,
      title: 'Occupational therapy assessments within 28 days',
      priority: 'medium',
      owner: CONTRIBUTOR,
      outcome: 'People get the equipment they need before they fall, not after.',
      ...{ startsOn: '2026-10-05', dueOn: '2027-03-31' },
      aims: [{ statement: 'QS1', score: null }],
      proofs: [toReach('occupational-therapy-wait', '28')],
      ...{ costYearly: 92_000, funding: 'funded' },
    },
    progress: [
      noted(
        '2026-10-30T10:15:00Z',
        CONTRIBUTOR,
        'Two therapists have started, and simple equipment is now ordered at the first call.',
        { rating: 'green' },
      ),
    ],
  },
  {
    at: '2026-09-25T09:40:00Z',
    action: {
      ...NEW,
      title: 'Explain what care will cost before a plan is agreed',
      priority: 'medium',
      owner: LEAD,
      outcome: 'Nobody agrees a plan before they know what they will pay.',
      ...{ startsOn: '2026-11-02', dueOn: '2027-05-28', actionState: 'planned' },
      aims: [{ statement: 'QS1', score: null }],
      ...{ costOnce: 8_000, funding: 'funded' },
    },
  },
  {
    at: '2026-09-25T09:50:00Z',
    action: {
      ...NEW,
      title: 'Buy a system to book interpreters',
      priority: 'low',
      owner: CONTRIBUTOR,
      ...{ startsOn: '2026-10-05', dueOn: '2026-12-18', actionState: 'planned' },
      aims: [{ statement: 'QS3', score: null }],
      ...{ costOnce: 45_000, funding: 'unfunded' },
    },
    progress: [
      noted(
        '2026-10-16T11:30:00Z',
        LEAD,
        'Not needed. The new staff line has 43 languages and books within five minutes, so the money is better spent elsewhere.',
        { actionState: 'stopped', closedOn: '2026-10-16' },
      ),
    ],
  },
  {
    at: '2026-10-23T09:00:00Z',
    action: {
      ...NEW,
      title: 'Tell people who raise a concern what came of it',
      findings: [5],
      priority: 'medium',
      owner: DIRECTOR,
      outcome: 'Whoever raises a safeguarding concern hears within ten working days what happened.',
      ...{ startsOn: '2027-01-11', dueOn: '2027-06-30', actionState: 'planned' },
      aims: [{ statement: 'QS7', score: 4 }],
    },
  },
];

/** Published when the department was to have it, and again half a year later with the work since. */
export const exampleshirePublications: readonly ExamplePublication[] = [
  {
    ...{ at: '2025-12-15T11:40:00Z', by: DIRECTOR },
    choice: { actions: [1, 2], withOwners: false, withCosts: false },
  },
  {
    ...{ at: '2026-07-14T10:20:00Z', by: DIRECTOR },
    choice: { actions: [1, 2, 3], withOwners: false, withCosts: true },
  },
];
