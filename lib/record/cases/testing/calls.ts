import {
  countCandidates,
  deleteRegister,
  drawCases,
  exportCases,
  exportDraw,
  offerCases,
  removeCase,
  saveCase,
  saveRegister,
} from '#lib/record/cases/commands.ts';
import { getCase, getDraw, getRegister } from '#lib/record/cases/queries.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import {
  caseInput,
  inspectionInput,
  namedPerson,
  registerInput,
} from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const NOT_FOUND = { outcome: 'not found' } as const;
const TEXT = 'Reference,Cohort\nEXA-000011,Older people\nEXA-000012,Carers\n';
const NO_QUOTAS = { cohorts: [], teams: [] };

export const CALLS = nounCalls({
  async make(council, mark) {
    const { number } = await startInspection(council.as.lead, inspectionInput({ name: mark }));
    const keeper = await namedPerson(council, [number], 'keeper');
    await saveRegister(keeper, registerInput({ inspection: number }));
    const group = mark.slice(0, 60);
    await saveCase(keeper, caseInput({ inspection: number, cohort: group, notes: mark }));
    const text = `Reference,Team\nEXA-000002,${group}\n`;
    await drawCases(keeper, { inspection: number, text, size: 1, quotas: NO_QUOTAS });
    return { inspection: number };
  },
  calls: {
    'queries getRegister': {
      permission: 'named:work',
      named: 'cases:read',
      notFound: null,
      run: (context, { inspection }) => getRegister(context, inspection),
    },
    'queries getCase': {
      permission: 'named:work',
      named: 'cases:read',
      notFound: null,
      run: (context, { inspection }) => getCase(context, inspection, 1),
    },
    'queries getDraw': {
      permission: 'named:work',
      named: 'cases:read',
      notFound: null,
      run: (context, { inspection }) => getDraw(context, inspection, 1),
    },
    'commands saveRegister': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) =>
        saveRegister(context, registerInput({ inspection, version: 1, offered: 40 })),
    },
    'commands saveCase': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) =>
        saveCase(context, caseInput({ inspection, case: 1, version: 1, team: 'North' })),
    },
    'commands countCandidates': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) => countCandidates(context, { inspection, text: TEXT }),
    },
    'commands drawCases': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) =>
        drawCases(context, { inspection, text: TEXT, size: 1, quotas: NO_QUOTAS }),
    },
    'commands exportCases': {
      permission: 'named:work',
      named: 'cases:read',
      notFound: null,
      run: (context, { inspection }) => exportCases(context, inspection),
    },
    'commands exportDraw': {
      permission: 'named:work',
      named: 'cases:read',
      notFound: null,
      run: (context, { inspection }) => exportDraw(context, inspection, 1),
    },
    'commands offerCases': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) => offerCases(context, { inspection }),
    },
    'commands removeCase': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) => removeCase(context, { inspection, case: 2, version: 1 }),
    },
    // Last, as nothing is left after it.
    'commands deleteRegister': {
      permission: 'named:work',
      named: 'cases:keep',
      notFound: NOT_FOUND,
      run: (context, { inspection }) => deleteRegister(context, { inspection, confirm: 2 }),
    },
  },
  withoutPermission: { 'queries quotasOf': 'reads nothing: stored numbers as a draw takes them' },
});
