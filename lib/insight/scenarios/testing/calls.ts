import {
  changeScores,
  describeScenario,
  exportScenarios,
  removeScenario,
  saveScenario,
  setTargets,
} from '#lib/insight/scenarios/commands.ts';
import { getScenarios, getWhatIf } from '#lib/insight/scenarios/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'scenario:save': ['lead', 'director'],
    'target:set': ['lead', 'director'],
  },
  calls: {
    'queries getScenarios': {
      permission: 'assessment:view',
      run: (context) => getScenarios(context),
    },
    'queries getWhatIf': {
      permission: 'assessment:view',
      run: (context) => getWhatIf(context, new Date()),
    },
    'commands saveScenario': {
      permission: 'scenario:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        saveScenario(context, { assessment, name: 'Another', scores: { QS1: 4, QS2: 4 } }),
    },
    'commands changeScores': {
      permission: 'scenario:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        changeScores(context, { assessment, number: 1, version: 1, scores: { QS1: 1, QS2: 1 } }),
    },
    'commands describeScenario': {
      permission: 'scenario:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        describeScenario(context, { assessment, number: 1, version: 1, name: 'Renamed' }),
    },
    'commands removeScenario': {
      permission: 'scenario:save',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => removeScenario(context, { assessment, number: 1, version: 1 }),
    },
    'commands setTargets': {
      permission: 'target:set',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        setTargets(context, {
          assessment,
          targets: [{ statement: 'QS1', score: 4, dueOn: '2027-03-31', version: 0 }],
        }),
    },
    'commands exportScenarios': {
      permission: 'assessment:view',
      run: (context) => exportScenarios(context),
    },
  },
});
