import {
  changeInspection,
  endInspection,
  endNamed,
  finishStep,
  namePerson,
  removeStep,
  reopenInspection,
  saveStep,
  startInspection,
} from '#lib/record/inspections/commands.ts';
import {
  getInspection,
  getInspectionToPlan,
  getNamedPeople,
  getOwnParts,
  listInspections,
} from '#lib/record/inspections/queries.ts';
import { inspectionInput, stepInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    // The second, so that another council with one has none of this number.
    await startInspection(as.lead, inspectionInput({ name: mark }));
    const { number } = await startInspection(as.lead, inspectionInput({ name: mark }));
    await saveStep(as.lead, stepInput({ inspection: number, name: mark, setOn: '2026-12-01' }));
    const person = as.contributor.person.id;
    await namePerson(as.lead, { inspection: number, person, part: 'writer' });
    const [named] = (await getNamedPeople(as.lead, number))?.people ?? [];
    return { inspection: number, named: named?.id ?? '' };
  },
  roles: {
    'inspection:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'inspection:manage': ['lead'],
    'inspection:name': ['lead', 'director'],
    'named:work': ['contributor', 'lead', 'director', 'reader'],
  },
  calls: {
    'queries listInspections': {
      permission: 'inspection:view',
      run: (context) => listInspections(context),
    },
    'queries getInspection': {
      permission: 'inspection:view',
      notFound: null,
      run: (context, { inspection }) => getInspection(context, inspection),
    },
    'queries getInspectionToPlan': {
      permission: 'inspection:manage',
      notFound: null,
      run: (context, { inspection }) => getInspectionToPlan(context, inspection),
    },
    'queries getNamedPeople': {
      permission: 'inspection:view',
      notFound: null,
      run: (context, { inspection }) => getNamedPeople(context, inspection),
    },
    'queries getOwnParts': {
      permission: 'inspection:view',
      notFound: [],
      run: (context, { inspection }) => getOwnParts(context, inspection),
    },
    'commands startInspection': {
      permission: 'inspection:manage',
      run: (context) => startInspection(context, inspectionInput({ name: 'Another' })),
    },
    'commands changeInspection': {
      permission: 'inspection:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) =>
        changeInspection(context, { inspection, version: 1, name: 'Renamed', noticeOn: '2026-11-17' }),
    },
    'commands endInspection': {
      permission: 'inspection:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) =>
        endInspection(context, { inspection, version: 1, state: 'finished', endedOn: '2026-11-20' }),
    },
    'commands reopenInspection': {
      permission: 'inspection:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) => reopenInspection(context, { inspection, version: 1 }),
    },
    'commands saveStep': {
      permission: 'inspection:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) =>
        saveStep(context, stepInput({ inspection, step: 'return', setOn: '2026-12-09' })),
    },
    'commands finishStep': {
      permission: 'inspection:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) => finishStep(context, { inspection, step: 'cases', version: 0 }),
    },
    'commands removeStep': {
      permission: 'inspection:manage',
      notFound: { outcome: 'not found' },
      run: (context, { inspection }) => removeStep(context, { inspection, step: 'own.1', version: 1 }),
    },
    'commands namePerson': {
      permission: 'inspection:name',
      notFound: { outcome: 'not found' },
      run: (context, { inspection, person }) => namePerson(context, { inspection, person, part: 'checker' }),
    },
    'commands endNamed': {
      permission: 'inspection:name',
      notFound: { outcome: 'not found' },
      run: (context, { inspection, named }) => endNamed(context, { inspection, named }),
    },
  },
});
