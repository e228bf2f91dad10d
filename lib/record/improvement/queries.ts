import 'server-only';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import { type CouncilRead, type CouncilRows, cacheByAuditHead } from '#lib/platform/db/read.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import {
  type Aim,
  type ImprovementAction,
  NO_DETAILS,
  type PlanDetails,
  type Proof,
} from '#lib/record/improvement/rules.ts';

type Stored<Row extends { readonly changed: unknown }> = Omit<Row, 'changed'> & {
  readonly changed: { readonly by: string; readonly at: string };
};

type ActionRow = Omit<
  ImprovementAction,
  'owner' | 'cost' | 'proofs' | 'evidence' | 'milestones' | 'updates' | 'changed'
> & {
  readonly ownerId: string | null;
  readonly ownerName: string;
  readonly once: number | null;
  readonly yearly: number | null;
  readonly funding: ImprovementAction['cost']['funding'];
  readonly aims: readonly Aim[];
  readonly proofs: readonly (Omit<Proof, 'value'> & { readonly value: string | null })[];
  readonly evidence: readonly { readonly number: number; readonly title: string; readonly counts: boolean }[];
  readonly milestones: readonly Stored<ImprovementAction['milestones'][number]>[];
  readonly updates: readonly (Omit<ImprovementAction['updates'][number], 'at'> & { readonly at: string })[];
  readonly changedBy: string;
  readonly changedAt: Date;
};

/** Every action of the plan, by number. Does not check who may see the scores they aim at. */
export function loadActions(db: CouncilRead): Promise<readonly ImprovementAction[]> {
  return cacheByAuditHead(db, { name: 'improvement actions', of: '' }, () => actionsOf(db));
}

/** The same for who asks without being a member, or within a write. `number`: one action alone. */
export async function actionsOf(
  { tx, context }: CouncilRows,
  number: number | null = null,
): Promise<readonly ImprovementAction[]> {
  const rows = await tx.$queryRaw<ActionRow[]>`
    select a.number, a.title, a.outcome, a.priority::text as priority, a.owner_id::text as "ownerId",
           coalesce(o.name, a.owner_name) as "ownerName", a.starts_on::text as "startsOn", a.due_on::text as "dueOn",
           a.first_due_on::text as "firstDueOn", a.cost_once as once, a.cost_yearly as yearly,
           a.funding::text as funding, a.monitoring, a.scrutiny, a.state::text as state, a.rating::text as rating,
           a.closed_on::text as "closedOn", a.is_public as "isPublic", a.version, a.added_at as "addedAt",
           c.name as "changedBy", a.changed_at as "changedAt",
           coalesce((select json_agg(json_build_object('statement', s.statement, 'score', s.score) order by s.statement)
                       from action_statements s where s.council_id = a.council_id and s.action = a.number), '[]') as aims,
           coalesce((select json_agg(json_build_object('measure', m.key, 'name', m.name, 'unit', m.unit,
                                                       'better', m.better, 'value', p.value::text) order by m.name)
                       from action_measures p
                       join measures m on m.council_id = p.council_id and m.id = p.measure_id
                      where p.council_id = a.council_id and p.action = a.number), '[]') as proofs,
           coalesce((select json_agg(json_build_object('number', i.number, 'title', i.title, 'counts',
                                       counts_as_evidence(i.state, i.scan, i.needs_redaction)) order by i.number)
                       from action_evidence e
                       join evidence_items i on i.council_id = e.council_id and i.id = e.evidence_item_id
                      where e.council_id = a.council_id and e.action = a.number), '[]') as evidence,
           array(select f.finding from action_findings f
                  where f.council_id = a.council_id and f.action = a.number order by f.finding) as findings,
           coalesce((select json_agg(json_build_object('key', k.key, 'title', k.title, 'dueOn', k.due_on,
                                       'firstDueOn', k.first_due_on, 'doneOn', k.done_on, 'version', k.version,
                                       'changed', json_build_object('by', p.name, 'at', k.changed_at))
                                     order by k.due_on, k.key)
                       from action_milestones k join people p on p.id = k.changed_by_id
                      where k.council_id = a.council_id and k.action = a.number), '[]') as milestones,
           coalesce((select json_agg(json_build_object('number', u.number, 'note', u.note, 'stateBefore', u.state_before,
                                       'state', u.state, 'rating', u.rating, 'dueBefore', u.due_before,
                                       'dueOn', u.due_on, 'by', p.name, 'at', u.at) order by u.number desc)
                       from action_updates u join people p on p.id = u.by_id
                      where u.council_id = a.council_id and u.action = a.number), '[]') as updates
      from improvement_actions a
      join people c on c.id = a.changed_by_id
      left join people o on o.id = a.owner_id
     where a.council_id = ${context.council.id}::uuid and (${number}::int is null or a.number = ${number}::int)
     order by a.number`;
  return rows.map(actionOf);
}

function actionOf(row: ActionRow): ImprovementAction {
  const { ownerId, ownerName, once, yearly, funding, changedBy, changedAt, ...action } = row;
  return {
    ...action,
    owner: ownerName === '' ? null : { id: ownerId, name: ownerName },
    cost: { once, yearly, funding },
    aims: inFrameworkOrder(action.aims),
    proofs: action.proofs.map(({ value, ...proof }) => ({
      ...proof,
      value: value === null ? null : figureFromDatabase(value),
    })),
    evidence: action.evidence.map(({ number, ...item }) => ({ reference: referenceOf(number), ...item })),
    milestones: action.milestones.map(({ changed, ...one }) => ({
      ...one,
      changed: { by: changed.by, at: new Date(changed.at) },
    })),
    updates: action.updates.map(({ at, ...update }) => ({ ...update, at: new Date(at) })),
    changed: { by: changedBy, at: changedAt },
  };
}

/** What is said of the plan as a whole. */
export async function loadPlanDetails({ tx, context }: CouncilRows): Promise<PlanDetails> {
  const row = await tx.improvementPlan.findUnique({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id },
    select: {
      ...{
        introduction: true,
        monitoring: true,
        scrutiny: true,
        chair: true,
        version: true,
        changedAt: true,
      },
      changedBy: { select: { person: { select: { name: true } } } },
    },
  });
  if (!row) return NO_DETAILS;
  const { changedBy, changedAt, ...details } = row;
  return { ...details, changed: { by: changedBy.person.name, at: changedAt } };
}
