import { exportLogs, reviewLog, saveLog } from '#lib/record/case-logs/commands.ts';
import { getLog, getNewLog, listLogs } from '#lib/record/case-logs/queries.ts';
import { saveRegister } from '#lib/record/cases/commands.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { inspectionInput, logInput, namedPerson, registerInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const NOT_FOUND = { outcome: 'not found' } as const;

export const CALLS = nounCalls({
  async make(council, mark) {
    const { number } = await startInspection(council.as.lead, inspectionInput({ name: mark }));
    const keeper = await namedPerson(council, [number], 'keeper');
    const writer = await namedPerson(council, [number], 'writer');
    await saveRegister(keeper, registerInput({ inspection: number }));
    await saveLog(keeper, logInput({ inspection: number, situation: mark }));
    await saveLog(writer, logInput({ inspection: number, situation: mark, do: 'send' }));
    return { inspection: number };
  },
  calls: {
    'queries listLogs': {
      permission: 'named:work',
      named: 'logs:read',
      notFound: null,
      run: (context, { inspection }) => listLogs(context, inspection),
    },
    'queries getNewLog': {
      permission: 'named:work',
      named: 'logs:write',
      notFound: null,
      run: (context, { inspection }) => getNewLog(context, inspection),
    },
    'commands saveLog': {
      permission: 'named:work',
      named: 'logs:write',
      notFound: NOT_FOUND,
      run: (context, { inspection }) => saveLog(context, logInput({ inspection })),
    },
    // A writer sees their own alone: the last one, which the call before has started.
    'queries getLog': {
      permission: 'named:work',
      named: 'logs:read',
      notFound: null,
      run: async (context, { inspection }) => {
        const own = (await listLogs(context, inspection))?.logs.at(-1);
        return getLog(context, inspection, own?.number ?? 1);
      },
    },
    'commands exportLogs': {
      permission: 'named:work',
      named: 'logs:read',
      notFound: null,
      run: (context, { inspection }) => exportLogs(context, inspection),
    },
    'commands reviewLog': {
      permission: 'named:work',
      named: 'logs:review',
      notFound: NOT_FOUND,
      run: (context, { inspection }) =>
        reviewLog(context, { inspection, log: 2, version: 1, review: 'Clear', decision: 'reviewed' }),
    },
  },
});
