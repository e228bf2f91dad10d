import { startInspection } from '#lib/record/inspections/commands.ts';
import {
  exportVisit,
  noteHeard,
  removeHeard,
  removeSession,
  saveRequest,
  saveSession,
} from '#lib/record/visits/commands.ts';
import {
  getHeard,
  getHeardToNote,
  getRequestToSave,
  getSessionToPlan,
  getVisit,
} from '#lib/record/visits/queries.ts';
import {
  heardInput,
  inspectionInput,
  requestInput,
  sessionInput,
} from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make({ as }, mark) {
    const { number: visit } = await startInspection(as.lead, inspectionInput({ name: mark }));
    const people = [{ name: mark, job: mark }];
    await saveSession(
      as.lead,
      sessionInput({ inspection: visit, title: mark, room: mark, brief: mark, people }),
    );
    await saveRequest(as.lead, requestInput({ inspection: visit, what: mark, askedBy: mark, reply: mark }));
    const note = heardInput({ inspection: visit, heard: mark, visitSession: 1 });
    await noteHeard(as.lead, note);
    const heard = await getHeard(as.lead, visit);
    return { visit, note: heard?.heard[0]?.id ?? '' };
  },
  roles: {
    'visit:view': ['contributor', 'lead', 'director', 'reader'],
    'visit:manage': ['lead'],
    'visit:note': ['contributor', 'lead', 'director'],
  },
  calls: {
    'queries getVisit': {
      permission: 'visit:view',
      notFound: null,
      run: (context, { visit }) => getVisit(context, visit),
    },
    'queries getSessionToPlan': {
      permission: 'visit:manage',
      notFound: null,
      run: (context, { visit }) => getSessionToPlan(context, visit, 1),
    },
    'queries getRequestToSave': {
      permission: 'visit:note',
      notFound: null,
      run: (context, { visit }) => getRequestToSave(context, visit, 1),
    },
    'queries getHeard': {
      permission: 'visit:view',
      notFound: null,
      run: (context, { visit }) => getHeard(context, visit),
    },
    'queries getHeardToNote': {
      permission: 'visit:note',
      notFound: null,
      run: (context, { visit }) => getHeardToNote(context, visit),
    },
    'commands saveSession': {
      permission: 'visit:manage',
      notFound: { outcome: 'not found' },
      run: (context, { visit }) =>
        saveSession(context, sessionInput({ inspection: visit, title: 'Another' })),
    },
    'commands removeSession': {
      permission: 'visit:manage',
      notFound: { outcome: 'not found' },
      run: (context, { visit }) => removeSession(context, { inspection: visit, visitSession: 1, version: 1 }),
    },
    'commands noteHeard': {
      permission: 'visit:note',
      notFound: { outcome: 'not found' },
      run: (context, { visit }) => noteHeard(context, heardInput({ inspection: visit })),
    },
    'commands removeHeard': {
      permission: 'visit:note',
      notFound: { outcome: 'not found' },
      run: (context, { visit, note }) => removeHeard(context, { inspection: visit, id: note }),
    },
    'commands saveRequest': {
      permission: 'visit:note',
      notFound: { outcome: 'not found' },
      run: (context, { visit }) => saveRequest(context, requestInput({ inspection: visit })),
    },
    'commands exportVisit': {
      permission: 'visit:view',
      notFound: null,
      run: (context, { visit }) => exportVisit(context, visit, 'sessions'),
    },
  },
});
