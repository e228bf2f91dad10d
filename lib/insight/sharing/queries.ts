import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { loadReadiness } from '#lib/insight/readiness/queries.ts';
import type { StrengthLevel } from '#lib/insight/readiness/strength.ts';
import type { ComparedCouncil, SharedFigures, SharedPart, SharedResult } from '#lib/insight/sharing/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import { finalState } from '#lib/record/assessments/state.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import { type Overall, type Score, type StatementId, toScores } from '#lib/scoring/index.ts';

/** What a council shares with others, from this agreement until the next. */
export type Agreement = {
  readonly version: number;
  /** Empty once sharing has stopped. */
  readonly shared: readonly SharedPart[];
  /** Empty if none was given. */
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

/** All agreements of the council, newest first. Only the newest applies. */
export async function listAgreements(context: CouncilContext): Promise<readonly Agreement[]> {
  requirePermission(context, 'sharing:view');
  return read(context, (db) => loadAgreements(db));
}

export async function loadAgreements({ tx, context }: CouncilRead): Promise<readonly Agreement[]> {
  return tx.$queryRaw<Agreement[]>`
    select s.version, s.shared::text[] as shared, s.reason, p.name as by, s.agreed_at as at
      from sharing_agreements s
      join people p on p.id = s.agreed_by_id
     where s.council_id = ${context.council.id}::uuid
     order by s.version desc`;
}

/** What the council shares now. */
export async function loadSharedParts({ tx, context }: CouncilRead): Promise<readonly SharedPart[]> {
  const [row] = await tx.$queryRaw<{ shared: SharedPart[] }[]>`
    select shared::text[] as shared from sharing_agreements
     where council_id = ${context.council.id}::uuid
     order by version desc
     limit 1`;
  return row?.shared ?? [];
}

/** A council's figures as this person may see them beside other councils. */
export async function getSharedFigures(context: CouncilContext, asOf: Date): Promise<SharedFigures> {
  requirePermission(context, 'sharing:compare');
  return read(context, (db) => loadSharedFigures(db, asOf));
}

/** Reads only what is shared. */
export async function loadSharedFigures(db: CouncilRead, asOf: Date): Promise<SharedFigures> {
  const shared = await loadSharedParts(db);
  if (shared.length === 0) return { state: 'not agreed' };
  const hidden = await loadHiddenScores(db);
  if (hidden) return { state: 'hidden', statements: hidden.statements.length };
  const readiness = shared.includes('strength') ? await loadReadiness(db, asOf) : null;
  const withScores = shared.includes('statements');
  const signed = shared.includes('signed') ? await lastSigned(db, withScores) : null;
  const live = shared.includes('live')
    ? liveResult(readiness?.assessment ?? (await loadOpenAssessment(db)), withScores, asOf)
    : null;
  return {
    state: 'shown',
    shared,
    results: [signed, live].filter((result) => result !== null),
    strength:
      readiness &&
      (Object.fromEntries(readiness.statements.map(({ id, strength }) => [id, strength.level])) as Record<
        StatementId,
        StrengthLevel
      >),
  };
}

type SignedRow = {
  readonly cycle: string;
  readonly framework: string;
  readonly version: number;
  readonly at: Date;
  readonly overall: Overall;
  readonly scores: Readonly<Partial<Record<StatementId, Score | null>>> | null;
};

/** The last signed version of any cycle, with its result as calculated at the time. */
async function lastSigned({ tx, context }: CouncilRead, withScores: boolean): Promise<SharedResult | null> {
  const [row] = await tx.$queryRaw<SignedRow[]>`
    select a.name as cycle, a.framework, s.version, s.made_at as at, s.content::json #> '{result,overall}' as overall,
           case when ${withScores} then (
             select json_object_agg(one ->> 'id', one -> 'score')
               from json_array_elements(s.content::json -> 'statements') one) end as scores
      from assessment_snapshots s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
     where s.council_id = ${context.council.id}::uuid and s.kind = 'signed'
     order by a.number desc, s.version desc
     limit 1`;
  if (!row) return null;
  const { cycle, framework, version, at, overall, scores } = row;
  return {
    kind: 'signed',
    cycle,
    version,
    at: at.toISOString(),
    state: finalState(overall, framework),
    scores: scores && toScores(scores, frameworkOf(framework)),
  };
}

function liveResult(
  assessment: Awaited<ReturnType<typeof loadOpenAssessment>>,
  withScores: boolean,
  asOf: Date,
): SharedResult | null {
  if (!assessment?.state) return null;
  const { name, scores, state } = assessment;
  return {
    kind: 'live',
    cycle: name,
    version: null,
    at: asOf.toISOString(),
    state,
    scores: withScores ? scores : null,
  };
}

/** Number of councils read at once, so that one page does not use every connection. */
const AT_ONCE = 4;

/**
 * Compares a person's councils, in the order given, each with its own access check. Shows figures only if the person
 * is a director or reader in at least two of them, and only those that a council shares.
 */
export async function compareCouncils(
  contexts: readonly CouncilContext[],
  asOf: Date,
): Promise<readonly ComparedCouncil[]> {
  const comparing = contexts.filter((context) => can(context, 'sharing:compare'));
  const found: ComparedCouncil[] = [];
  for (let at = 0; at < contexts.length; at += AT_ONCE) {
    const some = contexts.slice(at, at + AT_ONCE).map(async (context): Promise<ComparedCouncil> => {
      const { slug, name, isExample } = context.council;
      const council = { slug, name, isExample, role: context.role };
      if (!comparing.includes(context)) return { ...council, figures: { state: 'role' } };
      if (comparing.length < 2) return { ...council, figures: { state: 'alone' } };
      return { ...council, figures: await getSharedFigures(context, asOf) };
    });
    found.push(...(await Promise.all(some)));
  }
  return found;
}
