/** What is inspected, or practised. The database has the same. */
export const INSPECTION_KINDS = ['full', 'follow_up', 'thematic', 'conversation', 'peer_review'] as const;
export type InspectionKind = (typeof INSPECTION_KINDS)[number];

export const KIND_NAMES: Readonly<Record<InspectionKind, string>> = {
  full: 'Full assessment',
  follow_up: 'Follow-up assessment',
  thematic: 'Thematic assessment',
  conversation: 'Yearly conversation',
  peer_review: 'Peer review',
};

/** The day that a step falls on, counted from the first day of another: in days, or in working days after it. */
export type StepRule = { readonly from: string } & (
  | { readonly days: number }
  | { readonly workingDays: number }
);

export type PlannedStep = {
  readonly key: string;
  readonly name: string;
  /** Who acts. What the council has to do can be overdue, and is reminded of. */
  readonly whose: 'council' | 'cqc';
  /** Null: nobody can say before the date is known. */
  readonly rule: StepRule | null;
  /** By when it usually is, in months after another step: said while its date is not known. */
  readonly latest?: { readonly from: string; readonly months: number };
  /** How long it usually takes. */
  readonly usual: string;
  /** Where that is published, or that it is the service’s own. */
  readonly source: string;
  /** How many days it goes on for. */
  readonly days: number;
};

/** The first step of every kind: its date is that of the inspection itself. */
export const NOTICE = 'notice';

/** The steps that bring the draft report, and by which it is checked. */
export const DRAFT = 'draft';
export const ACCURACY = 'accuracy';
/** Working days that a council has to check the facts of a draft, from the day after it came. CQC’s process. */
export const CHECKING_DAYS = 10;

const GUIDANCE = 'CQC, guidance for local authorities on the information return';
const PUBLISHED = 'Papers of councils that were assessed in 2024 and 2025';
const FRAMEWORK = 'CQC, assessment process for local authorities';
const OWN = 'Our own estimate';

type Plan = readonly PlannedStep[];
type Given = Partial<PlannedStep> & Pick<PlannedStep, 'key' | 'name' | 'whose' | 'usual' | 'source'>;

const step = (given: Given): PlannedStep => ({ rule: null, days: 1, ...given });

const ANNOUNCED: Plan = [
  step({
    ...{ key: NOTICE, name: 'Notice received', whose: 'cqc' },
    ...{ usual: 'Starts the inspection', source: FRAMEWORK },
  }),
  step({
    ...{ key: 'return', name: 'Information return due', whose: 'council', rule: { from: NOTICE, days: 21 } },
    ...{ usual: 'Three weeks after the notice', source: GUIDANCE },
  }),
];

const CASES = step({
  ...{ key: 'cases', name: 'Cases offered for tracking', whose: 'council' },
  ...{ usual: 'After the return, on the date that CQC gives', source: PUBLISHED },
});

const VISIT_ANNOUNCED = step({
  ...{ key: 'announced', name: 'Visit announced', whose: 'cqc' },
  ...{ usual: 'The visit is usually within six months of the return', source: PUBLISHED },
});

const LEADERSHIP = step({
  ...{ key: 'leadership', name: 'Leadership presentation', whose: 'council' },
  ...{ rule: { from: 'visit', days: -28 }, usual: 'About a month before the visit', source: PUBLISHED },
});

const DATA_GROUP = step({
  ...{ key: 'data', name: 'Data focus group', whose: 'council', rule: { from: 'visit', days: -7 } },
  ...{ usual: 'About a week before the visit', source: PUBLISHED },
});

const VISIT_AND_REPORT: Plan = [
  step({
    ...{ key: 'visit', name: 'Visit', whose: 'cqc', rule: { from: 'announced', days: 49 }, days: 3 },
    latest: { from: 'return', months: 6 },
    ...{ usual: 'Six to eight weeks after it is announced, for about three days', source: FRAMEWORK },
  }),
  step({
    ...{ key: DRAFT, name: 'Draft report received', whose: 'cqc', rule: { from: 'visit', days: 84 } },
    ...{ usual: 'Up to three months after the visit', source: PUBLISHED },
  }),
  step({
    ...{ key: ACCURACY, name: 'Factual accuracy check due', whose: 'council' },
    ...{
      rule: { from: DRAFT, workingDays: CHECKING_DAYS },
      usual: 'Ten working days after the draft report',
    },
    source: FRAMEWORK,
  }),
  step({
    ...{ key: 'published', name: 'Report published', whose: 'cqc' },
    ...{ usual: 'After the factual accuracy check, on a date that CQC gives', source: FRAMEWORK },
  }),
];

const SHORTER: Plan = [...ANNOUNCED, VISIT_ANNOUNCED, LEADERSHIP, ...VISIT_AND_REPORT];

/** The steps of each kind, in their usual order. */
export const PLANS: Readonly<Record<InspectionKind, Plan>> = {
  full: [...ANNOUNCED, CASES, VISIT_ANNOUNCED, LEADERSHIP, DATA_GROUP, ...VISIT_AND_REPORT],
  follow_up: SHORTER,
  thematic: SHORTER,
  conversation: [
    step({
      ...{ key: NOTICE, name: 'Conversation announced', whose: 'cqc' },
      ...{ usual: 'Starts the preparation', source: OWN },
    }),
    step({
      ...{ key: 'documents', name: 'Documents due', whose: 'council', rule: { from: NOTICE, days: 14 } },
      ...{ usual: 'Two weeks after it is announced', source: OWN },
    }),
    step({
      ...{ key: 'conversation', name: 'Conversation', whose: 'cqc' },
      ...{ usual: 'On the date that is agreed', source: OWN },
    }),
    step({
      ...{ key: 'letter', name: 'Letter received', whose: 'cqc' },
      ...{ usual: 'After the conversation', source: OWN },
    }),
  ],
  peer_review: [
    step({
      ...{ key: NOTICE, name: 'Review agreed', whose: 'council' },
      ...{ usual: 'Starts the preparation', source: OWN },
    }),
    step({
      ...{ key: 'self-assessment', name: 'Self-assessment due', whose: 'council' },
      ...{ rule: { from: 'on-site', days: -28 }, usual: 'About a month before the review', source: OWN },
    }),
    step({
      ...{ key: 'on-site', name: 'Review on site', whose: 'council', rule: { from: NOTICE, days: 56 } },
      ...{ days: 3, usual: 'Eight weeks after it is agreed, for about three days', source: OWN },
    }),
    step({
      ...{ key: 'feedback', name: 'Feedback', whose: 'council', rule: { from: 'on-site', days: 2 } },
      ...{ usual: 'On the last day of the review', source: OWN },
    }),
    step({
      ...{ key: 'report', name: 'Report received', whose: 'council', rule: { from: 'on-site', days: 28 } },
      ...{ usual: 'Four weeks after the review', source: OWN },
    }),
  ],
};
