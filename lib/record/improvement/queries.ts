import 'server-only';
import type { Framework } from '#lib/frameworks/framework.ts';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, type CouncilRows, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadFramework, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { loadFindings } from '#lib/record/findings/queries.ts';
import { countOpen } from '#lib/record/findings/rules.ts';
import type { Linkable } from '#lib/record/improvement/decisions.ts';
import {
  ACTION_OWNER_ROLES,
  type Aim,
  type ImprovementAction,
  type Milestone,
  NO_DETAILS,
  type PlanDetails,
  type Proof,
  withoutAims,
} from '#lib/record/improvement/rules.ts';
import type { SaveAction } from '#lib/record/improvement/schema.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import type { Measure, Unit } from '#lib/record/measures/rules.ts';
import type { Scores } from '#lib/scoring/index.ts';

export type Plan = {
  /** By number. Without the scores that they aim at while those are hidden from this person. */
  readonly actions: readonly ImprovementAction[];
  readonly details: PlanDetails;
  /** Findings without an action that are not closed. */
  readonly openFindings: number;
  /** The framework of the open assessment, or else of the last one. */
  readonly framework: Framework;
};

/** The improvement plan. */
export async function getPlan(context: CouncilContext): Promise<Plan> {
  requirePermission(context, 'improvement:view');
  return read(context, async (db) => ({
    actions: await shownActions(db, await loadActions(db)),
    details: await cacheByAuditHead(db, { name: 'plan details', of: '' }, () => loadPlanDetails(db)),
    openFindings: countOpen(await loadFindings(db)),
    framework: await cacheByAuditHead(db, { name: 'framework of the plan', of: '' }, () => loadFramework(db)),
  }));
}

export type ActionView = {
  readonly action: ImprovementAction;
  readonly details: PlanDetails;
  /** The findings that it answers. */
  readonly findings: readonly { readonly number: number; readonly text: string }[];
  /** The measures that would prove it, with their values. */
  readonly measures: readonly Measure[];
  /** The present scores. Null: no assessment is open, or they are hidden from this person. */
  readonly scores: Scores | null;
};

/** An action with what it is about. Null: the plan has none of that number. */
export async function getAction(context: CouncilContext, number: number): Promise<ActionView | null> {
  requirePermission(context, 'improvement:view');
  return read(context, async (db) => {
    const [action] = await shownActions(db, await actionsOf(db, number));
    if (!action) return null;
    return {
      action,
      details: await loadPlanDetails(db),
      findings: (await loadFindings(db))
        .filter((finding) => action.findings.includes(finding.number))
        .map(({ number: of, text }) => ({ number: of, text }))
        .toReversed(),
      measures:
        action.proofs.length === 0
          ? []
          : await loadMeasures(db, { keys: action.proofs.map(({ measure }) => measure) }),
      scores: (await loadOpenAssessment(db))?.scores ?? null,
    };
  });
}

/** An action of whose progress somebody writes. Null: the plan has none of that number. */
export async function getActionToUpdate(
  context: CouncilContext,
  number: number,
): Promise<ImprovementAction | null> {
  requirePermission(context, 'improvement:update');
  return read(context, async (db) => (await shownActions(db, await actionsOf(db, number)))[0] ?? null);
}

export type MilestoneToSave = {
  readonly action: Pick<ImprovementAction, 'number' | 'title' | 'dueOn'>;
  /** Null: a new one. */
  readonly milestone: Milestone | null;
};

/** A milestone to change, or with null what a new one needs. Null: there is none. */
export async function getMilestone(
  context: CouncilContext,
  number: number,
  key: number | null,
): Promise<MilestoneToSave | null> {
  requirePermission(context, 'improvement:update');
  return read(context, async (db) => {
    const [action] = await actionsOf(db, number);
    const milestone = key === null ? null : action?.milestones.find((one) => one.key === key);
    if (!action || milestone === undefined) return null;
    const { title, dueOn } = action;
    return { action: { number, title, dueOn }, milestone };
  });
}

/** As this person may see them: a score that an action aims at gives one away. */
async function shownActions(
  db: CouncilRead,
  actions: readonly ImprovementAction[],
): Promise<readonly ImprovementAction[]> {
  return (await loadHiddenScores(db)) ? withoutAims(actions) : actions;
}

/** What there is of what these actions name. */
export async function loadLinkable(
  { tx, context }: CouncilRows,
  inputs: readonly Pick<SaveAction, 'owner' | 'proofs' | 'evidence' | 'findings'>[],
): Promise<Linkable> {
  const councilId = context.council.id;
  const keys = [...new Set(inputs.flatMap(({ proofs }) => proofs.map(({ measure }) => measure)))];
  const numbers = [...new Set(inputs.flatMap(({ evidence }) => evidence))];
  const findings = [...new Set(inputs.flatMap((input) => input.findings))];
  const owners = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: { councilId, disabledAt: null, role: { in: [...ACTION_OWNER_ROLES] } },
    select: { person: { select: { id: true, name: true } } },
  });
  const measures = await tx.$queryRaw<{ key: string; id: string; name: string; unit: Unit }[]>`
    select key, id::text, name, unit::text as unit from measures
     where council_id = ${councilId}::uuid and key = any(${keys})`;
  const evidence = await tx.$queryRaw<{ number: number; id: string; counts: boolean }[]>`
    select number, id::text, counts_as_evidence(state, scan, needs_redaction) as counts from evidence_items
     where council_id = ${councilId}::uuid and number = any(${numbers}::int[])`;
  const found = await tx.finding.findMany({
    where: { councilId, number: { in: findings } },
    select: { number: true },
  });
  return {
    owners: new Map(owners.map(({ person }) => [person.id, person])),
    measures: new Map(measures.map(({ key, ...measure }) => [key, measure])),
    evidence: new Map(evidence.map(({ number, id }) => [number, id])),
    counted: new Set(evidence.flatMap(({ number, counts }) => (counts ? number : []))),
    findings: new Set(found.map(({ number }) => number)),
  };
}

/** Members whom a file can name as owners of actions. Those who own one already are among them. */
export async function loadActionMembers({
  tx,
  context,
}: CouncilRows): Promise<readonly { readonly id: string; readonly name: string; readonly email: string }[]> {
  return tx.$queryRaw`
    select p.id::text as id, p.name, p.email
      from memberships m
      join people p on p.id = m.person_id
     where m.council_id = ${context.council.id}::uuid
       and ((m.disabled_at is null and m.role::text = any(${[...ACTION_OWNER_ROLES]}))
            or exists (select from improvement_actions a
                        where a.council_id = m.council_id and a.owner_id = m.person_id))`;
}

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
