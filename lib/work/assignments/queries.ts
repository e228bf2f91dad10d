import 'server-only';
import { knownStatement, knownStatementIds } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadOpenCycleWith } from '#lib/record/assessments/queries.ts';
import { type StatementStatus, statementStatus } from '#lib/record/assessments/state.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';
import type { StatementPeople } from '#lib/work/assignments/rules.ts';
import { ASSIGNABLE_ROLES, leftToDo } from '#lib/work/assignments/rules.ts';

export type { StatementPeople };

export const NOBODY: StatementPeople = { owner: null, helpers: [], dueOn: null };

/** Statements of the open assessment, without those that have no owner, helpers or due date. */
export type PeopleOfStatements = Readonly<Partial<Record<StatementId, StatementPeople>>>;

export function loadPeople(db: CouncilRead): Promise<PeopleOfStatements> {
  return cacheByAuditHead(db, { name: 'people of statements', of: '' }, () => peopleNow(db));
}

async function peopleNow({ tx, context }: CouncilRead): Promise<PeopleOfStatements> {
  const rows = await tx.$queryRaw<
    {
      statement: StatementId;
      due_on: CalendarDate | null;
      part: 'owner' | 'helper' | null;
      id: string;
      name: string;
    }[]
  >`
    select s.statement, s.due_on::text, t.part::text, p.id, p.name
      from statement_assessments s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
      left join statement_tasks t
        on t.council_id = s.council_id and t.assessment_id = s.assessment_id and t.statement = s.statement
      left join people p on p.id = t.person_id
     where s.council_id = ${context.council.id}::uuid and a.status = 'open'
       and (t.person_id is not null or s.due_on is not null)
     order by s.statement, p.name`;
  const people: Partial<Record<StatementId, StatementPeople>> = {};
  for (const { statement, due_on: dueOn, part, ...person } of rows) {
    const known = people[statement] ?? { ...NOBODY, dueOn };
    people[statement] =
      part === 'owner'
        ? { ...known, owner: person }
        : { ...known, helpers: part === null ? known.helpers : [...known.helpers, person] };
  }
  return people;
}

export type AssignableMember = { readonly id: string; readonly name: string; readonly email: string };

export type StatementPeopleView = StatementPeople & {
  readonly assessment: { readonly id: string; readonly name: string };
  /** Members who can be owner or helper, by name. */
  readonly candidates: readonly AssignableMember[];
};

/** Who works on a statement of the open assessment, and who could. Null when none is open. */
export async function getStatementPeople(
  context: CouncilContext,
  statement: StatementId,
): Promise<StatementPeopleView | null> {
  requirePermission(context, 'statement:assign');
  return read(context, async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    const open = await loadOpenCycleWith(db, statement);
    if (!open) return null;
    const assessment = { id: open.id, name: open.name };
    const people = (await loadPeople(db))[statement] ?? NOBODY;
    const members = await tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: { councilId, disabledAt: null, role: { in: [...ASSIGNABLE_ROLES] } },
      orderBy: [{ person: { name: 'asc' } }, { person: { email: 'asc' } }],
      select: { person: { select: { id: true, name: true, email: true } } },
    });
    return { ...people, assessment, candidates: members.map(({ person }) => person) };
  });
}

export type WorkItem = {
  readonly statement: StatementId;
  readonly name: string;
  readonly part: 'owner' | 'helper';
  readonly status: StatementStatus;
  /** "A score and evidence missing". */
  readonly left: string;
  /** A calendar date. Null if none is set. */
  readonly dueOn: CalendarDate | null;
  /** The latest save by someone else since this person's own last save. */
  readonly changed: { readonly by: string; readonly at: Date } | null;
};

type WorkRow = {
  readonly statement: StatementId;
  readonly part: 'owner' | 'helper';
  readonly score: Score | null;
  readonly carried: boolean;
  readonly is_proposed: boolean;
  readonly has_narrative: boolean;
  readonly evidence_count: number;
  readonly due_on: CalendarDate | null;
  readonly changed_by: string | null;
  readonly changed_at: Date | null;
};

/**
 * Statements of the open assessment that this person owns or helps with and that are not completed. Owned statements
 * come first, then by due date. Empty once the assessment is signed.
 */
export async function listMyWork(context: CouncilContext): Promise<readonly WorkItem[]> {
  requirePermission(context, 'assessment:view');
  const me = context.person.id;
  const rows = await read(
    context,
    ({ tx }) => tx.$queryRaw<WorkRow[]>`
      select t.statement, t.part::text, s.score, s.carried, a.review_state = 'proposed' as is_proposed,
             (s.strengths <> '' or s.improvements <> '' or s.impact <> '') as has_narrative,
             (select count(*)::int from evidence_links l
                join evidence_items i
                  on i.council_id = l.council_id and i.id = l.evidence_item_id and counts_as_evidence(i.state, i.scan, i.needs_redaction)
               where l.council_id = s.council_id and l.assessment_id = s.assessment_id and l.statement = s.statement
             ) as evidence_count,
             s.due_on::text, c.changed_by, c.changed_at
        from statement_tasks t
        join assessments a on a.council_id = t.council_id and a.id = t.assessment_id
        join statement_assessments s
          on s.council_id = t.council_id and s.assessment_id = t.assessment_id and s.statement = t.statement
        left join lateral (
          select p.name as changed_by, r.saved_at as changed_at
            from statement_revisions r
            join people p on p.id = r.saved_by_id
           where r.council_id = s.council_id and r.assessment_id = s.assessment_id and r.statement = s.statement
             and r.saved_by_id <> ${me}::uuid
             and r.version > coalesce((
               select max(m.version) from statement_revisions m
                where m.council_id = s.council_id and m.assessment_id = s.assessment_id
                  and m.statement = s.statement and m.saved_by_id = ${me}::uuid), 0)
           order by r.version desc
           limit 1
        ) c on true
       where t.council_id = ${context.council.id}::uuid and t.person_id = ${me}::uuid
         and a.status = 'open' and a.review_state <> 'signed' and not s.completed
       order by t.part, s.due_on nulls last, array_position(${knownStatementIds()}, t.statement)`,
  );
  return rows.map((row) => {
    const facts = {
      carried: row.carried,
      score: row.score,
      hasNarrative: row.has_narrative,
      evidenceCount: row.evidence_count,
    };
    return {
      statement: row.statement,
      name: knownStatement(row.statement).name,
      part: row.part,
      status: statementStatus({ ...facts, completed: false, isSigned: false }),
      left: leftToDo({ ...facts, isProposed: row.is_proposed }),
      dueOn: row.due_on,
      changed: row.changed_by !== null && row.changed_at ? { by: row.changed_by, at: row.changed_at } : null,
    };
  });
}
