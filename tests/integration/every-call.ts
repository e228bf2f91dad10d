import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import path from 'node:path';
import { importResults, importValues } from '#lib/exchange/imports/commands.ts';
import { tryResults, tryValues } from '#lib/exchange/imports/queries.ts';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { createPaperLink, exportPaper } from '#lib/exchange/papers/commands.ts';
import { getPaper, getPaperPlace, listPaperLinks } from '#lib/exchange/papers/queries.ts';
import { exportActivity, markSeen } from '#lib/history/activity/commands.ts';
import { activityBatch, getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import {
  confirmClosing,
  declineClosing,
  startAssessment,
  undoClosing,
  withdrawClosing,
} from '#lib/history/closings/commands.ts';
import { getClosing, getStart, getUndoableClosing } from '#lib/history/closings/queries.ts';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { exportMovement, exportStrength } from '#lib/insight/readiness/commands.ts';
import { getMovement, getReadiness } from '#lib/insight/readiness/queries.ts';
import {
  changeScores,
  describeScenario,
  exportScenarios,
  removeScenario,
  saveScenario,
  setTargets,
} from '#lib/insight/scenarios/commands.ts';
import { getScenarios, getWhatIf } from '#lib/insight/scenarios/queries.ts';
import { agreeToShare, exportComparison, exportSharedFigures } from '#lib/insight/sharing/commands.ts';
import { compareCouncils, getSharedFigures, listAgreements } from '#lib/insight/sharing/queries.ts';
import { getChallengeSettings } from '#lib/pages/challenge-settings.ts';
import { listCouncils } from '#lib/pages/councils.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getEvidencePlace, getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission } from '#lib/platform/access/permissions.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment, getConflict, getWriteBlocker } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { getChallenge } from '#lib/record/challenge/queries.ts';
import { listCitable } from '#lib/record/claims/queries.ts';
import {
  addFile,
  addLink,
  attachEvidence,
  changeDetails,
  detachEvidence,
  explainEvidence,
  recordDownload,
} from '#lib/record/evidence/commands.ts';
import {
  fingerprintOfUse,
  getEvidenceItem,
  getStorageUse,
  listAddedBy,
  listEvidence,
  readableFile,
} from '#lib/record/evidence/queries.ts';
import { withdrawLink } from '#lib/record/links/commands.ts';
import { countLinksOf, getLink } from '#lib/record/links/queries.ts';
import {
  addMeasure,
  changeMeasure,
  exportMeasures,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/record/measures/commands.ts';
import { getMeasure, getMoving, listMeasures } from '#lib/record/measures/queries.ts';
import {
  changeRole,
  endSessions,
  inviteMember,
  issueCode,
  renewInvitation,
  setDisabled,
  withdrawInvitation,
} from '#lib/record/members/commands.ts';
import { listInvitations, listMembers } from '#lib/record/members/queries.ts';
import { exportResults, removeCorrection } from '#lib/record/results/commands.ts';
import { getCouncilResults, listResults } from '#lib/record/results/queries.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { getStatementPeople, listMyWork } from '#lib/work/assignments/queries.ts';
import { addComment, deleteComment, markRead, setResolved } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import { getComparison } from '#lib/work/cycles/queries.ts';
import { discardDrafts, keepDraft } from '#lib/work/drafts/commands.ts';
import { markAllNoticesRead, markNoticeRead, setDigest } from '#lib/work/notices/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  signAssessment,
  withdrawProposal,
} from '#lib/work/reviews/commands.ts';
import { gapsHash, getReview, getSignedVersion } from '#lib/work/reviews/queries.ts';
import {
  ANSWERS,
  CYCLE,
  challengeInput,
  commentInput,
  draftOf,
  importFile,
  linkDetails,
  MEASURE,
  measureValue,
  nextCycle,
  paperLink,
  receivedFile,
  resultFile,
  resultRow,
  uploadDetails,
} from './council-factory.ts';

/** What a call is about: a council's open assessment, an item of its evidence and a comment on QS1, and its reader. */
export type Target = {
  readonly assessment: string;
  readonly reference: string;
  readonly person: string;
  readonly invitation: string;
  readonly comment: string;
  /** Key of a measure of the council's own, and its value. */
  readonly measure: string;
  readonly value: string;
  readonly notice: string;
  /** Id of a link to a board paper. */
  readonly link: string;
};

export type Call = {
  readonly permission: Permission;
  /** What it gives for something that the context's own council does not have. Absent: it names nothing. */
  readonly notFound?: unknown;
  run(context: CouncilContext, target: Target): Promise<unknown>;
};

/** The page of a draft that the other council's lead has. */
export const DRAFT_PAGE = '0198a5c0-0000-4000-8000-00000000d4af';

const use = { shows: 'What it shows', location: 'Page 1' };

// One for all calls: what is told of a moment must not differ for the moment alone.
const AS_OF = new Date();

/** Every query and command that takes a council's context, by file and name, as a person would call it. */
export const CALLS: Readonly<Record<string, Call>> = {
  'record/assessments/queries getAssessment': {
    permission: 'assessment:view',
    run: (context) => getAssessment(context),
  },
  'pages/overview getOverview': {
    permission: 'assessment:view',
    run: (context) => getOverview(context, AS_OF),
  },
  'insight/dashboard/commands exportDashboard': {
    permission: 'assessment:view',
    run: (context) => exportDashboard(context),
  },
  'pages/statement-list getStatementList': {
    permission: 'assessment:view',
    run: (context) => getStatementList(context),
  },
  'pages/statement getStatement': {
    permission: 'assessment:view',
    run: (context) => getStatement(context, 'QS1'),
  },
  'pages/evidence-on-statement getEvidencePlace': {
    permission: 'evidence:view',
    run: (context) => getEvidencePlace(context, { words: undefined, page: 1 }),
  },
  'pages/evidence-on-statement getEvidenceUse': {
    permission: 'evidence:view',
    notFound: null,
    run: (context, { reference }) => getEvidenceUse(context, 'QS1', reference),
  },
  'record/assessments/queries getConflict': {
    permission: 'statement:save',
    notFound: null,
    run: (context, { assessment }) => getConflict(context, 'QS1', assessment, 0),
  },
  'record/assessments/commands saveStatement': {
    permission: 'statement:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => saveStatement(context, 'QS1', { ...ANSWERS, assessment, version: 0 }),
  },
  'history/activity/queries listActivity': {
    permission: 'activity:view',
    run: (context) => listActivity(context, {}, 1),
  },
  'history/activity/queries activityBatch': {
    permission: 'activity:view',
    run: (context) => activityBatch(context, {}, { through: 1_000_000, take: 1_000 }),
  },
  'history/activity/queries getActivityEntry': {
    permission: 'activity:view',
    run: (context) => getActivityEntry(context, 7),
  },
  'history/activity/commands exportActivity': {
    permission: 'activity:view',
    run: (context, { reference }) => exportActivity(context, { evidence: reference }),
  },
  'history/activity/commands markSeen': {
    permission: 'activity:view',
    run: (context) => markSeen(context, 1_000_000),
  },
  'record/challenge/queries getChallenge': {
    permission: 'assessment:view',
    run: (context) => getChallenge(context, 'QS1'),
  },
  'pages/challenge-settings getChallengeSettings': {
    permission: 'challenge:settings',
    run: (context) => getChallengeSettings(context),
  },
  'record/challenge/commands giveChallenge': {
    permission: 'challenge:give',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => giveChallenge(context, 'QS1', challengeInput(assessment)),
  },
  'record/challenge/commands setBlind': {
    permission: 'challenge:settings',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => setBlind(context, { assessment, blind: true }),
  },
  'insight/readiness/queries getReadiness': {
    permission: 'assessment:view',
    run: (context) => getReadiness(context, new Date()),
  },
  'insight/readiness/queries getMovement': {
    permission: 'assessment:view',
    run: (context) => getMovement(context, '2026-11-01'),
  },
  'insight/readiness/commands exportMovement': {
    permission: 'assessment:view',
    run: (context) => exportMovement(context),
  },
  'insight/readiness/commands exportStrength': {
    permission: 'assessment:view',
    run: (context) => exportStrength(context),
  },
  'record/claims/queries listCitable': {
    permission: 'evidence:view',
    run: (context) => listCitable(context, 'QS1', ''),
  },
  'work/comments/queries listThreads': {
    permission: 'comment:view',
    notFound: null,
    run: (context, { reference }) => listThreads(context, { kind: 'evidence', reference }),
  },
  'work/comments/commands addComment': {
    permission: 'comment:write',
    notFound: { outcome: 'not found' },
    run: (context, { reference }) => addComment(context, { kind: 'evidence', reference }, commentInput()),
  },
  'work/comments/commands setResolved': {
    permission: 'comment:resolve',
    notFound: { outcome: 'not found' },
    run: (context, { comment }) =>
      setResolved(context, { kind: 'statement', statement: 'QS1' }, comment, true),
  },
  'work/comments/commands deleteComment': {
    permission: 'comment:write',
    notFound: { outcome: 'not found' },
    run: (context, { comment }) => deleteComment(context, { kind: 'statement', statement: 'QS1' }, comment),
  },
  'work/comments/commands markRead': {
    permission: 'comment:view',
    notFound: { outcome: 'not found' },
    run: (context, { reference }) => markRead(context, { kind: 'evidence', reference }),
  },
  'work/notices/queries listNotices': {
    permission: 'notice:read',
    run: (context) => listNotices(context, 1),
  },
  'work/notices/commands markNoticeRead': {
    permission: 'notice:read',
    notFound: { outcome: 'not found' },
    run: (context, { notice }) => markNoticeRead(context, notice),
  },
  'work/notices/commands markAllNoticesRead': {
    permission: 'notice:read',
    notFound: { outcome: 'not found' },
    run: (context, { notice }) => markAllNoticesRead(context, notice),
  },
  'work/notices/commands setDigest': {
    permission: 'notice:read',
    run: (context) => setDigest(context, 'weekly'),
  },
  'pages/cycles listCycles': {
    permission: 'assessment:view',
    run: (context) => listCycles(context),
  },
  'history/closings/queries getStart': {
    permission: 'assessment:start',
    run: (context) => getStart(context),
  },
  'pages/cycle getCycle': {
    permission: 'assessment:view',
    notFound: null,
    run: (context) => getCycle(context, 2),
  },
  'work/cycles/queries getComparison': {
    permission: 'assessment:view',
    run: (context) =>
      getComparison(context, { from: { cycle: 1, signed: null }, to: { cycle: 2, signed: null } }),
  },
  'history/closings/commands startAssessment': {
    permission: 'assessment:start',
    // The other council's open cycle is none that the own one could close.
    notFound: { outcome: 'another is open', open: CYCLE.name },
    run: (context, { assessment }) => startAssessment(context, nextCycle(assessment)),
  },
  'history/closings/queries getClosing': {
    permission: 'closing:view',
    run: (context) => getClosing(context),
  },
  'history/closings/queries getUndoableClosing': {
    permission: 'closing:decide',
    run: (context) => getUndoableClosing(context),
  },
  'history/closings/commands withdrawClosing': {
    permission: 'assessment:start',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) => withdrawClosing(context, { assessment, step: 1 }),
  },
  'history/closings/commands declineClosing': {
    permission: 'closing:decide',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) => declineClosing(context, { assessment, step: 1, reason: 'No' }),
  },
  'history/closings/commands confirmClosing': {
    permission: 'closing:decide',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) =>
      confirmClosing(context, { assessment, step: 1, content: '0'.repeat(64), confirmed: 'yes' }),
  },
  'history/closings/commands undoClosing': {
    permission: 'closing:decide',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) =>
      undoClosing(context, { assessment, started: assessment, step: 1, reason: 'No' }),
  },
  'record/assessments/commands confirmCarried': {
    permission: 'statement:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => confirmCarried(context, 'QS1', { assessment, version: 0 }),
  },
  'pages/councils listCouncils': {
    permission: 'assessment:view',
    run: ({ council, person, role }) =>
      listCouncils({ sessionId: 'no session', person, memberships: [{ council, role, unreadNotices: 0 }] }),
  },
  'work/drafts/commands keepDraft': {
    permission: 'statement:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => keepDraft(context, 'QS1', draftOf(assessment, { page: DRAFT_PAGE })),
  },
  'work/drafts/commands discardDrafts': {
    permission: 'statement:save',
    run: (context) => discardDrafts(context, 'QS1', [DRAFT_PAGE]),
  },
  'record/evidence/queries listEvidence': {
    permission: 'evidence:view',
    run: (context) => listEvidence(context, {}, 1),
  },
  'record/evidence/queries getEvidenceItem': {
    permission: 'evidence:view',
    notFound: null,
    run: (context, { reference }) => getEvidenceItem(context, reference),
  },
  'record/evidence/queries readableFile': {
    permission: 'evidence:download',
    notFound: null,
    run: (context, { reference }) => readableFile(context, reference),
  },
  'pages/evidence-item getEvidencePage': {
    permission: 'evidence:view',
    notFound: null,
    run: (context, { reference }) => getEvidencePage(context, reference),
  },
  'record/evidence/queries getStorageUse': {
    permission: 'evidence:view',
    run: (context) => getStorageUse(context),
  },
  'record/evidence/queries listAddedBy': {
    permission: 'evidence:add',
    run: (context) => listAddedBy(context, randomUUID()),
  },
  'record/evidence/commands addFile': {
    permission: 'evidence:add',
    notFound: { outcome: 'closed' },
    run: async (context, { assessment }) =>
      addFile(context, uploadDetails({ statement: 'QS2', assessment }), await receivedFile(context)),
  },
  'record/evidence/commands addLink': {
    permission: 'evidence:add',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => addLink(context, linkDetails({ statement: 'QS2', assessment })),
  },
  'record/evidence/commands changeDetails': {
    permission: 'evidence:edit',
    notFound: { outcome: 'not found' },
    run: (context, { reference }) =>
      changeDetails(context, reference, { ...linkDetails(), title: 'Another title', version: 1 }),
  },
  'record/evidence/commands attachEvidence': {
    permission: 'evidence:edit',
    notFound: { outcome: 'closed' },
    run: (context, { reference, assessment }) =>
      attachEvidence(context, [reference], 'QS9', { ...use, assessment }),
  },
  'record/evidence/commands explainEvidence': {
    permission: 'evidence:edit',
    notFound: { outcome: 'closed' },
    run: (context, { reference, assessment }) =>
      explainEvidence(context, reference, 'QS1', {
        ...use,
        assessment,
        fingerprint: fingerprintOfUse({ shows: '', location: '' }),
      }),
  },
  'record/evidence/commands detachEvidence': {
    permission: 'evidence:edit',
    notFound: { outcome: 'closed' },
    run: (context, { reference, assessment }) => detachEvidence(context, reference, 'QS1', assessment),
  },
  'record/evidence/commands recordDownload': {
    permission: 'evidence:download',
    run: (context, { reference }) => recordDownload(context, reference, '0'.repeat(64)),
  },
  'record/results/queries listResults': {
    permission: 'results:view',
    run: (context) => listResults(context),
  },
  'record/results/queries getCouncilResults': {
    permission: 'results:view',
    run: (context) => getCouncilResults(context, 'E06000001'),
  },
  'exchange/imports/queries tryResults': {
    permission: 'results:manage',
    run: (context) => tryResults(context, resultFile(resultRow())),
  },
  'exchange/imports/commands importResults': {
    permission: 'results:manage',
    run: async (context) => {
      const file = resultFile(resultRow());
      const tried = await tryResults(context, file);
      return importResults(context, file, tried.ok ? tried.fingerprint : '');
    },
  },
  'record/results/commands removeCorrection': {
    permission: 'results:manage',
    notFound: { outcome: 'not found' },
    run: (context) => removeCorrection(context, 'E06000001'),
  },
  'record/results/commands exportResults': {
    permission: 'results:view',
    run: (context) => exportResults(context, {}),
  },
  'work/assignments/queries getStatementPeople': {
    permission: 'statement:assign',
    run: (context) => getStatementPeople(context, 'QS1'),
  },
  'work/assignments/queries listMyWork': {
    permission: 'assessment:view',
    run: (context) => listMyWork(context),
  },
  'work/assignments/commands assignStatement': {
    permission: 'statement:assign',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      assignStatement(context, 'QS1', {
        assessment,
        owner: context.person.id,
        helpers: [],
        dueOn: '2099-12-31',
      }),
  },
  'insight/scenarios/queries getScenarios': {
    permission: 'assessment:view',
    run: (context) => getScenarios(context),
  },
  'insight/scenarios/queries getWhatIf': {
    permission: 'assessment:view',
    run: (context) => getWhatIf(context, new Date()),
  },
  'insight/scenarios/commands saveScenario': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      saveScenario(context, { assessment, name: 'Another', scores: { QS1: 4, QS2: 4 } }),
  },
  'insight/scenarios/commands changeScores': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      changeScores(context, { assessment, number: 1, version: 1, scores: { QS1: 1, QS2: 1 } }),
  },
  'insight/scenarios/commands describeScenario': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      describeScenario(context, { assessment, number: 1, version: 1, name: 'Renamed' }),
  },
  'insight/scenarios/commands removeScenario': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => removeScenario(context, { assessment, number: 1, version: 1 }),
  },
  'insight/scenarios/commands setTargets': {
    permission: 'target:set',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      setTargets(context, {
        assessment,
        targets: [{ statement: 'QS1', score: 4, dueOn: '2027-03-31', version: 0 }],
      }),
  },
  'insight/scenarios/commands exportScenarios': {
    permission: 'assessment:view',
    run: (context) => exportScenarios(context),
  },
  'record/measures/queries listMeasures': {
    permission: 'measures:view',
    run: (context) => listMeasures(context),
  },
  'record/measures/queries getMeasure': {
    permission: 'measures:view',
    notFound: null,
    run: (context, { measure }) => getMeasure(context, measure),
  },
  'record/measures/queries getMoving': { permission: 'measures:view', run: (context) => getMoving(context) },
  'exchange/imports/queries tryValues': {
    permission: 'measures:edit',
    run: (context) => tryValues(context, importFile(['Average wait for home care', '2025-26', '9'])),
  },
  'record/measures/commands addMeasure': {
    permission: 'measures:edit',
    run: (context) => addMeasure(context, { ...MEASURE, name: `Another ${randomUUID()}` }),
  },
  'record/measures/commands changeMeasure': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure }) =>
      changeMeasure(context, measure, { ...MEASURE, name: 'Renamed', version: 1 }),
  },
  'record/measures/commands saveValue': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure, value }) =>
      saveValue(context, measure, measureValue({ id: value, version: 1 })),
  },
  'record/measures/commands removeValue': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure, value }) => removeValue(context, measure, value),
  },
  'record/measures/commands setTarget': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure, value }) =>
      setTarget(context, measure, {
        version: 0,
        baseline: value,
        kind: 'change',
        amount: 100_000n,
        dueOn: '2027-03-31',
      }),
  },
  'record/measures/commands removeTarget': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure }) => removeTarget(context, measure),
  },
  'record/measures/commands exportMeasures': {
    permission: 'measures:view',
    notFound: null,
    run: (context, { measure }) => exportMeasures(context, measure),
  },
  'exchange/imports/commands importValues': {
    permission: 'measures:edit',
    run: (context) => importValues(context, importFile(['Average wait for home care', '2025-26', '9']), ''),
  },
  'record/members/commands renewInvitation': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { invitation }) => renewInvitation(context, invitation),
  },
  'record/members/commands withdrawInvitation': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { invitation }) => withdrawInvitation(context, invitation),
  },
  'record/members/queries listInvitations': {
    permission: 'members:view',
    run: (context) => listInvitations(context),
  },
  'record/members/commands inviteMember': {
    permission: 'members:manage',
    run: (context) =>
      inviteMember(context, { name: 'Sam Patel', email: `${randomUUID()}@council.example`, role: 'reader' }),
  },
  'record/members/commands changeRole': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => changeRole(context, person, 'director'),
  },
  'record/members/commands setDisabled': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => setDisabled(context, person, true),
  },
  'record/members/commands endSessions': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => endSessions(context, person),
  },
  'record/members/commands issueCode': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => issueCode(context, person),
  },
  'record/members/queries listMembers': {
    permission: 'members:view',
    run: (context) => listMembers(context),
  },
  'work/reviews/queries getReview': {
    permission: 'assessment:view',
    run: (context) => getReview(context, new Date(0)),
  },
  'record/assessments/queries getWriteBlocker': {
    permission: 'assessment:view',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => getWriteBlocker(context, assessment),
  },
  'work/reviews/queries getSignedVersion': {
    permission: 'assessment:view',
    notFound: { outcome: 'not found' },
    run: (context) => getSignedVersion(context, 2, 1),
  },
  'work/reviews/commands proposeAssessment': {
    permission: 'review:propose',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      proposeAssessment(context, {
        assessment,
        step: 0,
        gaps: 0,
        gapsHash: gapsHash([]),
        content: gapsHash([]),
        reason: '',
        confirmed: 'yes',
      }),
  },
  'work/reviews/commands withdrawProposal': {
    permission: 'review:propose',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => withdrawProposal(context, { assessment, step: 1, reason: '' }),
  },
  'work/reviews/commands returnProposal': {
    permission: 'review:sign',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => returnProposal(context, { assessment, step: 1, reason: 'Why' }),
  },
  'work/reviews/commands signAssessment': {
    permission: 'review:sign',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      signAssessment(context, { assessment, step: 1, content: '0'.repeat(64), confirmed: 'yes' }),
  },
  'work/reviews/commands reopenAssessment': {
    permission: 'review:reopen',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => reopenAssessment(context, { assessment, step: 2, reason: 'Why' }),
  },
  'insight/sharing/queries listAgreements': {
    permission: 'sharing:view',
    run: (context) => listAgreements(context),
  },
  'insight/sharing/queries getSharedFigures': {
    permission: 'sharing:compare',
    run: (context) => getSharedFigures(context, AS_OF),
  },
  // Of a role that sees no figures there are none: nothing is refused.
  'insight/sharing/queries compareCouncils': {
    permission: 'council:view',
    run: (context) => compareCouncils([context], AS_OF),
  },
  'insight/sharing/commands agreeToShare': {
    permission: 'sharing:manage',
    run: (context) =>
      agreeToShare(context, { shared: ['live', 'statements', 'strength'], reason: '', version: 0 }),
  },
  'insight/sharing/commands exportSharedFigures': {
    permission: 'sharing:compare',
    run: (context) => exportSharedFigures(context, 1),
  },
  'insight/sharing/commands exportComparison': {
    permission: 'council:view',
    run: (context) => exportComparison([context]),
  },
  'exchange/packs/queries packSnapshot': {
    permission: 'pack:export',
    run: (context) => packSnapshot(context, '0198a5c0-0000-7000-8000-000000000000', new Date(0)),
  },
  'exchange/packs/commands exportPack': {
    permission: 'pack:export',
    run: (context) => exportPack(context),
  },
  'exchange/papers/queries getPaper': {
    permission: 'paper:export',
    run: (context) => getPaper(context, AS_OF),
  },
  'exchange/papers/queries getPaperPlace': {
    permission: 'links:manage',
    run: (context) => getPaperPlace(context),
  },
  'exchange/papers/queries listPaperLinks': {
    permission: 'links:manage',
    run: (context) => listPaperLinks(context, AS_OF),
  },
  'record/links/queries getLink': {
    permission: 'links:manage',
    notFound: null,
    run: (context, { link }) => getLink(context, link, AS_OF),
  },
  'record/links/queries countLinksOf': {
    permission: 'members:manage',
    run: (context) => countLinksOf(context, context.person.id),
  },
  'exchange/papers/commands exportPaper': {
    permission: 'paper:export',
    run: (context) => exportPaper(context),
  },
  'exchange/papers/commands createPaperLink': {
    permission: 'links:manage',
    run: (context) => createPaperLink(context, paperLink()),
  },
  'record/links/commands withdrawLink': {
    permission: 'links:manage',
    notFound: { outcome: 'not found' },
    run: (context, { link }) => withdrawLink(context, link),
  },
};

/** Exports that no permission stands before, and why. */
export const WITHOUT_PERMISSION: Readonly<Record<string, string>> = {
  'history/activity/queries countActivity': 'part of a query, in the transaction of one that was allowed',
  'history/activity/queries newChanges': 'part of a query, in the transaction of one that was allowed',
  'record/assessments/queries openAssessment': 'part of a query, in the transaction of one that was allowed',
  'record/challenge/queries hiddenInOpen': 'part of a query, in the transaction of one that was allowed',
  'record/challenge/queries hiddenScores': 'part of a query, in the transaction of one that was allowed',
  'record/challenge/queries allChallenges': 'part of a query, in the transaction of one that was allowed',
  'record/challenge/queries challengesOf': 'part of a query, in the transaction of one that was allowed',
  'record/evidence/queries storageUse': 'part of a query, in the transaction of one that was allowed',
  'record/claims/queries numbersInList': 'part of a query, in the transaction of one that was allowed',
  'record/claims/queries proofOf': 'part of a query, in the transaction of one that was allowed',
  'work/todos/queries needsIn': 'part of a query, in the transaction of one that was allowed',
  'work/cycles/queries allCycles': 'part of a query, in the transaction of one that was allowed',
  'history/closings/queries unsignedIn': 'part of a query, in the transaction of one that was allowed',
  'history/closings/queries lastClosingStep': 'part of a query, in the transaction of one that was allowed',
  'history/closings/queries undoableClosing': 'part of a query, in the transaction of one that was allowed',
  'work/reviews/queries findCycleByNumber': 'part of a query, in the transaction of one that was allowed',
  'history/closings/queries requestIn': 'reads nothing: picks the request out of a step that was read',
  'record/claims/queries proofOfStatements': 'part of a query, in the transaction of one that was allowed',
  'record/assessments/queries lastScore': 'part of a write, in the transaction of one that was allowed',
  'record/assessments/queries newerSave': 'part of a query, in the transaction of one that was allowed',
  'work/assignments/queries peopleOfStatements':
    'part of a query, in the transaction of one that was allowed',
  'work/comments/queries closedThreads': 'part of a query, in the transaction of one that was allowed',
  'work/comments/queries commentCount': 'part of a query, in the transaction of one that was allowed',
  'work/comments/queries commentsOfStatements': 'part of a query, in the transaction of one that was allowed',
  'work/drafts/queries ownDrafts': 'part of a query, in the transaction of one that was allowed',
  'work/drafts/queries oldDrafts': 'part of a query, in the transaction of one that was allowed',
  'work/drafts/queries unsavedDrafts': 'part of a query, in the transaction of one that was allowed',
  'work/comments/queries subjectKey': 'part of a query, in the transaction of one that was allowed',
  'work/notices/queries keptNotices': 'part of a query, in the transaction of one that was allowed',
  'insight/sharing/queries agreementsOf': 'part of a query, in the transaction of one that was allowed',
  'insight/sharing/queries sharedFiguresIn': 'part of a query, in the transaction of one that was allowed',
  'insight/sharing/queries sharedNow':
    'part of a query or command, in the transaction of one that was allowed',
  'record/snapshots/commands keepSnapshot': 'part of a command, in the transaction of one that was allowed',
  'record/snapshots/queries keptByHash': 'part of a query, in the transaction of one that was allowed',
  'record/snapshots/queries keptSnapshot': 'part of a query, in the transaction of one that was allowed',
  'record/snapshots/queries liveSnapshot': 'part of a query, in the transaction of one that was allowed',
  'record/snapshots/queries liveState': 'part of a query, in the transaction of one that was allowed',
  'record/snapshots/queries sinceSigned': 'part of a query, in the transaction of one that was allowed',
  'record/snapshots/queries markedChanges': 'of two snapshots that were read, and of nothing else',
  'work/reviews/queries completenessOf': 'part of a query, in the transaction of one that was allowed',
  'record/members/queries holdersOf': 'part of a command, in the transaction of one that was allowed',
  'work/reviews/queries gapsHash': 'of gaps that were read, and of nothing else',
  'record/evidence/queries fingerprintOfUse': 'of texts that were read, and of nothing else',
  'work/reviews/queries signOffOf': 'part of a query, in the transaction of one that was allowed',
  'work/reviews/queries stepsOf': 'part of a query, in the transaction of one that was allowed',
  'insight/dashboard/queries dashboardIn': 'part of a query, in the transaction of one that was allowed',
  'insight/readiness/queries movementsOf': 'part of a query, in the transaction of one that was allowed',
  'insight/readiness/queries standingBefore': 'part of a query, in the transaction of one that was allowed',
  'insight/readiness/queries readinessIn': 'part of a query, in the transaction of one that was allowed',
  'insight/readiness/queries readinessOf': 'part of a query, in the transaction of one that was allowed',
  'history/activity/queries activityRecords': 'activityBatch, again and again',
  'record/measures/queries measuresWhere': 'part of a query, in the transaction of one that was allowed',
  'record/measures/commands keepValues': 'part of a command, in the transaction of one that was allowed',
  'record/measures/commands lockMeasures': 'part of a command, in the transaction of one that was allowed',
  'insight/scenarios/queries targetsOf': 'part of a query, in the transaction of one that was allowed',
  'insight/scenarios/queries heldTargets': 'part of a query, in the transaction of one that was allowed',
  'insight/scenarios/queries scenariosOf': 'part of a query, in the transaction of one that was allowed',
  'insight/scenarios/queries scenariosIn': 'part of a query, in the transaction of one that was allowed',
  'record/results/queries listingOf': 'part of a query, in the transaction of one that was allowed',
  'record/results/queries heldResults': 'part of a query, in the transaction of one that was allowed',
  'record/results/commands keepCorrections': 'part of a command, in the transaction of one that was allowed',
  'record/results/commands lockResults': 'part of a command, in the transaction of one that was allowed',
  'record/evidence/queries attachedEvidence': 'part of a query, in the transaction of one that was allowed',
  'record/evidence/queries evidenceItem': 'part of a query, in the transaction of one that was allowed',
  'record/evidence/queries evidencePage': 'part of a query, in the transaction of one that was allowed',
  'record/evidence/queries allUses': 'part of a query, in the transaction of one that was allowed',
  'exchange/papers/commands openPaperFile': 'of somebody with a link, which is what they may open',
  'record/links/queries linkList': 'part of a query, in the transaction of one that was allowed',
  'record/links/commands addLink': 'part of a write, in the transaction of one that was allowed',
  'record/links/commands recordOpening': 'of somebody with a link, which is what they may open',
  'record/accounts/queries listDemoSignIns': 'before anybody has signed in, and only in a demonstration',
  'record/accounts/commands checkSignIn': 'before anybody has signed in',
  'record/accounts/commands choosePassword': 'before anybody has signed in',
  'record/accounts/commands joinCouncil': 'of somebody with an invitation, which is what they may do',
  'record/accounts/commands changePassword': 'of a person’s own account, which stands outside any council',
  'record/accounts/commands endOwnSessions': 'of a person’s own account, which stands outside any council',
  'record/accounts/queries listOwnSessions': 'of a person’s own account, which stands outside any council',
  'record/accounts/queries storedAddress': 'before anybody has signed in',
};

/** Every function that a queries or commands file of any noun exports: "record/evidence/queries listEvidence". */
export async function exportedCalls(): Promise<string[]> {
  const files = globSync('lib/{*/*/{queries,commands},pages/*}.ts').map((file) =>
    file.replace(/^lib\/|\.ts$/g, ''),
  );
  const names = await Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(
        /* @vite-ignore */ path.resolve('lib', `${file}.ts`)
      );
      return Object.keys(module)
        .filter((name) => typeof module[name] === 'function')
        .map((name) => `${file} ${name}`);
    }),
  );
  return names.flat().toSorted();
}
