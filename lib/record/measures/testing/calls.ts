import { randomUUID } from 'node:crypto';
import {
  addMeasure,
  changeMeasure,
  exportMeasures,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/record/measures/commands.ts';
import { getMeasure, listMeasures } from '#lib/record/measures/queries.ts';
import { MEASURE, makeMeasure, measureValue } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: ({ as }, mark) => makeMeasure(as.lead, { name: mark, source: mark }),
  roles: {
    'measures:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'measures:edit': ['contributor', 'lead'],
  },
  calls: {
    'queries listMeasures': {
      permission: 'measures:view',
      run: (context) => listMeasures(context),
    },
    'queries getMeasure': {
      permission: 'measures:view',
      notFound: null,
      run: (context, { measure }) => getMeasure(context, measure),
    },
    'commands addMeasure': {
      permission: 'measures:edit',
      run: (context) => addMeasure(context, { ...MEASURE, name: `Another ${randomUUID()}` }),
    },
    'commands changeMeasure': {
      permission: 'measures:edit',
      notFound: { outcome: 'not found' },
      run: (context, { measure }) =>
        changeMeasure(context, measure, { ...MEASURE, name: 'Renamed', version: 1 }),
    },
    'commands saveValue': {
      permission: 'measures:edit',
      notFound: { outcome: 'not found' },
      run: (context, { measure, value }) =>
        saveValue(context, measure, measureValue({ id: value, version: 1 })),
    },
    'commands removeValue': {
      permission: 'measures:edit',
      notFound: { outcome: 'not found' },
      run: (context, { measure, value }) => removeValue(context, measure, value),
    },
    'commands setTarget': {
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
    'commands removeTarget': {
      permission: 'measures:edit',
      notFound: { outcome: 'not found' },
      run: (context, { measure }) => removeTarget(context, measure),
    },
    'commands exportMeasures': {
      permission: 'measures:view',
      notFound: null,
      run: (context, { measure }) => exportMeasures(context, measure),
    },
  },
  withoutPermission: {
    'commands lockMeasures': 'part of a command that has checked the permission',
  },
});
