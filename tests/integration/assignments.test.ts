import { beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setDisabled } from '#lib/record/members/commands.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { getStatementPeople, listMyWork } from '#lib/work/assignments/queries.ts';
import {
  ANSWERS,
  asSuperuser,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  peopleIn,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
let lead: CouncilContext;
let contributor: CouncilContext;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  ({ lead, contributor } = council.as);
});

const assign = (
  owner: CouncilContext | null,
  helpers: readonly CouncilContext[] = [],
  statement: StatementId = 'QS1',
  dueOn: CalendarDate | null = null,
) =>
  assignStatement(lead, statement, {
    assessment: council.assessment,
    owner: owner?.person.id ?? null,
    helpers: helpers.map(({ person }) => person.id),
    dueOn,
  });
const save = (by: CouncilContext, version: number, given: Partial<typeof ANSWERS> = {}) =>
  saveStatement(by, 'QS1', {
    ...ANSWERS,
    completed: false,
    ...given,
    assessment: council.assessment,
    version,
  });
const facts = ({ person: { id, name } }: CouncilContext) => ({ id, name });

describe('the people of a statement', () => {
  it('are one owner and helpers, replacing earlier ones, recorded with before and after', async () => {
    expect(await peopleIn(lead)).toEqual({});
    expect(await assign(lead, [contributor])).toEqual({ outcome: 'done' });
    expect(await peopleIn(council.as.reader)).toEqual({
      QS1: { owner: facts(lead), helpers: [facts(contributor)], dueOn: null },
    });
    expect(await assign(contributor)).toEqual({ outcome: 'done' });
    expect(await assign(null)).toEqual({ outcome: 'done' });
    expect(await peopleIn(lead)).toEqual({});
    const nobody = { owner: null, helpers: [], dueOn: null };
    const both = { owner: facts(lead), helpers: [facts(contributor)], dueOn: null };
    const one = { owner: facts(contributor), helpers: [], dueOn: null };
    const events = await asSuperuser<{ data: object }>(
      "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'statement.assigned' ORDER BY seq",
      [council.id],
    );
    const assessmentId = council.assessment;
    expect(events.map(({ data }) => data)).toEqual([
      { assessmentId, before: nobody, after: both },
      { assessmentId, before: both, after: one },
      { assessmentId, before: one, after: nobody },
    ]);
  });

  it('are unchanged when sent again', async () => {
    await assign(lead, [contributor]);
    const before = await dumpCouncil(council.id);
    expect(await assign(lead, [contributor])).toEqual({ outcome: 'unchanged' });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('are enabled members who may write it', async () => {
    const other = await makeAssessedCouncil();
    const before = await dumpCouncil(council.id);
    for (const [owner, helpers] of [
      [council.as.reader, []],
      [lead, [council.as.director]],
      [other.as.lead, []],
      [lead, [other.as.contributor]],
    ] as const) {
      expect(await assign(owner, helpers)).toEqual({ outcome: 'unknown person' });
    }
    expect(await dumpCouncil(council.id)).toEqual(before);
    await setDisabled(council.as.admin, contributor.person.id, true);
    expect(await assign(contributor)).toEqual({ outcome: 'unknown person' });
    expect((await getStatementPeople(lead, 'QS1'))?.candidates).toEqual([lead.person]);
  });

  it('cannot be changed in a closed assessment', async () => {
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    expect(await assign(lead)).toEqual({ outcome: 'closed' });
  });

  it('have one owner under concurrent changes, and each event starts where the last one ended', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? assign(lead, [contributor]) : assign(contributor, [lead]),
      ),
    );
    const owners = await asSuperuser(
      "SELECT FROM statement_tasks WHERE council_id = $1 AND part = 'owner' AND statement = 'QS1'",
      [council.id],
    );
    expect(owners).toHaveLength(1);
    const events = await asSuperuser<{ data: { before: object; after: object } }>(
      "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'statement.assigned' ORDER BY seq",
      [council.id],
    );
    expect(events.slice(1).map(({ data }) => data.before)).toEqual(
      events.slice(0, -1).map(({ data }) => data.after),
    );
  });
});

describe('the due date of a statement', () => {
  const FAR = '2099-12-31';
  const dueOn = async () => (await peopleIn(lead)).QS1?.dueOn;

  it('is set, changed and removed along with the people, and recorded', async () => {
    expect(await assign(null, [], 'QS1', FAR)).toEqual({ outcome: 'done' });
    expect(await peopleIn(lead)).toEqual({ QS1: { owner: null, helpers: [], dueOn: FAR } });
    await assign(lead, [], 'QS1', FAR);
    expect(await listMyWork(lead)).toMatchObject([{ statement: 'QS1', dueOn: FAR }]);
    expect(await assign(lead, [], 'QS1', FAR)).toEqual({ outcome: 'unchanged' });
    await assign(lead, [], 'QS1', null);
    expect(await dueOn()).toBeNull();
    const events = await asSuperuser<{ before: string | null; after: string | null }>(
      `SELECT data -> 'before' ->> 'dueOn' AS before, data -> 'after' ->> 'dueOn' AS after
         FROM audit_events WHERE council_id = $1 AND type = 'statement.assigned' ORDER BY seq`,
      [council.id],
    );
    expect(events).toEqual([
      { before: null, after: FAR },
      { before: FAR, after: FAR },
      { before: FAR, after: null },
    ]);
  });

  it('cannot be set in the past, but stays once it has passed', async () => {
    expect(await assign(lead, [], 'QS1', '2026-01-01')).toEqual({ outcome: 'past' });
    await asSuperuser("UPDATE statement_assessments SET due_on = '2026-01-01' WHERE council_id = $1", [
      council.id,
    ]);
    expect(await assign(lead, [], 'QS1', '2026-01-01')).toEqual({ outcome: 'done' });
    expect(await dueOn()).toBe('2026-01-01');
  });

  it('sorts my work by what is due first', async () => {
    await assign(lead, [], 'QS1');
    await assign(lead, [], 'QS2', '2099-06-30');
    await assign(lead, [], 'QS3', '2099-02-28');
    expect((await listMyWork(lead)).map(({ statement }) => statement)).toEqual(['QS3', 'QS2', 'QS1']);
  });
});

describe('my work', () => {
  it('is the incomplete statements I own or help with, owned first', async () => {
    await assign(contributor, [lead], 'QS7');
    await assign(lead, [contributor], 'QS2');
    await assign(contributor, [], 'QS1');
    const parts = async (of: CouncilContext) =>
      (await listMyWork(of)).map(({ statement, part }) => [statement, part]);
    expect(await parts(contributor)).toEqual([
      ['QS1', 'owner'],
      ['QS7', 'owner'],
      ['QS2', 'helper'],
    ]);
    expect(await parts(lead)).toEqual([
      ['QS2', 'owner'],
      ['QS7', 'helper'],
    ]);
    expect(await parts(council.as.reader)).toEqual([]);
    await save(contributor, 0, { completed: true });
    expect(await parts(contributor)).toEqual([
      ['QS7', 'owner'],
      ['QS2', 'helper'],
    ]);
  });

  it('shows what is missing and the progress', async () => {
    await assign(contributor);
    expect(await listMyWork(contributor)).toMatchObject([
      { status: 'not-yet-started', left: 'A score, reasons and evidence missing', changed: null },
    ]);
    await save(contributor, 0, { score: null });
    await makeEvidenceLink(lead, { statement: 'QS1' });
    expect(await listMyWork(contributor)).toMatchObject([{ status: 'in-progress', left: 'A score missing' }]);
  });

  it('shows the latest change by someone else since my last save', async () => {
    await assign(contributor);
    await save(lead, 0);
    expect(await listMyWork(contributor)).toMatchObject([{ changed: { by: lead.person.name } }]);
    await save(contributor, 1, { strengths: 'Mine' });
    expect(await listMyWork(contributor)).toMatchObject([{ changed: null }]);
    await save(lead, 2, { strengths: 'Theirs again' });
    const [{ saved_at: at } = { saved_at: null }] = await asSuperuser<{ saved_at: Date }>(
      'SELECT saved_at FROM statement_revisions WHERE council_id = $1 AND version = 3',
      [council.id],
    );
    expect(await listMyWork(contributor)).toMatchObject([{ changed: { by: lead.person.name, at } }]);
  });
});
