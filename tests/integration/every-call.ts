import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { exportPaper, sharePaper, withdrawPaper } from '#lib/exchange/papers/commands.ts';
import {
  countLinksOf,
  getPaper,
  getPaperLink,
  getPaperPlace,
  listPaperLinks,
} from '#lib/exchange/papers/queries.ts';
import { exportActivity, markSeen } from '#lib/insight/activity/commands.ts';
import { activityBatch, getActivityEntry, listActivity } from '#lib/insight/activity/queries.ts';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { getOverview } from '#lib/insight/dashboard/queries.ts';
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
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission } from '#lib/platform/access/permissions.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import {
  getAssessment,
  getEvidencePlace,
  getEvidenceUse,
  getNewerSave,
  getStatement,
  getStatementList,
} from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { getChallenge, getChallengeSettings } from '#lib/record/challenge/queries.ts';
import { listCitable } from '#lib/record/claims/queries.ts';
import { listCouncils } from '#lib/record/councils/queries.ts';
import {
  confirmClosing,
  declineClosing,
  startAssessment,
  undoClosing,
  withdrawClosing,
} from '#lib/record/cycles/commands.ts';
import {
  getClosing,
  getComparison,
  getCycle,
  getStart,
  getWayBack,
  listCycles,
} from '#lib/record/cycles/queries.ts';
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
} from '#lib/record/evidence/queries.ts';
import {
  addMeasure,
  changeMeasure,
  exportMeasures,
  importValues,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/record/measures/commands.ts';
import { getMeasure, getMoving, listMeasures, tryImport } from '#lib/record/measures/queries.ts';
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
import { exportResults, importResults, removeCorrection } from '#lib/record/results/commands.ts';
import { checkImport, getCouncilResults, listResults } from '#lib/record/results/queries.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { getStatementPeople, listMyWork } from '#lib/work/assignments/queries.ts';
import { addComment, deleteComment, markRead, setResolved } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
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
import { gapsHash, getObstacle, getReview, getSignedVersion } from '#lib/work/reviews/queries.ts';
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
  'assessments/queries getAssessment': {
    permission: 'assessment:view',
    run: (context) => getAssessment(context),
  },
  'dashboard/queries getOverview': {
    permission: 'assessment:view',
    run: (context) => getOverview(context, AS_OF),
  },
  'dashboard/commands exportDashboard': {
    permission: 'assessment:view',
    run: (context) => exportDashboard(context),
  },
  'assessments/queries getStatementList': {
    permission: 'assessment:view',
    run: (context) => getStatementList(context),
  },
  'assessments/queries getStatement': {
    permission: 'assessment:view',
    run: (context) => getStatement(context, 'QS1'),
  },
  'assessments/queries getEvidencePlace': {
    permission: 'evidence:view',
    run: (context) => getEvidencePlace(context, { words: undefined, page: 1 }),
  },
  'assessments/queries getEvidenceUse': {
    permission: 'evidence:view',
    notFound: null,
    run: (context, { reference }) => getEvidenceUse(context, 'QS1', reference),
  },
  'assessments/queries getNewerSave': {
    permission: 'statement:save',
    notFound: null,
    run: (context, { assessment }) => getNewerSave(context, 'QS1', assessment, 0),
  },
  'assessments/commands saveStatement': {
    permission: 'statement:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => saveStatement(context, 'QS1', { ...ANSWERS, assessment, version: 0 }),
  },
  'activity/queries listActivity': {
    permission: 'activity:view',
    run: (context) => listActivity(context, {}, 1),
  },
  'activity/queries activityBatch': {
    permission: 'activity:view',
    run: (context) => activityBatch(context, {}, { through: 1_000_000, take: 1_000 }),
  },
  'activity/queries getActivityEntry': {
    permission: 'activity:view',
    run: (context) => getActivityEntry(context, 7),
  },
  'activity/commands exportActivity': {
    permission: 'activity:view',
    run: (context, { reference }) => exportActivity(context, { evidence: reference }),
  },
  'activity/commands markSeen': {
    permission: 'activity:view',
    run: (context) => markSeen(context, 1_000_000),
  },
  'challenge/queries getChallenge': {
    permission: 'assessment:view',
    run: (context) => getChallenge(context, 'QS1'),
  },
  'challenge/queries getChallengeSettings': {
    permission: 'challenge:settings',
    run: (context) => getChallengeSettings(context),
  },
  'challenge/commands giveChallenge': {
    permission: 'challenge:give',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => giveChallenge(context, 'QS1', challengeInput(assessment)),
  },
  'challenge/commands setBlind': {
    permission: 'challenge:settings',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => setBlind(context, { assessment, blind: true }),
  },
  'readiness/queries getReadiness': {
    permission: 'assessment:view',
    run: (context) => getReadiness(context, new Date()),
  },
  'readiness/queries getMovement': {
    permission: 'assessment:view',
    run: (context) => getMovement(context, '2026-11-01'),
  },
  'readiness/commands exportMovement': {
    permission: 'assessment:view',
    run: (context) => exportMovement(context),
  },
  'readiness/commands exportStrength': {
    permission: 'assessment:view',
    run: (context) => exportStrength(context),
  },
  'claims/queries listCitable': {
    permission: 'evidence:view',
    run: (context) => listCitable(context, 'QS1', ''),
  },
  'comments/queries listThreads': {
    permission: 'comment:view',
    notFound: null,
    run: (context, { reference }) => listThreads(context, { kind: 'evidence', reference }),
  },
  'comments/commands addComment': {
    permission: 'comment:write',
    notFound: { outcome: 'not found' },
    run: (context, { reference }) => addComment(context, { kind: 'evidence', reference }, commentInput()),
  },
  'comments/commands setResolved': {
    permission: 'comment:resolve',
    notFound: { outcome: 'not found' },
    run: (context, { comment }) =>
      setResolved(context, { kind: 'statement', statement: 'QS1' }, comment, true),
  },
  'comments/commands deleteComment': {
    permission: 'comment:write',
    notFound: { outcome: 'not found' },
    run: (context, { comment }) => deleteComment(context, { kind: 'statement', statement: 'QS1' }, comment),
  },
  'comments/commands markRead': {
    permission: 'comment:view',
    notFound: { outcome: 'not found' },
    run: (context, { reference }) => markRead(context, { kind: 'evidence', reference }),
  },
  'notices/queries listNotices': {
    permission: 'notice:read',
    run: (context) => listNotices(context, 1),
  },
  'notices/commands markNoticeRead': {
    permission: 'notice:read',
    notFound: { outcome: 'not found' },
    run: (context, { notice }) => markNoticeRead(context, notice),
  },
  'notices/commands markAllNoticesRead': {
    permission: 'notice:read',
    notFound: { outcome: 'not found' },
    run: (context, { notice }) => markAllNoticesRead(context, notice),
  },
  'notices/commands setDigest': {
    permission: 'notice:read',
    run: (context) => setDigest(context, 'weekly'),
  },
  'cycles/queries listCycles': { permission: 'assessment:view', run: (context) => listCycles(context) },
  'cycles/queries getStart': { permission: 'assessment:start', run: (context) => getStart(context) },
  'cycles/queries getCycle': {
    permission: 'assessment:view',
    notFound: null,
    run: (context) => getCycle(context, 2),
  },
  'cycles/queries getComparison': {
    permission: 'assessment:view',
    run: (context) =>
      getComparison(context, { from: { cycle: 1, signed: null }, to: { cycle: 2, signed: null } }),
  },
  'cycles/commands startAssessment': {
    permission: 'assessment:start',
    // The other council's open cycle is none that the own one could close.
    notFound: { outcome: 'another is open', open: CYCLE.name },
    run: (context, { assessment }) => startAssessment(context, nextCycle(assessment)),
  },
  'cycles/queries getClosing': { permission: 'closing:view', run: (context) => getClosing(context) },
  'cycles/queries getWayBack': { permission: 'closing:decide', run: (context) => getWayBack(context) },
  'cycles/commands withdrawClosing': {
    permission: 'assessment:start',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) => withdrawClosing(context, { assessment, step: 1 }),
  },
  'cycles/commands declineClosing': {
    permission: 'closing:decide',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) => declineClosing(context, { assessment, step: 1, reason: 'No' }),
  },
  'cycles/commands confirmClosing': {
    permission: 'closing:decide',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) =>
      confirmClosing(context, { assessment, step: 1, content: '0'.repeat(64), confirmed: 'yes' }),
  },
  'cycles/commands undoClosing': {
    permission: 'closing:decide',
    notFound: { outcome: 'stale' },
    run: (context, { assessment }) =>
      undoClosing(context, { assessment, started: assessment, step: 1, reason: 'No' }),
  },
  'assessments/commands confirmCarried': {
    permission: 'statement:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => confirmCarried(context, 'QS1', { assessment, version: 0 }),
  },
  'councils/queries listCouncils': {
    permission: 'assessment:view',
    run: ({ council, person, role }) =>
      listCouncils({ sessionId: 'no session', person, memberships: [{ council, role, unreadNotices: 0 }] }),
  },
  'drafts/commands keepDraft': {
    permission: 'statement:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => keepDraft(context, 'QS1', draftOf(assessment, { page: DRAFT_PAGE })),
  },
  'drafts/commands discardDrafts': {
    permission: 'statement:save',
    run: (context) => discardDrafts(context, 'QS1', [DRAFT_PAGE]),
  },
  'evidence/queries listEvidence': {
    permission: 'evidence:view',
    run: (context) => listEvidence(context, {}, 1),
  },
  'evidence/queries getEvidenceItem': {
    permission: 'evidence:view',
    notFound: null,
    run: (context, { reference }) => getEvidenceItem(context, reference),
  },
  'evidence/queries getStorageUse': {
    permission: 'evidence:view',
    run: (context) => getStorageUse(context),
  },
  'evidence/queries listAddedBy': {
    permission: 'evidence:add',
    run: (context) => listAddedBy(context, randomUUID()),
  },
  'evidence/commands addFile': {
    permission: 'evidence:add',
    notFound: { outcome: 'closed' },
    run: async (context, { assessment }) =>
      addFile(context, uploadDetails({ statement: 'QS2', assessment }), await receivedFile(context)),
  },
  'evidence/commands addLink': {
    permission: 'evidence:add',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => addLink(context, linkDetails({ statement: 'QS2', assessment })),
  },
  'evidence/commands changeDetails': {
    permission: 'evidence:edit',
    notFound: { outcome: 'not found' },
    run: (context, { reference }) =>
      changeDetails(context, reference, { ...linkDetails(), title: 'Another title', version: 1 }),
  },
  'evidence/commands attachEvidence': {
    permission: 'evidence:edit',
    notFound: { outcome: 'closed' },
    run: (context, { reference, assessment }) =>
      attachEvidence(context, [reference], 'QS9', { ...use, assessment }),
  },
  'evidence/commands explainEvidence': {
    permission: 'evidence:edit',
    notFound: { outcome: 'closed' },
    run: (context, { reference, assessment }) =>
      explainEvidence(context, reference, 'QS1', {
        ...use,
        assessment,
        fingerprint: fingerprintOfUse({ shows: '', location: '' }),
      }),
  },
  'evidence/commands detachEvidence': {
    permission: 'evidence:edit',
    notFound: { outcome: 'closed' },
    run: (context, { reference, assessment }) => detachEvidence(context, reference, 'QS1', assessment),
  },
  'evidence/commands recordDownload': {
    permission: 'evidence:download',
    run: (context, { reference }) => recordDownload(context, reference, '0'.repeat(64)),
  },
  'results/queries listResults': { permission: 'results:view', run: (context) => listResults(context) },
  'results/queries getCouncilResults': {
    permission: 'results:view',
    run: (context) => getCouncilResults(context, 'E06000001'),
  },
  'results/queries checkImport': {
    permission: 'results:manage',
    run: (context) => checkImport(context, [resultRow()], new Date()),
  },
  'results/commands importResults': {
    permission: 'results:manage',
    run: async (context) => {
      const checked = await checkImport(context, [resultRow()], new Date());
      return importResults(context, [resultRow()], checked.ok ? checked.fingerprint : '');
    },
  },
  'results/commands removeCorrection': {
    permission: 'results:manage',
    notFound: { outcome: 'not found' },
    run: (context) => removeCorrection(context, 'E06000001'),
  },
  'results/commands exportResults': {
    permission: 'results:view',
    run: (context) => exportResults(context, {}),
  },
  'assignments/queries getStatementPeople': {
    permission: 'statement:assign',
    run: (context) => getStatementPeople(context, 'QS1'),
  },
  'assignments/queries listMyWork': {
    permission: 'assessment:view',
    run: (context) => listMyWork(context),
  },
  'assignments/commands assignStatement': {
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
  'scenarios/queries getScenarios': {
    permission: 'assessment:view',
    run: (context) => getScenarios(context),
  },
  'scenarios/queries getWhatIf': {
    permission: 'assessment:view',
    run: (context) => getWhatIf(context, new Date()),
  },
  'scenarios/commands saveScenario': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      saveScenario(context, { assessment, name: 'Another', scores: { QS1: 4, QS2: 4 } }),
  },
  'scenarios/commands changeScores': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      changeScores(context, { assessment, number: 1, version: 1, scores: { QS1: 1, QS2: 1 } }),
  },
  'scenarios/commands describeScenario': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      describeScenario(context, { assessment, number: 1, version: 1, name: 'Renamed' }),
  },
  'scenarios/commands removeScenario': {
    permission: 'scenario:save',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => removeScenario(context, { assessment, number: 1, version: 1 }),
  },
  'scenarios/commands setTargets': {
    permission: 'target:set',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      setTargets(context, {
        assessment,
        targets: [{ statement: 'QS1', score: 4, dueOn: '2027-03-31', version: 0 }],
      }),
  },
  'scenarios/commands exportScenarios': {
    permission: 'assessment:view',
    run: (context) => exportScenarios(context),
  },
  'measures/queries listMeasures': { permission: 'measures:view', run: (context) => listMeasures(context) },
  'measures/queries getMeasure': {
    permission: 'measures:view',
    notFound: null,
    run: (context, { measure }) => getMeasure(context, measure),
  },
  'measures/queries getMoving': { permission: 'measures:view', run: (context) => getMoving(context) },
  'measures/queries tryImport': {
    permission: 'measures:edit',
    run: (context) => tryImport(context, importFile(['Average wait for home care', '2025-26', '9'])),
  },
  'measures/commands addMeasure': {
    permission: 'measures:edit',
    run: (context) => addMeasure(context, { ...MEASURE, name: `Another ${randomUUID()}` }),
  },
  'measures/commands changeMeasure': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure }) =>
      changeMeasure(context, measure, { ...MEASURE, name: 'Renamed', version: 1 }),
  },
  'measures/commands saveValue': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure, value }) =>
      saveValue(context, measure, measureValue({ id: value, version: 1 })),
  },
  'measures/commands removeValue': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure, value }) => removeValue(context, measure, value),
  },
  'measures/commands setTarget': {
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
  'measures/commands removeTarget': {
    permission: 'measures:edit',
    notFound: { outcome: 'not found' },
    run: (context, { measure }) => removeTarget(context, measure),
  },
  'measures/commands exportMeasures': {
    permission: 'measures:view',
    notFound: null,
    run: (context, { measure }) => exportMeasures(context, measure),
  },
  'measures/commands importValues': {
    permission: 'measures:edit',
    run: (context) => importValues(context, importFile(['Average wait for home care', '2025-26', '9']), ''),
  },
  'members/commands renewInvitation': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { invitation }) => renewInvitation(context, invitation),
  },
  'members/commands withdrawInvitation': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { invitation }) => withdrawInvitation(context, invitation),
  },
  'members/queries listInvitations': {
    permission: 'members:view',
    run: (context) => listInvitations(context),
  },
  'members/commands inviteMember': {
    permission: 'members:manage',
    run: (context) =>
      inviteMember(context, { name: 'Sam Patel', email: `${randomUUID()}@council.example`, role: 'reader' }),
  },
  'members/commands changeRole': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => changeRole(context, person, 'director'),
  },
  'members/commands setDisabled': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => setDisabled(context, person, true),
  },
  'members/commands endSessions': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => endSessions(context, person),
  },
  'members/commands issueCode': {
    permission: 'members:manage',
    notFound: { outcome: 'not found' },
    run: (context, { person }) => issueCode(context, person),
  },
  'members/queries listMembers': { permission: 'members:view', run: (context) => listMembers(context) },
  'reviews/queries getReview': {
    permission: 'assessment:view',
    run: (context) => getReview(context, new Date(0)),
  },
  'reviews/queries getObstacle': {
    permission: 'assessment:view',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => getObstacle(context, assessment),
  },
  'reviews/queries getSignedVersion': {
    permission: 'assessment:view',
    notFound: { outcome: 'not found' },
    run: (context) => getSignedVersion(context, 2, 1),
  },
  'reviews/commands proposeAssessment': {
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
  'reviews/commands withdrawProposal': {
    permission: 'review:propose',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => withdrawProposal(context, { assessment, step: 1, reason: '' }),
  },
  'reviews/commands returnProposal': {
    permission: 'review:sign',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => returnProposal(context, { assessment, step: 1, reason: 'Why' }),
  },
  'reviews/commands signAssessment': {
    permission: 'review:sign',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) =>
      signAssessment(context, { assessment, step: 1, content: '0'.repeat(64), confirmed: 'yes' }),
  },
  'reviews/commands reopenAssessment': {
    permission: 'review:reopen',
    notFound: { outcome: 'closed' },
    run: (context, { assessment }) => reopenAssessment(context, { assessment, step: 2, reason: 'Why' }),
  },
  'sharing/queries listAgreements': {
    permission: 'sharing:view',
    run: (context) => listAgreements(context),
  },
  'sharing/queries getSharedFigures': {
    permission: 'sharing:compare',
    run: (context) => getSharedFigures(context, AS_OF),
  },
  // Of a role that sees no figures there are none: nothing is refused.
  'sharing/queries compareCouncils': {
    permission: 'council:view',
    run: (context) => compareCouncils([context], AS_OF),
  },
  'sharing/commands agreeToShare': {
    permission: 'sharing:manage',
    run: (context) =>
      agreeToShare(context, { shared: ['live', 'statements', 'strength'], reason: '', version: 0 }),
  },
  'sharing/commands exportSharedFigures': {
    permission: 'sharing:compare',
    run: (context) => exportSharedFigures(context, 1),
  },
  'sharing/commands exportComparison': {
    permission: 'council:view',
    run: (context) => exportComparison([context]),
  },
  'packs/queries packSnapshot': {
    permission: 'pack:export',
    run: (context) => packSnapshot(context, '0198a5c0-0000-7000-8000-000000000000', new Date(0)),
  },
  'packs/commands exportPack': {
    permission: 'pack:export',
    run: (context) => exportPack(context),
  },
  'papers/queries getPaper': { permission: 'paper:export', run: (context) => getPaper(context, AS_OF) },
  'papers/queries getPaperPlace': { permission: 'paper:share', run: (context) => getPaperPlace(context) },
  'papers/queries listPaperLinks': {
    permission: 'paper:share',
    run: (context) => listPaperLinks(context, AS_OF),
  },
  'papers/queries getPaperLink': {
    permission: 'paper:share',
    notFound: null,
    run: (context, { link }) => getPaperLink(context, link, AS_OF),
  },
  'papers/queries countLinksOf': {
    permission: 'members:manage',
    run: (context) => countLinksOf(context, context.person.id),
  },
  'papers/commands exportPaper': { permission: 'paper:export', run: (context) => exportPaper(context) },
  'papers/commands sharePaper': {
    permission: 'paper:share',
    run: (context) => sharePaper(context, paperLink()),
  },
  'papers/commands withdrawPaper': {
    permission: 'paper:share',
    notFound: { outcome: 'not found' },
    run: (context, { link }) => withdrawPaper(context, link),
  },
};

/** Exports that no permission stands before, and why. */
export const WITHOUT_PERMISSION: Readonly<Record<string, string>> = {
  'activity/queries countActivity': 'part of a query, in the transaction of one that was allowed',
  'activity/queries newChanges': 'part of a query, in the transaction of one that was allowed',
  'assessments/queries openAssessment': 'part of a query, in the transaction of one that was allowed',
  'challenge/queries hiddenInOpen': 'part of a query, in the transaction of one that was allowed',
  'challenge/queries hiddenScores': 'part of a query, in the transaction of one that was allowed',
  'challenge/queries allChallenges': 'part of a query, in the transaction of one that was allowed',
  'challenge/queries challengesOf': 'part of a query, in the transaction of one that was allowed',
  'evidence/queries storageUse': 'part of a query, in the transaction of one that was allowed',
  'claims/queries numbersInList': 'part of a query, in the transaction of one that was allowed',
  'claims/queries proofOf': 'part of a query, in the transaction of one that was allowed',
  'needs/queries needsIn': 'part of a query, in the transaction of one that was allowed',
  'cycles/queries allCycles': 'part of a query, in the transaction of one that was allowed',
  'cycles/queries unsignedIn': 'part of a query, in the transaction of one that was allowed',
  'cycles/queries lastClosingStep': 'part of a query, in the transaction of one that was allowed',
  'cycles/queries wayBackFrom': 'part of a query, in the transaction of one that was allowed',
  'reviews/queries numberedCycle': 'part of a query, in the transaction of one that was allowed',
  'cycles/queries requestIn': 'reads nothing: picks the request out of a step that was read',
  'claims/queries proofOfStatements': 'part of a query, in the transaction of one that was allowed',
  'assessments/queries lastScore': 'part of a write, in the transaction of one that was allowed',
  'assessments/queries newerSave': 'part of a query, in the transaction of one that was allowed',
  'assignments/queries peopleOfStatements': 'part of a query, in the transaction of one that was allowed',
  'comments/queries closedThreads': 'part of a query, in the transaction of one that was allowed',
  'comments/queries commentCount': 'part of a query, in the transaction of one that was allowed',
  'comments/queries commentsOfStatements': 'part of a query, in the transaction of one that was allowed',
  'drafts/queries ownDrafts': 'part of a query, in the transaction of one that was allowed',
  'drafts/queries oldDrafts': 'part of a query, in the transaction of one that was allowed',
  'drafts/queries unsavedDrafts': 'part of a query, in the transaction of one that was allowed',
  'comments/queries subjectKey': 'part of a query, in the transaction of one that was allowed',
  'notices/queries keptNotices': 'part of a query, in the transaction of one that was allowed',
  'sharing/queries agreementsOf': 'part of a query, in the transaction of one that was allowed',
  'sharing/queries sharedFiguresIn': 'part of a query, in the transaction of one that was allowed',
  'sharing/queries sharedNow': 'part of a query or command, in the transaction of one that was allowed',
  'snapshots/commands keepSnapshot': 'part of a command, in the transaction of one that was allowed',
  'snapshots/queries keptByHash': 'part of a query, in the transaction of one that was allowed',
  'snapshots/queries keptSnapshot': 'part of a query, in the transaction of one that was allowed',
  'snapshots/queries liveSnapshot': 'part of a query, in the transaction of one that was allowed',
  'snapshots/queries liveState': 'part of a query, in the transaction of one that was allowed',
  'snapshots/queries sinceSigned': 'part of a query, in the transaction of one that was allowed',
  'snapshots/queries markedChanges': 'of two snapshots that were read, and of nothing else',
  'reviews/queries completenessOf': 'part of a query, in the transaction of one that was allowed',
  'members/queries holdersOf': 'part of a command, in the transaction of one that was allowed',
  'reviews/queries gapsHash': 'of gaps that were read, and of nothing else',
  'evidence/queries fingerprintOfUse': 'of texts that were read, and of nothing else',
  'reviews/queries lockOn': 'part of a query, in the transaction of one that was allowed',
  'reviews/queries openForWriting': 'part of a command, in the transaction of one that was allowed',
  'reviews/queries signOffOf': 'part of a query, in the transaction of one that was allowed',
  'reviews/queries stepsOf': 'part of a query, in the transaction of one that was allowed',
  'dashboard/queries dashboardIn': 'part of a query, in the transaction of one that was allowed',
  'readiness/queries movementsOf': 'part of a query, in the transaction of one that was allowed',
  'readiness/queries standingBefore': 'part of a query, in the transaction of one that was allowed',
  'readiness/queries readinessIn': 'part of a query, in the transaction of one that was allowed',
  'readiness/queries readinessOf': 'part of a query, in the transaction of one that was allowed',
  'measures/queries measuresWhere': 'part of a query, in the transaction of one that was allowed',
  'measures/queries plannedImport': 'part of a query, in the transaction of one that was allowed',
  'scenarios/queries targetsOf': 'part of a query, in the transaction of one that was allowed',
  'scenarios/queries heldTargets': 'part of a query, in the transaction of one that was allowed',
  'scenarios/queries scenariosOf': 'part of a query, in the transaction of one that was allowed',
  'scenarios/queries scenariosIn': 'part of a query, in the transaction of one that was allowed',
  'results/queries listingOf': 'part of a query, in the transaction of one that was allowed',
  'results/queries heldResults': 'part of a query, in the transaction of one that was allowed',
  'results/queries plannedImport': 'part of a query, in the transaction of one that was allowed',
  'evidence/queries attachedEvidence': 'part of a query, in the transaction of one that was allowed',
  'evidence/queries evidenceItem': 'part of a query, in the transaction of one that was allowed',
  'evidence/queries evidencePage': 'part of a query, in the transaction of one that was allowed',
  'evidence/queries allUses': 'part of a query, in the transaction of one that was allowed',
  'papers/commands openPaperFile': 'of somebody with a link, which is what they may open',
  'papers/commands recordOpening': 'of somebody with a link, which is what they may open',
  'auth/queries listDemoSignIns': 'before anybody has signed in, and only in a demonstration',
  'auth/commands checkSignIn': 'before anybody has signed in',
  'auth/commands choosePassword': 'before anybody has signed in',
  'auth/commands joinCouncil': 'of somebody with an invitation, which is what they may do',
  'auth/commands changePassword': 'of a person’s own account, which stands outside any council',
  'auth/commands endOwnSessions': 'of a person’s own account, which stands outside any council',
  'auth/queries listOwnSessions': 'of a person’s own account, which stands outside any council',
  'auth/queries storedAddress': 'before anybody has signed in',
};

/** Every function that a queries or commands file of any noun exports: "evidence/queries listEvidence". */
export async function exportedCalls(): Promise<string[]> {
  const lib = path.resolve('lib');
  const files = readdirSync(lib, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => ['queries', 'commands'].map((file) => `${name}/${file}`))
    .filter((file) => readdirSync(path.dirname(path.join(lib, file))).includes(`${path.basename(file)}.ts`));
  const names = await Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(/* @vite-ignore */ path.join(lib, `${file}.ts`));
      return Object.keys(module)
        .filter((name) => typeof module[name] === 'function')
        .map((name) => `${file} ${name}`);
    }),
  );
  return names.flat().toSorted();
}
