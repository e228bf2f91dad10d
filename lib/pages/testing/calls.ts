import { getActionToSave } from '#lib/pages/action.ts';
import { getChallengeSettings } from '#lib/pages/challenge-settings.ts';
import { listCouncils } from '#lib/pages/councils.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getEvidenceList } from '#lib/pages/evidence-list.ts';
import { getEvidencePlace, getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import { getFigures, getOverview } from '#lib/pages/overview.ts';
import { getSearch } from '#lib/pages/search.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import { getTopic, getTopicToEdit, listTopics } from '#lib/pages/topics.ts';
import { getVersionComparison } from '#lib/pages/version-comparison.ts';
import { getVisitPerson } from '#lib/pages/visit-person.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { saveSession } from '#lib/record/visits/commands.ts';
import { inspectionInput, sessionInput } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    const { number: visit } = await startInspection(as.lead, inspectionInput({ name: mark }));
    const people = [{ name: mark, job: mark }];
    await saveSession(as.lead, sessionInput({ inspection: visit, title: mark, people, statements: ['QS1'] }));
    return { visit, mark };
  },
  withoutPermission: {
    'help getHelpReader': 'for anyone; of councils it reads what `getSettings` shows to the signed-in person',
  },
  roles: {
    'council:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  },
  calls: {
    'action getActionToSave': {
      permission: 'improvement:edit',
      run: (context) =>
        getActionToSave(context, null, { finding: null, statement: 'QS1', score: null, scenario: null }),
    },
    'overview getOverview': {
      permission: 'assessment:view',
      run: (context) => getOverview(context, AS_OF),
    },
    'search getSearch': {
      permission: 'council:view',
      run: (context, { reference }) => getSearch(context, { typed: reference, kind: null, page: 1 }),
    },
    'overview getFigures': {
      permission: 'assessment:view',
      run: (context) => getFigures(context, AS_OF),
    },
    'statement-list getStatementList': {
      permission: 'assessment:view',
      run: (context) => getStatementList(context),
    },
    'statement getStatement': {
      permission: 'assessment:view',
      run: (context) => getStatement(context, 'QS1'),
    },
    'evidence-on-statement getEvidencePlace': {
      permission: 'evidence:view',
      run: (context) => getEvidencePlace(context, { words: undefined, page: 1 }),
    },
    'evidence-on-statement getEvidenceUse': {
      permission: 'evidence:view',
      notFound: null,
      run: (context, { reference }) => getEvidenceUse(context, 'QS1', reference),
    },
    'topics listTopics': { permission: 'assessment:view', run: (context) => listTopics(context) },
    'topics getTopic': { permission: 'assessment:view', run: (context) => getTopic(context, 'carers') },
    'topics getTopicToEdit': {
      permission: 'topics:edit',
      run: (context) => getTopicToEdit(context, null),
    },
    'challenge-settings getChallengeSettings': {
      permission: 'challenge:settings',
      run: (context) => getChallengeSettings(context),
    },
    'cycles listCycles': {
      permission: 'assessment:view',
      run: (context) => listCycles(context),
    },
    'cycle getCycle': {
      permission: 'assessment:view',
      notFound: null,
      run: (context) => getCycle(context, 2),
    },
    'councils listCouncils': {
      permission: 'assessment:view',
      run: ({ council, person, role }) =>
        listCouncils({ sessionId: 'no session', person, memberships: [{ council, role, unreadNotices: 0 }] }),
    },
    'version-comparison getVersionComparison': {
      permission: 'evidence:download',
      notFound: null,
      run: (context, { reference }) => getVersionComparison(context, reference, { from: 1, to: 1 }),
    },
    'visit-person getVisitPerson': {
      permission: 'visit:view',
      notFound: null,
      run: (context, { visit, mark }) => getVisitPerson(context, visit, mark),
    },
    'evidence-list getEvidenceList': {
      permission: 'evidence:view',
      run: (context) => getEvidenceList(context, {}, 1, new Date()),
    },
    'evidence-item getEvidencePage': {
      permission: 'evidence:view',
      notFound: null,
      run: (context, { reference }) => getEvidencePage(context, reference),
    },
  },
});
