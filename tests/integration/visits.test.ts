import { beforeEach, describe, expect, it } from 'vitest';
import { importSessions } from '#lib/exchange/imports/commands.ts';
import { previewSessions } from '#lib/exchange/imports/queries.ts';
import { SESSION_IMPORT_COLUMNS } from '#lib/exchange/imports/session-list.ts';
import { csvRecords, readCsv } from '#lib/kernel/csv.ts';
import { getVisitPerson } from '#lib/pages/visit-person.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { endInspection, startInspection } from '#lib/record/inspections/commands.ts';
import { changePrompts } from '#lib/record/prompts/commands.ts';
import {
  noteHeard,
  removeHeard,
  removeSession,
  saveRequest,
  saveSession,
} from '#lib/record/visits/commands.ts';
import { SESSION_COLUMNS, sessionCells } from '#lib/record/visits/csv-rows.ts';
import { heardRecords, requestRecords, sessionRecords } from '#lib/record/visits/events.ts';
import { getHeard, getVisit } from '#lib/record/visits/queries.ts';
import {
  ANSWERS,
  asSuperuser,
  heardInput,
  inspectionInput,
  makeAssessedCouncil,
  makeEvidenceLink,
  requestInput,
  sessionInput,
} from './council-factory.ts';

let council: Awaited<ReturnType<typeof makeAssessedCouncil>>;
let inspection: number;
beforeEach(async () => {
  council = await makeAssessedCouncil();
  ({ number: inspection } = await startInspection(council.as.lead, inspectionInput()));
});

/** What `audit:verify` says of the rows of visits. */
async function faults(): Promise<readonly string[]> {
  return (await verifyCouncil(council, [sessionRecords, heardRecords, requestRecords])).rows;
}

describe('a session', () => {
  it('knows members by name or address, and is not saved over what was not seen', async () => {
    const { lead, director } = council.as;
    const people = [
      { name: director.person.name.toUpperCase(), job: 'Director' },
      { name: lead.person.email, job: '' },
      { name: 'Ann O’Neill', job: 'Carer' },
    ];
    const session = sessionInput({
      inspection,
      people,
      room: 'Room 1',
      statements: ['QS1'],
      brief: 'Bring the plan',
    });
    expect(await saveSession(lead, session)).toEqual({ outcome: 'saved' });
    const saved = (await getVisit(lead, inspection))?.sessions[0];
    expect(saved?.people.map(({ personId, name }) => [personId, name])).toEqual([
      [director.person.id, director.person.name.toUpperCase()],
      [lead.person.id, lead.person.name],
      [null, 'Ann O’Neill'],
    ]);
    const change = { ...session, visitSession: 1, people: [], version: 1 };
    expect(await saveSession(lead, change)).toEqual({ outcome: 'saved' });
    expect(await saveSession(lead, change)).toEqual({ outcome: 'unchanged' });
    expect(await saveSession(lead, { ...change, title: 'Other' })).toMatchObject({
      outcome: 'conflict',
      latest: { version: 2 },
    });
    expect(await faults()).toEqual([]);
    await asSuperuser("UPDATE visit_sessions SET brief = 'Another' WHERE council_id = $1", [council.id]);
    expect((await faults()).join()).toContain('session 1 of the visit');
  });

  it('stays while something was heard in it, and is not changed once the inspection has ended', async () => {
    const { lead, contributor } = council.as;
    await saveSession(lead, sessionInput({ inspection }));
    await noteHeard(contributor, heardInput({ inspection, visitSession: 1 }));
    const removal = { inspection, visitSession: 1, version: 1 };
    expect(await removeSession(lead, removal)).toEqual({ outcome: 'has notes' });
    const id = (await getHeard(lead, inspection))?.heard[0]?.id ?? '';
    expect(await removeHeard(council.as.director, { inspection, id })).toEqual({
      outcome: 'of somebody else',
    });
    expect(await removeHeard(contributor, { inspection, id })).toEqual({ outcome: 'removed' });
    expect(await removeSession(lead, removal)).toEqual({ outcome: 'removed' });
    // An address of it leads to no other session.
    await saveSession(lead, sessionInput({ inspection }));
    expect((await getVisit(lead, inspection))?.sessions.map(({ number }) => number)).toEqual([2]);
    await endInspection(lead, { inspection, version: 1, state: 'finished', endedOn: '2026-11-30' });
    expect(await saveSession(lead, sessionInput({ inspection }))).toEqual({ outcome: 'ended' });
    expect(await faults()).toEqual([]);
  });
});

it('imports sessions all or none, changes those with a number, and takes its own export as no change', async () => {
  const { lead } = council.as;
  const file = (...lines: readonly string[]) => readCsv(`${lines.join('\n')}\n`, SESSION_IMPORT_COLUMNS, 10);
  const run = async (rows: ReturnType<typeof file>) => {
    const tried = await previewSessions(lead, inspection, rows);
    if (!tried?.ok) return tried?.problems.map(({ line, column }) => `${line} ${column}`);
    return importSessions(lead, inspection, rows, tried.fingerprint);
  };
  const header = 'Title,Date,Starts at,Ends at,Kind,Who takes part,Quality statements';
  const good =
    'Tour,11 January 2027,9am,10.30,Tour of a service,"Ann O’Neill, carer",Safeguarding; Assessing needs';
  expect(await run(file(header, good, 'Interview,11/1/2027,10am,9am,Interview,,Nothing'))).toEqual([
    ...['3 Quality statements', '3 Ends at'],
  ]);
  expect(await run(file(header, good, 'Interview,12/1/2027,13:00,14:00,,,'))).toMatchObject({ changes: 2 });
  const { sessions = [] } = (await getVisit(lead, inspection)) ?? {};
  expect(sessions).toMatchObject([
    { number: 1, kind: 'tour', statements: ['QS1', 'QS7'], people: [{ name: 'Ann O’Neill', job: 'carer' }] },
    { number: 2, kind: 'interview', startsAt: new Date('2027-01-12T13:00:00Z') },
  ]);
  const own = readCsv(
    csvRecords([SESSION_COLUMNS, ...sessions.map(sessionCells)]),
    SESSION_IMPORT_COLUMNS,
    10,
  );
  expect(await run(own)).toEqual({ outcome: 'unchanged' });
  const moved = file('Number,Title,Date,Starts at,Ends at', '2,Interview,13/1/2027,1pm,2pm');
  expect(await run(moved)).toMatchObject({ changes: 1 });
  expect(await faults()).toEqual([]);
});

it('notes what was heard once, however often it is sent', async () => {
  const note = heardInput({ inspection, theme: 'waiting' });
  const sent = await Promise.all([1, 2, 3].map(() => noteHeard(council.as.director, note)));
  expect(sent.map(({ outcome }) => outcome).toSorted()).toEqual(['already noted', 'already noted', 'noted']);
  expect((await getVisit(council.as.reader, inspection))?.heard).toBe(1);
  // From the same page, gone back to.
  const other = { ...note, heard: 'Who answers at night?' };
  expect(await noteHeard(council.as.director, other)).toEqual({ outcome: 'other words' });
  expect((await getVisit(council.as.reader, inspection))?.heard).toBe(1);
});

it('answers a request with evidence that there is', async () => {
  const { lead, contributor } = council.as;
  const reference = await makeEvidenceLink(lead);
  const request = requestInput({ inspection, owner: contributor.person.id });
  await saveRequest(lead, request);
  const answer = { ...request, request: 1, version: 1, requestState: 'answered', reply: 'Given' } as const;
  expect(await saveRequest(contributor, { ...answer, reference: 'E99' })).toEqual({
    outcome: 'unknown evidence',
  });
  expect(await saveRequest(contributor, { ...answer, reference })).toEqual({ outcome: 'saved' });
  expect((await getVisit(lead, inspection))?.requests[0]).toMatchObject({
    ...{ state: 'answered', reference, owner: { id: contributor.person.id } },
    answeredAt: expect.any(Date),
  });
  expect(await faults()).toEqual([]);
});

it('gives a person the statements of their sessions, without a score that the reader may not see', async () => {
  const { lead } = council.as;
  await changePrompts(lead, 'QS1', { text: 'How long do people wait?', version: 0 });
  await saveStatement(lead, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
  await makeEvidenceLink(lead, { statement: 'QS1', shows: 'Waits fell' });
  const sessions = [
    sessionInput({ inspection, people: [{ name: 'Ann O’Neill', job: '' }], statements: ['QS1'] }),
    sessionInput({ inspection, people: [{ name: 'Somebody else', job: '' }], statements: ['QS2'] }),
  ];
  for (const session of sessions) await saveSession(lead, session);
  const known = await getVisitPerson(lead, inspection, "ann o'neill");
  expect(known?.sessions).toHaveLength(1);
  expect(known?.statements).toMatchObject([
    {
      id: 'QS1',
      score: ANSWERS.score,
      reasons: { strengths: ANSWERS.strengths },
      evidence: [{ reference: 'E1' }],
      questions: ['How long do people wait?'],
    },
  ]);
  expect(await getVisitPerson(lead, inspection, 'Nobody')).toBeNull();
  await setBlind(lead, { assessment: council.assessment, blind: true });
  const hidden = await getVisitPerson(council.as.director, inspection, 'Ann O’Neill');
  expect(hidden?.statements).toMatchObject([{ id: 'QS1', score: 'hidden' }]);
});
