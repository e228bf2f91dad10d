import 'server-only';
import { ASSIGNABLE_ROLES } from '#lib/assignments/rules.ts';
import type { AssignStatement } from '#lib/assignments/schema.ts';
import type { StatementPeople } from '#lib/audit/events.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import type { Transaction } from '#lib/db/client.ts';
import { auditedWrite } from '#lib/db/write.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type AssignResult = { readonly outcome: 'done' | 'unchanged' | 'closed' | 'unknown person' };

/** Sets who owns a statement of the open assessment and who helps with it, in place of whoever did. */
export function assignStatement(
  context: CouncilContext,
  statement: StatementId,
  input: AssignStatement,
): Promise<AssignResult> {
  return auditedWrite<AssignResult>(context, 'statement:assign', async (tx) => {
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    // Two leads at once take turns on the statement's row, so that each event says what its change came after.
    const [open] = await tx.$queryRaw<object[]>`
      select 1 from statement_assessments s
        join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
       where s.council_id = ${key.councilId}::uuid and s.assessment_id = ${key.assessmentId}::uuid
         and s.statement = ${statement} and a.status = 'open'
         for update of s`;
    if (!open) return { result: { outcome: 'closed' }, event: 'unchanged' };
    const before = await peopleOf(tx, key);
    const wanted = [...(input.owner === null ? [] : [input.owner]), ...input.helpers];
    if (sameIds(before, input)) return { result: { outcome: 'unchanged' }, event: 'unchanged' };
    const known = await tx.membership.count({
      where: {
        councilId: key.councilId,
        personId: { in: wanted },
        disabledAt: null,
        role: { in: [...ASSIGNABLE_ROLES] },
      },
    });
    if (known !== wanted.length) return { result: { outcome: 'unknown person' }, event: 'unchanged' };
    await tx.statementTask.deleteMany({ where: key });
    await tx.statementTask.createMany({
      data: wanted.map((personId) => ({
        ...key,
        personId,
        part: personId === input.owner ? ('owner' as const) : ('helper' as const),
      })),
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'statement.assigned',
        subject: statement,
        data: { assessmentId: key.assessmentId, before, after: await peopleOf(tx, key) },
      },
    };
  });
}

type Key = { readonly councilId: string; readonly assessmentId: string; readonly statement: StatementId };

async function peopleOf(tx: Transaction, key: Key): Promise<StatementPeople> {
  const rows = await tx.statementTask.findMany({
    relationLoadStrategy: 'join',
    where: key,
    orderBy: { personId: 'asc' },
    select: { part: true, person: { select: { person: { select: { id: true, name: true } } } } },
  });
  const of = (part: 'owner' | 'helper') =>
    rows.filter((row) => row.part === part).map(({ person }) => person.person);
  return { owner: of('owner')[0] ?? null, helpers: of('helper') };
}

function sameIds(before: StatementPeople, { owner, helpers }: AssignStatement): boolean {
  const ids = before.helpers.map(({ id }) => id).toSorted();
  return (before.owner?.id ?? null) === owner && ids.join() === helpers.toSorted().join();
}
