import { exportActivity, markSeen } from '#lib/history/activity/commands.ts';
import { activityBatch, getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'activity:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  },
  calls: {
    'queries listActivity': {
      permission: 'activity:view',
      run: (context) => listActivity(context, {}, 1),
    },
    'queries activityBatch': {
      permission: 'activity:view',
      run: (context) => activityBatch(context, {}, { through: 1_000_000, take: 1_000 }),
    },
    'queries getActivityEntry': {
      permission: 'activity:view',
      run: (context) => getActivityEntry(context, 7),
    },
    'commands exportActivity': {
      permission: 'activity:view',
      run: (context, { reference }) => exportActivity(context, { evidence: reference }),
    },
    'commands markSeen': {
      permission: 'activity:view',
      run: (context) => markSeen(context, 1_000_000),
    },
  },
  withoutPermission: {
    'queries activityRecords': 'activityBatch, again and again',
  },
});
