import 'server-only';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { StatementPeople } from '#lib/work/assignments/rules.ts';
import { ASSIGNABLE_ROLES } from '#lib/work/assignments/rules.ts';
import type { AssignStatement } from '#lib/work/assignments/schema.ts';

export type AssignResult = {
  readonly outcome: 'done' | 'unchanged' | 'closed' | 'unknown person' | 'past';
};

/**
 * Replaces the owner, helpers and due date of a statement in the open assessment, and notifies each person who is new
 * in their part. A due date in the past may stay but cannot be set.
 */
export function assignStatement(
  context: CouncilContext,
  statement: StatementId,
  input: AssignStatement,
): Promise<AssignResult> {
  return auditedWrite<AssignResult>(context, 'statement:assign', async ({ tx }) => {
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    // Locks the statement's row, so that of two leads at once each event has the right "before". The share lock on the
    // assessment keeps it from being closed, because closing carries assignments forward.
    const [open] = await tx.$queryRaw<{ due_on: CalendarDate | null }[]>`
      select s.due_on::text from statement_assessments s
        join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
       where s.council_id = ${key.councilId}::uuid and s.assessment_id = ${key.assessmentId}::uuid
         and s.statement = ${statement} and a.status = 'open'
         for update of s for share of a`;
    if (!open) return unchanged({ outcome: 'closed' });
    const before = { ...(await peopleOf(tx, key)), dueOn: open.due_on };
    const wanted = [...(input.owner === null ? [] : [input.owner]), ...input.helpers];
    const sameDate = before.dueOn === input.dueOn;
    if (sameDate && sameIds(before, input)) return unchanged({ outcome: 'unchanged' });
    if (!sameDate && input.dueOn !== null && input.dueOn < londonDay(context.now())) {
      return unchanged({ outcome: 'past' });
    }
    const known = await tx.membership.count({
      where: {
        councilId: key.councilId,
        personId: { in: wanted },
        disabledAt: null,
        role: { in: [...ASSIGNABLE_ROLES] },
      },
    });
    if (known !== wanted.length) return unchanged({ outcome: 'unknown person' });
    await tx.statementAssessment.updateMany({
      where: key,
      data: { dueOn: input.dueOn && dateToColumn(input.dueOn) },
    });
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
        data: {
          assessmentId: key.assessmentId,
          before,
          after: { ...(await peopleOf(tx, key)), dueOn: input.dueOn },
        },
      },
      notices: newToTheirPart(before, input).map(({ person, part }) => ({
        to: [person],
        notice: { kind: 'assigned' as const, assessmentId: key.assessmentId, statement, part },
      })),
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

function newToTheirPart(before: StatementPeople, { owner, helpers }: AssignStatement) {
  const helped = before.helpers.map(({ id }) => id);
  return [
    ...(owner === null || owner === before.owner?.id ? [] : [{ person: owner, part: 'owner' as const }]),
    ...helpers.filter((id) => !helped.includes(id)).map((person) => ({ person, part: 'helper' as const })),
  ];
}

function sameIds(before: StatementPeople, { owner, helpers }: AssignStatement): boolean {
  const ids = before.helpers.map(({ id }) => id).toSorted();
  return (before.owner?.id ?? null) === owner && ids.join() === helpers.toSorted().join();
}
