import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import {
  getAssessment,
  getConflict,
  getEarlierText,
  getFramework,
  getWriteBlocker,
} from '#lib/record/assessments/queries.ts';
import { ANSWERS } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'assessment:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'statement:save': ['contributor', 'lead'],
  },
  calls: {
    'queries getAssessment': {
      permission: 'assessment:view',
      run: (context) => getAssessment(context),
    },
    'queries getFramework': {
      permission: 'assessment:view',
      run: (context) => getFramework(context),
    },
    'queries getConflict': {
      permission: 'statement:save',
      notFound: null,
      run: (context, { assessment }) => getConflict(context, 'QS1', assessment, 0),
    },
    'queries getEarlierText': {
      permission: 'statement:save',
      notFound: null,
      run: (context) => getEarlierText(context, 'QS1', 99),
    },
    'commands saveStatement': {
      permission: 'statement:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => saveStatement(context, 'QS1', { ...ANSWERS, assessment, version: 0 }),
    },
    'commands confirmCarried': {
      permission: 'statement:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => confirmCarried(context, 'QS1', { assessment, version: 0 }),
    },
    'queries getWriteBlocker': {
      permission: 'assessment:view',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => getWriteBlocker(context, assessment),
    },
  },
});
