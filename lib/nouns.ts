import { packCopyEvents } from '#lib/exchange/pack-copies/events.ts';
import { packEvents, packRecords } from '#lib/exchange/packs/events.ts';
import { paperEvents } from '#lib/exchange/papers/events.ts';
import { publicationRecords } from '#lib/exchange/publications/events.ts';
import { coverageEvents } from '#lib/insight/coverage/events.ts';
import { dashboardEvents } from '#lib/insight/dashboard/events.ts';
import { planEvents, planRecords } from '#lib/insight/plan/events.ts';
import { readinessEvents } from '#lib/insight/readiness/events.ts';
import { scenarioEvents, scenarioRecords, targetRecords } from '#lib/insight/scenarios/events.ts';
import { agreementRecords, sharingEvents } from '#lib/insight/sharing/events.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import type { EventDescriptions } from '#lib/platform/audit/describe.ts';
import type { EventType } from '#lib/platform/audit/events.ts';
import type { RecordKind } from '#lib/platform/audit/records.ts';
import { accuracyEvents, accuracyPointRecords, reportDraftRecords } from '#lib/record/accuracy/events.ts';
import {
  assessmentEvents,
  revisionRecords,
  scoreReasonRecords,
  statementRecords,
} from '#lib/record/assessments/events.ts';
import { batchEvents } from '#lib/record/batches/events.ts';
import { caseLogEvents, caseLogRecords } from '#lib/record/case-logs/events.ts';
import { caseEvents, caseRecords, drawRecords, registerRecords } from '#lib/record/cases/events.ts';
import { challengeEvents, challengeRecords } from '#lib/record/challenge/events.ts';
import { councilEvents, settingsRecords } from '#lib/record/councils/events.ts';
import { evidenceEvents } from '#lib/record/evidence/events.ts';
import {
  evidenceRecords,
  evidenceStepRecords,
  evidenceVersionRecords,
} from '#lib/record/evidence/item-records.ts';
import { evidenceUseRecords } from '#lib/record/evidence/use-records.ts';
import { findingEvents, findingRecords } from '#lib/record/findings/events.ts';
import {
  actionRecords,
  actionUpdateRecords,
  improvementEvents,
  milestoneRecords,
} from '#lib/record/improvement/events.ts';
import { ACTION_OWNER_ROLES } from '#lib/record/improvement/rules.ts';
import {
  inspectionEvents,
  inspectionRecords,
  inspectionStepRecords,
  namedPersonRecords,
} from '#lib/record/inspections/events.ts';
import { STEP_ROLES } from '#lib/record/inspections/rules.ts';
import { linkEvents, linkRecords } from '#lib/record/links/events.ts';
import { measureEvents } from '#lib/record/measures/events.ts';
import { measureRecords, measureTargetRecords, valueRecords } from '#lib/record/measures/records.ts';
import { invitationRecords, memberEvents, memberRecords } from '#lib/record/members/events.ts';
import { personalDataEvents } from '#lib/record/personal-data/events.ts';
import { promptEvents, promptRecords } from '#lib/record/prompts/events.ts';
import { publishedReportEvents, publishedReportRecords } from '#lib/record/published-reports/events.ts';
import { correctionRecords, resultEvents } from '#lib/record/results/events.ts';
import { returnEvents } from '#lib/record/returns/events.ts';
import {
  returnAnswerRecords,
  returnItemRecords,
  returnRecords,
  returnVersionRecords,
} from '#lib/record/returns/records.ts';
import { scanEvents, scanRecords } from '#lib/record/scans/events.ts';
import { snapshotRecords } from '#lib/record/snapshots/events.ts';
import { letterRecords, stageEvents, stageRecords } from '#lib/record/support-stages/events.ts';
import { topicEvents, topicRecords } from '#lib/record/topics/events.ts';
import { heardRecords, requestRecords, sessionRecords, visitEvents } from '#lib/record/visits/events.ts';
import { assignmentEvents, assignmentRecords } from '#lib/work/assignments/events.ts';
import { commentEvents, commentRecords } from '#lib/work/comments/events.ts';
import { closingRecords, cycleEvents, cycleRecords } from '#lib/work/cycles/events.ts';
import { erasureEvents, erasureRecords } from '#lib/work/erasures/events.ts';
import { noticeEvents } from '#lib/work/notices/events.ts';
import { reviewEvents, stepRecords } from '#lib/work/reviews/events.ts';

// The only list of nouns: the menu, the descriptions of their events, and the rows that the audit chain accounts for.
// It does not compile without every noun's events.

type MenuPage = {
  readonly place: string;
  readonly text: string;
  readonly href: (council: string) => string;
  /** Without it, everybody sees the page in the menu. */
  readonly isShown?: (context: CouncilContext) => boolean;
};

/** A council's menu, by what people do. The name of a group links to its first page. */
export const MENU = [
  {
    text: 'Summary',
    pages: [
      { place: 'overview', text: 'Summary', href: routes.council },
      { place: 'movement', text: 'Progress', href: routes.movement },
      { place: 'activity', text: 'Activity', href: routes.activity },
    ],
  },
  {
    text: 'Assessment',
    pages: [
      { place: 'assessment', text: 'Quality statements', href: routes.assessment },
      { place: 'review', text: 'Review and sign-off', href: routes.review },
      { place: 'cycles', text: 'Cycles', href: routes.cycles },
    ],
  },
  {
    text: 'Evidence',
    pages: [
      { place: 'evidence', text: 'Evidence list', href: routes.evidence },
      { place: 'strength', text: 'Evidence strength', href: routes.strength },
      { place: 'coverage', text: 'Evidence coverage', href: routes.coverage },
      { place: 'topics', text: 'Topics', href: routes.topics },
    ],
  },
  {
    text: 'Measures',
    pages: [{ place: 'measures', text: 'All measures', href: routes.measures }],
  },
  {
    text: 'Inspection',
    pages: [
      { place: 'inspections', text: 'Inspections', href: routes.inspections },
      { place: 'calendar', text: 'Calendar', href: (council) => routes.calendar(council) },
    ],
  },
  {
    text: 'Improvement',
    pages: [
      { place: 'improvement', text: 'Improvement plan', href: (council) => routes.improvement(council) },
      { place: 'findings', text: 'Findings', href: (council) => routes.findings(council) },
      { place: 'published-reports', text: 'Published report', href: routes.publishedReports },
      { place: 'support-stages', text: 'Stage of support', href: routes.supportStages },
      { place: 'what-if', text: 'What if', href: routes.whatIf },
      { place: 'targets', text: 'Targets', href: routes.targets },
      { place: 'scenarios', text: 'Scenarios', href: routes.scenarios },
    ],
  },
  {
    text: 'Reports',
    pages: [
      { place: 'reports', text: 'Reports', href: routes.reports },
      {
        place: 'packs',
        text: 'Evidence packs',
        href: routes.packs,
        isShown: (context) => can(context, 'pack:export'),
      },
      {
        place: 'board-papers',
        text: 'Board papers',
        href: routes.paperLinks,
        isShown: (context) => can(context, 'links:manage'),
      },
    ],
  },
  {
    text: 'Compare',
    pages: [
      { place: 'results', text: 'Published results', href: routes.results },
      {
        place: 'councils',
        text: 'My councils',
        href: () => routes.councils,
        isShown: ({ otherMemberships }) => otherMemberships.length > 0,
      },
    ],
  },
  {
    text: 'Settings',
    pages: [
      { place: 'members', text: 'People and roles', href: routes.members },
      { place: 'sharing', text: 'Sharing with other councils', href: routes.sharing },
      { place: 'settings', text: 'Council', href: routes.settings },
    ],
  },
] as const satisfies readonly { readonly text: string; readonly pages: readonly MenuPage[] }[];

/** A person's own pages in a council, listed under their name. */
export const OWN_PAGES = [
  {
    place: 'my-work',
    text: 'My work',
    href: routes.myWork,
    // Only these can own statements or actions, or see to steps of inspections.
    isShown: ({ role }) => STEP_ROLES.includes(role) || ACTION_OWNER_ROLES.includes(role),
  },
  { place: 'notices', text: 'Notifications', href: routes.notices },
] as const satisfies readonly MenuPage[];

/** A page of the menu. Every page of a council is one of these or below one. */
export type Place =
  | (typeof MENU)[number]['pages'][number]['place']
  | (typeof OWN_PAGES)[number]['place']
  // Its box is in the header itself.
  | 'search';

/** The pages of a list that the person sees in the menu, with the one they are on marked. */
export function menuPages(pages: readonly MenuPage[], context: CouncilContext, here: Place) {
  return pages
    .filter(({ isShown }) => isShown?.(context) ?? true)
    .map(({ place, text, href }) => ({
      place,
      text,
      href: href(context.council.slug),
      current: place === here,
    }));
}

/** The kinds of event to filter by, in this order. */
export const KIND_NAMES = {
  statements: 'Statements',
  challenges: 'Challenge scores',
  evidence: 'Evidence added or changed',
  uses: 'Evidence on statements',
  scans: 'Virus checks',
  results: 'Published results',
  comments: 'Comments',
  reviews: 'Review and sign-off',
  measures: 'Measures',
  topics: 'Topics',
  inspections: 'Inspections',
  improvement: 'Improvement plan',
  scenarios: 'Scenarios and targets',
  views: 'Downloads and exports',
  assessments: 'Assessments',
  members: 'Council and members',
} as const;
export type Kind = keyof typeof KIND_NAMES;

/**
 * Each noun's event descriptions, and the row kinds that `audit:verify` compares with its events. `changesCycle`:
 * whether its events, except exports, change an open assessment.
 */
const NOUNS = [
  { events: councilEvents, records: [settingsRecords], changesCycle: false },
  { events: cycleEvents, records: [cycleRecords, closingRecords], changesCycle: false },
  { events: memberEvents, records: [memberRecords, invitationRecords], changesCycle: false },
  { events: noticeEvents, records: [], changesCycle: false },
  {
    events: assessmentEvents,
    records: [statementRecords, revisionRecords, scoreReasonRecords],
    changesCycle: true,
  },
  { events: promptEvents, records: [promptRecords], changesCycle: false },
  { events: topicEvents, records: [topicRecords], changesCycle: false },
  { events: assignmentEvents, records: [assignmentRecords], changesCycle: true },
  {
    events: evidenceEvents,
    records: [evidenceRecords, evidenceVersionRecords, evidenceStepRecords, evidenceUseRecords],
    changesCycle: true,
  },
  { events: batchEvents, records: [], changesCycle: false },
  { events: personalDataEvents, records: [], changesCycle: false },
  { events: erasureEvents, records: [erasureRecords], changesCycle: false },
  { events: scanEvents, records: [scanRecords], changesCycle: false },
  { events: commentEvents, records: [commentRecords], changesCycle: true },
  { events: challengeEvents, records: [challengeRecords], changesCycle: true },
  { events: reviewEvents, records: [stepRecords], changesCycle: true },
  { events: {}, records: [snapshotRecords], changesCycle: false },
  { events: scenarioEvents, records: [scenarioRecords, targetRecords], changesCycle: true },
  {
    events: measureEvents,
    records: [measureRecords, valueRecords, measureTargetRecords],
    changesCycle: false,
  },
  { events: resultEvents, records: [correctionRecords], changesCycle: false },
  { events: publishedReportEvents, records: [publishedReportRecords], changesCycle: false },
  { events: findingEvents, records: [findingRecords], changesCycle: false },
  {
    events: inspectionEvents,
    records: [inspectionRecords, inspectionStepRecords, namedPersonRecords],
    changesCycle: false,
  },
  {
    events: returnEvents,
    records: [returnRecords, returnVersionRecords, returnItemRecords, returnAnswerRecords],
    changesCycle: false,
  },
  { events: accuracyEvents, records: [reportDraftRecords, accuracyPointRecords], changesCycle: false },
  { events: visitEvents, records: [sessionRecords, heardRecords, requestRecords], changesCycle: false },
  {
    events: caseEvents,
    records: [registerRecords, caseRecords, drawRecords],
    changesCycle: false,
  },
  { events: caseLogEvents, records: [caseLogRecords], changesCycle: false },
  {
    events: improvementEvents,
    records: [actionRecords, actionUpdateRecords, milestoneRecords],
    changesCycle: false,
  },
  { events: stageEvents, records: [stageRecords, letterRecords], changesCycle: false },
  { events: planEvents, records: [planRecords, publicationRecords], changesCycle: false },
  { events: readinessEvents, records: [], changesCycle: false },
  { events: coverageEvents, records: [], changesCycle: false },
  { events: dashboardEvents, records: [], changesCycle: false },
  { events: sharingEvents, records: [agreementRecords], changesCycle: false },
  { events: packEvents, records: [packRecords], changesCycle: false },
  { events: packCopyEvents, records: [], changesCycle: false },
  { events: paperEvents, records: [], changesCycle: false },
  { events: linkEvents, records: [linkRecords], changesCycle: false },
] as const;

type Merged<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

const merged = Object.assign({}, ...NOUNS.map(({ events }) => events)) as Merged<
  (typeof NOUNS)[number]['events']
>;

/** All events except those of the history itself, which is described with the names above. */
export const NOUN_EVENTS: EventDescriptions<Exclude<EventType, 'activity.exported'>, Kind> = merged;

/**
 * Every kind of row that `audit:verify` compares with the audit chain. Rows shipped with a release are not among them.
 */
export const RECORDS: readonly RecordKind[] = NOUNS.flatMap(({ records }): readonly RecordKind[] => records);

/** The types of event that change an open assessment. */
export const CYCLE_CHANGES: readonly string[] = NOUNS.filter(({ changesCycle }) => changesCycle).flatMap(
  ({ events }) => Object.entries(events).flatMap(([type, { kind }]) => (kind === 'views' ? [] : [type])),
);
