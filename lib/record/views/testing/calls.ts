import { randomUUID } from 'node:crypto';
import { changeView, removeView, saveView } from '#lib/record/views/commands.ts';
import { getView, listViews } from '#lib/record/views/queries.ts';
import type { TestCouncil } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls<{ readonly view: string }>({
  make: async ({ as: { lead } }: TestCouncil, mark) => {
    await saveView(lead, { name: mark.slice(0, 60), query: `words=${mark.slice(0, 40)}`, shared: true });
    return { view: (await listViews(lead))[0]?.id ?? '' };
  },
  roles: { 'view:save': ['contributor', 'lead', 'director', 'reader', 'admin'] },
  calls: {
    'queries listViews': { permission: 'evidence:view', run: (context) => listViews(context) },
    'queries getView': {
      permission: 'evidence:view',
      notFound: null,
      run: (context, { view }) => getView(context, view),
    },
    'commands saveView': {
      permission: 'view:save',
      run: (context) => saveView(context, { name: randomUUID(), query: '', shared: false }),
    },
    'commands changeView': {
      permission: 'view:save',
      notFound: { outcome: 'not found' },
      run: (context, { view }) => changeView(context, { view, name: 'Renamed', shared: false }),
    },
    'commands removeView': {
      permission: 'view:save',
      notFound: { outcome: 'not found' },
      run: (context, { view }) => removeView(context, { view }),
    },
  },
});
