import { exportPack } from '#lib/exchange/packs/commands.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'pack:export': ['contributor', 'lead', 'director', 'reader'],
  },
  calls: {
    'queries packSnapshot': {
      permission: 'pack:export',
      run: (context) => packSnapshot(context, '0198a5c0-0000-7000-8000-000000000000', new Date(0)),
    },
    'commands exportPack': {
      permission: 'pack:export',
      run: (context) => exportPack(context),
    },
  },
});
