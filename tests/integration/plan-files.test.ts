import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_IMPORT_COLUMNS } from '#lib/exchange/imports/action-list.ts';
import { importActions } from '#lib/exchange/imports/commands.ts';
import { previewActions } from '#lib/exchange/imports/queries.ts';
import { pagesOf } from '#lib/exchange/pdf/testing/pdf-tools.ts';
import { exportProgressPdf } from '#lib/exchange/progress/commands.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { exportActions } from '#lib/insight/plan/commands.ts';
import { csvRecords, readCsv } from '#lib/kernel/csv.ts';
import { parseFigure } from '#lib/kernel/figures.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { saveAction, saveMilestone, updateAction } from '#lib/record/improvement/commands.ts';
import { ACTION_EXPORT_COLUMNS, actionCells } from '#lib/record/improvement/csv-rows.ts';
import { actionRecords } from '#lib/record/improvement/events.ts';
import { getPlan } from '#lib/record/improvement/queries.ts';
import {
  actionInput,
  makeAssessedCouncil,
  makeEvidenceLink,
  milestoneInput,
  progressInput,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
beforeAll(async () => {
  council = await makeAssessedCouncil();
  const { lead, contributor } = council.as;
  const item = Number((await makeEvidenceLink(lead)).slice(1));
  const value = parseFigure('14');
  if (typeof value === 'string') throw new Error(value);
  await saveAction(
    lead,
    actionInput({
      ...{
        title: '=Shorter waits',
        outcome: 'People wait less.\nAll of them.',
        owner: contributor.person.id,
      },
      ...{ startsOn: '2026-09-01', dueOn: '2027-03-31', costOnce: 12_500, costYearly: 0, funding: 'funded' },
      ...{ monitoring: 'Monthly; by the board', evidence: [item] },
      aims: [
        { statement: 'QS1', score: 3 },
        { statement: 'QS7', score: null },
      ],
      proofs: [{ measure: 'assessment-wait', value, typed: '14' }],
    }),
  );
  await saveMilestone(lead, milestoneInput({ action: 1 }));
  await saveAction(lead, actionInput({ title: 'Closed', ownerName: 'Ann O’Neill, NHS' }));
  await updateAction(
    lead,
    progressInput({ action: 2, actionState: 'complete', evidenceItems: [item], closedOn: '2026-10-01' }),
  );
});

const file = (...lines: readonly string[]) => readCsv(`${lines.join('\n')}\n`, ACTION_IMPORT_COLUMNS, 10);

async function run(rows: ReturnType<typeof file>) {
  const { lead } = council.as;
  const tried = await previewActions(lead, rows);
  if (!tried.ok) return tried.problems.map(({ line, column, message }) => `${line} ${column}: ${message}`);
  return importActions(lead, rows, tried.fingerprint);
}

async function exported(): Promise<string> {
  const found = await exportActions(council.as.lead);
  if (found === 'scores hidden') throw new Error(found);
  return csvRecords([
    ACTION_EXPORT_COLUMNS,
    ...found.actions.map((action) => actionCells(action, found.emails)),
  ]);
}

describe('a file of actions', () => {
  it('changes nothing if it is the export, and notes the columns that it does not use', async () => {
    const own = readCsv(await exported(), ACTION_IMPORT_COLUMNS, 10);
    expect(own).toMatchObject({ ok: true, notes: [expect.stringContaining('Progress rating')] });
    expect(await run(own)).toEqual({ outcome: 'unchanged' });
  });

  it('is refused as a whole, with each problem by its column', async () => {
    const header =
      'Number,Action,Priority,Due date,State,Owner,Quality statements,Measures that would prove it,Evidence';
    const problems = await run(
      file(
        header,
        ',Good,High,,,,,,',
        '1,Moved,High,30/6/2027,Complete,,,,',
        '2,Opened,High,,In progress,,,,',
        '9,None,High,,,,,,',
        '1,Twice,Sometimes,31/3/2027,,x@y.example,Nothing: 3; Safeguarding: 9,Nothing: 4,E999',
      ),
    );
    expect(problems).toEqual([
      '3 Due date: Move the due date of action 1 on its page, with a reason',
      '3 State: Complete or stop an action on its page, with a progress note',
      '4 State: Open action 2 again on its page, with a progress note',
      '5 Number: The plan has no action 9',
      '6 Number: Line 3 already has action 1',
      '6 Owner: No member who can own an action has the email “x@y.example”',
      '6 Quality statements: There is no quality statement “Nothing”',
      '6 Measures that would prove it: There is no measure “Nothing”',
      expect.stringMatching(/^6 Priority: /),
      expect.stringMatching(/^6 Quality statements: /),
      '4 Evidence: Enter the evidence of this action, as it is complete',
    ]);
    expect(await run(file('Action,Priority,Evidence', 'New,High,E999'))).toEqual([
      '2 Evidence: There is no item of evidence E999',
    ]);
    expect((await getPlan(council.as.lead)).actions).toHaveLength(2);
  });

  it('adds rows without a number, and keeps what it has no column for', async () => {
    const { lead } = council.as;
    const header = 'Number;Action;Priority;Owner;Due date';
    const rows = file(header, `1;Shorter;Low;${lead.person.name};`, ';New;High;Somebody else;1 July 2027');
    expect(await run(rows)).toEqual(['2 Due date: Move the due date of action 1 on its page, with a reason']);
    const good = file(
      header,
      `1;Shorter;Low;${lead.person.name};31.3.2027`,
      ';New;High;Somebody else;1 July 2027',
    );
    expect(await run(good)).toEqual({ outcome: 'imported', changes: 2 });
    const { actions } = await getPlan(lead);
    expect(actions).toMatchObject([
      {
        ...{ title: 'Shorter', priority: 'low', owner: { id: lead.person.id }, dueOn: '2027-03-31' },
        ...{ outcome: 'People wait less.\nAll of them.', cost: { once: 12_500, yearly: 0 } },
        ...{ aims: [{ statement: 'QS1', score: 3 }, { statement: 'QS7' }], milestones: [{}] },
      },
      { title: 'Closed', state: 'complete' },
      {
        title: 'New',
        owner: { id: null, name: 'Somebody else' },
        firstDueOn: '2027-07-01',
        state: 'planned',
      },
    ]);
    expect((await verifyCouncil(council, [actionRecords])).rows).toEqual([]);
  });

  it('is made of the progress since a day too, with its fingerprint on record', async () => {
    const made = await exportProgressPdf(council.as.lead, '2026-01-01');
    if (made === null || typeof made === 'string') throw new Error(String(made));
    const text = (await pagesOf(made.pdf)).join(' ').replace(/\s+/g, ' ');
    expect(text).toContain('Progress report');
    expect(text).toContain('Changes since 1 January 2026');
    const [entry] = (await listActivity(council.as.lead, {}, 1)).entries;
    expect(entry?.title).toBe('Progress report since 1 January 2026 exported');
  });

  it('is not made for somebody from whom a score is hidden', async () => {
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    expect(await exportActions(council.as.director)).toBe('scores hidden');
    expect(await exportProgressPdf(council.as.director, '2026-01-01')).toBe('scores hidden');
    expect(await exportActions(council.as.lead)).toMatchObject({ emails: expect.any(Map) });
  });
});
