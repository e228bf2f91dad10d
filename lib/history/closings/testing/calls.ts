import {
  confirmClosing,
  declineClosing,
  startAssessment,
  undoClosing,
  withdrawClosing,
} from '#lib/history/closings/commands.ts';
import { getClosing, getStart, getUndoableClosing } from '#lib/history/closings/queries.ts';
import { CYCLE, nextCycleInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'assessment:start': ['lead'],
    'closing:view': ['lead', 'director'],
    'closing:decide': ['director'],
  },
  calls: {
    'queries getStart': {
      permission: 'assessment:start',
      run: (context) => getStart(context),
    },
    'commands startAssessment': {
      permission: 'assessment:start',
      // The other council's open cycle is not found, so the form names a cycle that is not open here.
      notFound: { outcome: 'another is open', open: CYCLE.name },
      run: (context, { assessment }) => startAssessment(context, nextCycleInput(assessment)),
    },
    'queries getClosing': {
      permission: 'closing:view',
      run: (context) => getClosing(context),
    },
    'queries getUndoableClosing': {
      permission: 'closing:decide',
      run: (context) => getUndoableClosing(context),
    },
    'commands withdrawClosing': {
      permission: 'assessment:start',
      notFound: { outcome: 'stale' },
      run: (context, { assessment }) => withdrawClosing(context, { assessment, step: 1 }),
    },
    'commands declineClosing': {
      permission: 'closing:decide',
      notFound: { outcome: 'stale' },
      run: (context, { assessment }) => declineClosing(context, { assessment, step: 1, reason: 'No' }),
    },
    'commands confirmClosing': {
      permission: 'closing:decide',
      notFound: { outcome: 'stale' },
      run: (context, { assessment }) =>
        confirmClosing(context, { assessment, step: 1, content: '0'.repeat(64), confirmed: 'yes' }),
    },
    'commands undoClosing': {
      permission: 'closing:decide',
      notFound: { outcome: 'stale' },
      run: (context, { assessment }) =>
        undoClosing(context, { assessment, started: assessment, step: 1, reason: 'No' }),
    },
  },
  withoutPermission: {
    'queries requestIn': 'reads nothing: picks the request out of a step that was read',
  },
});
