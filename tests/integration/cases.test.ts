import { beforeEach, describe, expect, it } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { CASE_COLUMNS } from '#lib/exchange/imports/case-list.ts';
import { importCases } from '#lib/exchange/imports/commands.ts';
import { previewCases } from '#lib/exchange/imports/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { csvRecords, readCsv } from '#lib/kernel/csv.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { loadFormState, saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { exportLogs, reviewLog, saveLog } from '#lib/record/case-logs/commands.ts';
import { getLog, listLogs } from '#lib/record/case-logs/queries.ts';
import {
  countCandidates,
  deleteRegister,
  drawCases,
  exportCases,
  offerCases,
  removeCase,
  saveCase,
  saveRegister,
} from '#lib/record/cases/commands.ts';
import { CASE_CSV_COLUMNS, caseCsvRows } from '#lib/record/cases/csv-rows.ts';
import { draw } from '#lib/record/cases/draw.ts';
import { getDraw, getRegister, quotasOf } from '#lib/record/cases/queries.ts';
import { caseSchema, registerSchema } from '#lib/record/cases/schema.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  asActing,
  asSuperuser,
  caseInput,
  inspectionInput,
  logInput,
  makeCouncil,
  namedPerson,
  registerInput,
  type TestCouncil,
} from './council-factory.ts';

const TABLES = ['registers', 'cases', 'case_draws', 'case_logs'] as const;
const NO_QUOTAS = { cohorts: [], teams: [] };

let council: TestCouncil;
let keeper: CouncilContext;
beforeEach(async () => {
  council = await makeCouncil();
  await startInspection(council.as.lead, inspectionInput());
  keeper = await namedPerson(council, [1], 'keeper');
  await saveRegister(keeper, registerInput());
});

const rowsAreRecorded = async () => expect((await verifyCouncil(council, ALL_RECORDS)).rows).toEqual([]);
const counts = async (who: CouncilContext | null) =>
  Promise.all(
    TABLES.map(async (table) => (await asActing(council.id, who, `SELECT FROM ${table}`)).rowCount),
  );

describe('a register of cases', () => {
  it('takes references like its example alone, each once, and codes rather than names', async () => {
    expect(await saveCase(keeper, caseInput())).toMatchObject({ outcome: 'saved', number: 1 });
    expect(await saveCase(keeper, caseInput())).toMatchObject({
      message: 'Case 1 has this reference already',
    });
    expect(await saveCase(keeper, caseInput({ reference: '943 476 5919' }))).toMatchObject({
      message: expect.stringContaining('NHS number'),
    });
    const form = {
      inspection: '1',
      case: '0',
      version: '0',
      caseReference: 'exa-000002',
      caseState: 'drawn',
    };
    const rest = {
      consent: 'not_asked',
      advocacy: 'not_known',
      chronology: 'not_checked',
      cohort: '',
      team: '',
    };
    const problems = (given: object) =>
      caseSchema
        .safeParse({ ...form, ...rest, practitioner: '', notes: '', ...given })
        .error?.issues.map(({ message }) => message) ?? [];
    expect(problems({})).toEqual([]);
    expect(problems({ practitioner: 'Smith' })[0]).toContain('not a name');
    expect(problems({ notes: 'Lives at B33 8TH' })[0]).toContain('postcode');
    expect(problems({ cohort: 'NHS 943 476 5919' })[0]).toContain('NHS number');
    const opened = { ...registerInput(), offered: '10', chosen: '11', met: '12', example: '123 456 7890' };
    const refused = registerSchema.safeParse(opened).error?.issues.map(({ path }) => path[0]);
    expect(refused).toContain('example');
  });

  it('tells two people at once, and forgets no number', async () => {
    await saveCase(keeper, caseInput());
    const other = await namedPerson(council, [1], 'keeper');
    const change = { case: 1, version: 1, reference: 'EXA-000001' };
    expect(await saveCase(other, caseInput({ ...change, state: 'offered' }))).toMatchObject({
      outcome: 'saved',
    });
    expect(await saveCase(keeper, caseInput({ ...change, team: 'North' }))).toMatchObject({
      outcome: 'conflict',
      latest: { state: 'offered' },
    });
    expect(await removeCase(keeper, { inspection: 1, case: 1, version: 2 })).toEqual({
      outcome: 'offered already',
    });
    await saveCase(keeper, caseInput({ reference: 'EXA-000002' }));
    expect(await removeCase(keeper, { inspection: 1, case: 2, version: 1 })).toEqual({ outcome: 'removed' });
    expect(await saveCase(keeper, caseInput({ reference: 'EXA-000003' }))).toMatchObject({ number: 3 });
    await rowsAreRecorded();
  });

  it('is drawn from a list so that anybody can repeat it, without what is in it already', async () => {
    await saveCase(keeper, caseInput({ reference: 'EXA-000003' }));
    const groups = ['Older people', 'Carers', 'Mental health'];
    const text = csvRecords([
      ['Reference', 'Cohort', 'Team'],
      ...Array.from({ length: 30 }, (_, at) => [
        `exa-${String(at + 1).padStart(6, '0')}`,
        groups[at % 3] ?? '',
        '',
      ]),
    ]);
    const quotas = { cohorts: [['older people', 2] as const], teams: [] };
    expect(await countCandidates(keeper, { inspection: 1, text })).toMatchObject({
      ...{ outcome: 'counted', known: 1, wanted: 49 },
    });
    expect(await drawCases(keeper, { inspection: 1, text, size: 8, quotas })).toEqual({
      outcome: 'drawn',
      number: 1,
    });
    expect(await drawCases(keeper, { inspection: 1, text, size: 40, quotas })).toMatchObject({
      problems: ['The file has 21 references, so 40 cannot be drawn'],
    });
    const found = await getDraw(keeper, 1, 1);
    const { cases = [] } = (await getRegister(keeper, 1)) ?? {};
    expect(cases.slice(1).map(({ reference }) => reference)).toEqual(
      draw(found?.candidates ?? [], 8, quotasOf(quotas), found?.summary.seed ?? '')?.map(
        (one) => one.reference,
      ),
    );
    expect(cases.filter(({ cohort }) => cohort === 'Older people')).toHaveLength(2);
    expect(found?.candidates).toHaveLength(29);
    expect(await offerCases(keeper, { inspection: 1 })).toEqual({ outcome: 'offered', cases: 9 });
    expect(await offerCases(keeper, { inspection: 1 })).toEqual({ outcome: 'none left' });
    await rowsAreRecorded();
  });

  it('goes out as CSV that comes back unchanged, and in', async () => {
    await saveCase(keeper, caseInput({ cohort: '=Carers', state: 'chosen', notes: 'Two\nlines, "quoted"' }));
    const cases = (await exportCases(keeper, 1)) ?? [];
    const again = readCsv(csvRecords([CASE_CSV_COLUMNS, ...caseCsvRows(cases)]), CASE_COLUMNS, 300);
    expect(await previewCases(keeper, 1, again)).toMatchObject({ rows: [{ change: 'unchanged' }] });
    const file = readCsv(
      'Reference,State,Practitioner\nEXA-000001,met by CQC,p04\nEXA-000009,,\n',
      CASE_COLUMNS,
      300,
    );
    const tried = await previewCases(keeper, 1, file);
    expect(tried).toMatchObject({ rows: [{ fields: ['practitioner', 'state'] }, { change: 'added' }] });
    expect(await importCases(keeper, 1, file, tried?.ok ? tried.fingerprint : '')).toEqual({
      outcome: 'imported',
      changes: 2,
    });
    const wrong = readCsv(
      'Reference,State,Notes\nEXA-1,Gone,943 476 5919\nEXA-000001,,\n',
      CASE_COLUMNS,
      300,
    );
    const refused = await previewCases(keeper, 1, wrong);
    expect(refused).toMatchObject({
      problems: [{ column: 'Reference' }, { column: 'State' }, { column: 'Notes' }].map((one) =>
        expect.objectContaining(one),
      ),
    });
    await rowsAreRecorded();
  });

  it('leaves no reference in the history or in search, nor a hash that one can be tried against', async () => {
    await saveCase(keeper, caseInput({ notes: 'Seen twice' }));
    await saveLog(keeper, logInput());
    const [row] = await asSuperuser<{ salt: string }>('SELECT salt FROM cases WHERE council_id = $1', [
      council.id,
    ]);
    const events = await asSuperuser('SELECT * FROM audit_events WHERE council_id = $1', [council.id]);
    const words = await asSuperuser('SELECT * FROM event_words WHERE council_id = $1', [council.id]);
    const found = await asSuperuser('SELECT * FROM search_entries WHERE council_id = $1', [council.id]);
    const all = JSON.stringify([events, words, found]);
    expect(all).toContain('case.saved');
    for (const secret of ['EXA-0', 'Seen twice', 'kitchen', row?.salt ?? ''])
      expect(all).not.toContain(secret);
  });
});

describe('reflective logs', () => {
  let writer: CouncilContext;
  beforeEach(async () => {
    writer = await namedPerson(council, [1], 'writer');
  });

  it('go from their owner to review and back, and tell both', async () => {
    expect(await saveLog(writer, logInput({ learning: '' }))).toMatchObject({ outcome: 'saved', number: 1 });
    const at = { log: 1, version: 1 };
    expect(await saveLog(writer, logInput({ ...at, learning: '', do: 'send' }))).toMatchObject({
      outcome: 'incomplete',
      missing: ['What you learned'],
    });
    expect(await saveLog(writer, logInput({ ...at, reference: 'ANN', do: 'send' }))).toMatchObject({
      outcome: 'refused',
    });
    expect(await saveLog(writer, logInput({ ...at, do: 'send' }))).toMatchObject({ outcome: 'sent' });
    expect((await listNotices(keeper, 1)).notices[0]).toMatchObject({
      text: `${writer.person.name} sent reflective log 1 for review`,
      href: expect.stringMatching(/inspections\/1\/logs\/1$/),
    });
    expect(await saveLog(writer, logInput({ log: 1, version: 2 }))).toEqual({ outcome: 'not being written' });
    const review = { inspection: 1, log: 1, version: 2, review: 'Say more of her choice' } as const;
    expect(await reviewLog(keeper, { ...review, decision: 'writing' })).toEqual({ outcome: 'reviewed' });
    expect((await listNotices(writer, 1)).notices[0]?.text).toContain('reviewed reflective log 1');
    expect(await saveLog(writer, logInput({ log: 1, version: 3, voice: 'More', do: 'send' }))).toMatchObject({
      outcome: 'sent',
    });
    await reviewLog(keeper, { ...review, version: 4, decision: 'reviewed' });
    expect(await getLog(writer, 1, 1)).toMatchObject({
      ...{ log: { state: 'reviewed', voice: 'More' }, mayWrite: false, mayReview: false },
    });
    await rowsAreRecorded();
    await asSuperuser(`UPDATE case_logs SET reviewed_by_id = owner_id WHERE council_id = $1`, [council.id]);
    expect((await verifyCouncil(council, ALL_RECORDS)).rows).toEqual([
      expect.stringContaining('reflective log 1 of inspection-1: reviewedBy'),
    ]);
  });

  it('of a keeper are reviewed by another keeper', async () => {
    const other = await namedPerson(council, [1], 'keeper');
    expect(await saveLog(keeper, logInput({ do: 'send' }))).toMatchObject({ outcome: 'sent' });
    expect(JSON.stringify(await listNotices(keeper, 1))).not.toContain('for review');
    const review = { inspection: 1, log: 1, version: 1, review: '', decision: 'reviewed' } as const;
    expect(await reviewLog(keeper, review)).toEqual({ outcome: 'own' });
    expect(await getLog(keeper, 1, 1)).toMatchObject({ mayReview: 'own' });
    expect(await getLog(other, 1, 1)).toMatchObject({ mayReview: true });
    expect(await reviewLog(other, review)).toEqual({ outcome: 'reviewed' });
  });

  it('are seen by their writer, keepers and readers, and each writer’s file has their own', async () => {
    const other = await namedPerson(council, [1], 'writer');
    await saveLog(writer, logInput());
    await saveLog(keeper, logInput({ owner: other.person.id }));
    expect((await listLogs(writer, 1))?.logs.map(({ number }) => number)).toEqual([1]);
    expect((await exportLogs(other, 1))?.map(({ number }) => number)).toEqual([2]);
    expect(await getLog(other, 1, 1)).toBeNull();
    expect(await saveLog(other, logInput({ log: 1, version: 1, voice: 'Mine' }))).toEqual({
      outcome: 'not found',
    });
    expect((await listLogs(keeper, 1))?.logs).toHaveLength(2);
    const stranger = council.as.lead.person.id;
    expect(await saveLog(keeper, logInput({ owner: stranger }))).toEqual({ outcome: 'unknown owner' });
    expect(await saveLog(writer, logInput())).toMatchObject({ number: 3 });
  });
});

describe('row security on cases', () => {
  it('shows rows to those who are named for them, and takes and changes none from others', async () => {
    await saveCase(keeper, caseInput());
    await drawCases(keeper, { inspection: 1, text: 'Reference\nEXA-000009\n', size: 1, quotas: NO_QUOTAS });
    const writer = await namedPerson(council, [1], 'writer');
    await saveLog(keeper, logInput());
    await saveLog(writer, logInput());
    expect(await counts(keeper)).toEqual([1, 2, 1, 2]);
    expect(await counts(await namedPerson(council, [1], 'reader'))).toEqual([1, 2, 1, 2]);
    expect(await counts(writer)).toEqual([1, 0, 0, 1]);
    for (const who of [await namedPerson(council, [1], 'checker'), council.as.director, null]) {
      expect(await counts(who)).toEqual([0, 0, 0, 0]);
      expect((await asActing(council.id, who, `UPDATE cases SET notes = 'x'`)).rowCount).toBe(0);
      expect((await asActing(council.id, who, `DELETE FROM cases`)).rowCount).toBe(0);
      const copy = `INSERT INTO registers (council_id, inspection_id, example, offered, chosen, met, delete_on,
        opened_by_id, opened_at, changed_by_id, changed_at)
        SELECT council_id, id, 'A1', 1, 1, 1, '2099-01-01', started_by_id, now(), started_by_id, now() FROM inspections`;
      await expect(asActing(council.id, who, copy)).rejects.toThrow('row-level security');
    }
    // Also keepers delete only what may be, and the rest with the register.
    await expect(asActing(council.id, keeper, 'DELETE FROM case_logs')).rejects.toThrow('with its register');
    const other = await makeCouncil();
    await startInspection(other.as.lead, inspectionInput());
    const there = await namedPerson(other, [1], 'keeper');
    expect((await asActing(council.id, there, 'SELECT FROM cases')).rowCount).toBe(0);
  });
});

describe('deletion of a register', () => {
  async function fill() {
    await saveCase(keeper, caseInput({ state: 'met' }));
    await drawCases(keeper, { inspection: 1, text: 'Reference\nEXA-000009\n', size: 1, quotas: NO_QUOTAS });
    const writer = await namedPerson(council, [1], 'writer');
    await saveLog(writer, logInput({ do: 'send' }));
  }
  const left = () =>
    Promise.all(
      TABLES.slice(1).map(
        async (table) =>
          (await asSuperuser(`SELECT FROM ${table} WHERE council_id = $1`, [council.id])).length,
      ),
    );

  it('happens on its day, with proof in the history that a row which comes back breaks', async () => {
    await fill();
    const kept = await saveFormState(keeper, { notes: 'EXA-000001' }, new Date());
    const copy = await asSuperuser<object>(`SELECT to_jsonb(c) AS row FROM cases c WHERE council_id = $1`, [
      council.id,
    ]);
    await tidy(new Date());
    expect(await left()).toEqual([2, 1, 1]);
    await asSuperuser(`UPDATE registers SET delete_on = '2026-01-31' WHERE council_id = $1`, [council.id]);
    await tidy(new Date());
    expect(await left()).toEqual([0, 0, 0]);
    expect(await loadFormState(keeper, kept)).toBeNull();
    expect((await listNotices(keeper, 1)).notices.map(({ text }) => text).join()).not.toContain('reflective');
    const [entry] = (await listActivity(council.as.director, {}, 1)).entries;
    expect(entry).toMatchObject({ title: 'CQC assessment: register of cases deleted' });
    await asSuperuser(`UPDATE registers SET delete_on = '2099-01-31' WHERE council_id = $1`, [
      council.id,
    ]).catch(() => null);
    const wrong = async () => (await verifyCouncil(council, ALL_RECORDS)).rows.join('\n');
    expect(await wrong()).not.toContain('case 1');
    await asSuperuser(`INSERT INTO cases SELECT (jsonb_populate_record(NULL::cases, $1::jsonb)).*`, [
      JSON.stringify((copy[0] as { row: object }).row),
    ]);
    expect(await wrong()).toContain('case 1 of inspection-1');
  });

  it('by hand asks how many cases there are, and closes the register', async () => {
    await fill();
    expect(await deleteRegister(keeper, { inspection: 1, confirm: 3 })).toEqual({
      outcome: 'miscounted',
      cases: 2,
    });
    expect(await deleteRegister(keeper, { inspection: 1, confirm: 2 })).toEqual({ outcome: 'deleted' });
    expect(await left()).toEqual([0, 0, 0]);
    expect(await deleteRegister(keeper, { inspection: 1, confirm: 0 })).toEqual({ outcome: 'closed' });
    expect(await saveCase(keeper, caseInput())).toEqual({ outcome: 'closed' });
    expect(await saveRegister(keeper, registerInput({ version: 1 }))).toEqual({ outcome: 'closed' });
    expect(await saveLog(keeper, logInput())).toEqual({ outcome: 'closed' });
    expect((await getRegister(keeper, 1))?.register?.example).toBe('');
    await rowsAreRecorded();
  });
});
