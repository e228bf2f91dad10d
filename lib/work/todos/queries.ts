import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { type CouncilRead, cacheByAuditHead } from '#lib/platform/db/read.ts';
import type { StatementStatus } from '#lib/record/assessments/state.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import { staleBefore } from '#lib/record/evidence/concerns.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';
import { loadDuties } from '#lib/work/duties/queries.ts';
import { type NextStep, type NextStepFacts, nextStepFor } from '#lib/work/todos/next-step.ts';
import { type Todo, type TodoFacts, todosFor } from '#lib/work/todos/rules.ts';

type TodoRow = {
  readonly review_state: TodoFacts['reviewState'];
  readonly last_step: TodoFacts['lastStep'];
  readonly last_closing_step: TodoFacts['lastClosingStep'];
  /** Requests that wait. */
  readonly erasures: readonly { readonly number: number; readonly by: string }[];
  readonly statement: StatementId;
  readonly due_on: CalendarDate | null;
  /** The owner and helpers. */
  readonly people: readonly string[];
  readonly stale: readonly number[];
};

/** This person's next step and to-do list in the open assessment, from scores as they may see them. */
export async function loadTodos(
  db: CouncilRead,
  assessment: {
    readonly id: string;
    readonly statements: readonly {
      readonly id: StatementId;
      readonly score: ShownScore;
      readonly status: StatementStatus;
      readonly challenges: readonly Score[];
    }[];
  },
  review: Pick<NextStepFacts, 'version' | 'changedSince'>,
  asOf: Date,
): Promise<{ readonly nextStep: NextStep | null; readonly todos: readonly Todo[] }> {
  const { tx, context } = db;
  const limit = staleBefore(asOf);
  const rows = await cacheByAuditHead(
    db,
    { name: 'todos', of: `${assessment.id} ${limit}` },
    () => tx.$queryRaw<TodoRow[]>`
    select a.review_state, s.statement, s.due_on::text,
           (select jsonb_build_object('kind', r.kind, 'version', r.version) from review_steps r
             where r.council_id = a.council_id and r.assessment_id = a.id order by r.step desc limit 1) as last_step,
           (select c.kind::text from closing_steps c
             where c.council_id = a.council_id and c.assessment_id = a.id order by c.step desc limit 1
           ) as last_closing_step,
           (select coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'by', r.asked_by_id) order by i.number), '[]')
              from erasures r join evidence_items i on i.council_id = r.council_id and i.id = r.item_id
             where r.council_id = a.council_id and r.outcome is null) as erasures,
           array(select t.person_id::text from statement_tasks t
                  where t.council_id = s.council_id and t.assessment_id = s.assessment_id and t.statement = s.statement
           ) as people,
           coalesce(old.items, '{}') as stale
      from assessments a
      join statement_assessments s on s.council_id = a.council_id and s.assessment_id = a.id
      left join (
        select l.statement, array_agg(i.number order by i.number) as items
          from evidence_items i
          join evidence_links l
            on l.council_id = i.council_id and l.evidence_item_id = i.id and l.assessment_id = ${assessment.id}::uuid
         where i.council_id = ${context.council.id}::uuid and i.dated_on < ${limit}::date
           and counts_as_evidence(i.state, i.scan, i.needs_redaction)
         group by l.statement
      ) old on old.statement = s.statement
     where a.council_id = ${context.council.id}::uuid and a.id = ${assessment.id}::uuid`,
  );
  const rowOf = new Map(rows.map((row) => [row.statement, row]));
  const [first] = rows;
  if (!first) return { nextStep: null, todos: [] };
  const facts: TodoFacts = {
    reviewState: first.review_state,
    lastStep: first.last_step,
    lastClosingStep: first.last_closing_step,
    ...{ duties: await loadDuties(db), me: context.person.id },
    erasures: first.erasures.flatMap(({ number, by }) => (by === context.person.id ? [] : number)),
    statements: assessment.statements.flatMap(({ id, score, status, challenges }) => {
      const row = rowOf.get(id);
      if (!row) return [];
      const { due_on: dueOn, people, stale } = row;
      const isMine = people.includes(context.person.id);
      return [{ id, score, status, challenges, dueOn, isMine, isTaken: people.length > 0, stale }];
    }),
  };
  return {
    nextStep: nextStepFor({ ...facts, ...review }, context),
    todos: todosFor(facts, context, londonDay(asOf)),
  };
}
