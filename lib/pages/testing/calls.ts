import { getChallengeSettings } from '#lib/pages/challenge-settings.ts';
import { listCouncils } from '#lib/pages/councils.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getEvidencePlace, getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import { getFigures, getOverview } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  withoutPermission: {
    'help getHelpReader': 'for anyone; of councils it reads what `getSettings` shows to the signed-in person',
  },
  roles: {
    'council:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  },
  calls: {
    'overview getOverview': {
      permission: 'assessment:view',
      run: (context) => getOverview(context, AS_OF),
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
    'evidence-item getEvidencePage': {
      permission: 'evidence:view',
      notFound: null,
      run: (context, { reference }) => getEvidencePage(context, reference),
    },
  },
});
