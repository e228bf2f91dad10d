import 'server-only';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, knownFrameworks } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import { finalState } from '#lib/record/assessments/state.ts';
import {
  DEFAULT_FRAMEWORK,
  pickFacts,
  RESULT_KINDS,
  type ResultFacts,
  type ResultKind,
} from '#lib/record/results/facts.ts';
import {
  type Authority,
  type Listing,
  type Origin,
  type OwnResult,
  type ResultRow,
  resultId,
  shortName,
} from '#lib/record/results/rules.ts';
import type { Overall } from '#lib/scoring/index.ts';

/** Published results with this council's corrections, and its own assessment. */
export async function listResults(context: CouncilContext): Promise<Listing> {
  requirePermission(context, 'results:view');
  return read(context, (db) => loadListing(db));
}

export async function loadListing(db: CouncilRead): Promise<Listing> {
  const { tx, context } = db;
  const rows = await loadResults(db);
  const assessment = await loadOpenAssessment(db);
  const framework = frameworkToShow(rows, assessment?.framework);
  const authorities = await loadAuthorities(db);
  const [council] = await tx.$queryRaw<OwnRow[]>`
    select gss_code as own_code,
           (select json_build_object('version', s.version, 'at', s.made_at,
                                     'overall', s.content::json -> 'result' -> 'overall')
              from assessments a
              join assessment_snapshots s on s.council_id = a.council_id and s.assessment_id = a.id
             where a.council_id = councils.id and a.status = 'open' and s.kind = 'signed'
             order by s.version desc limit 1) as signed
      from councils where id = ${context.council.id}::uuid`;
  return {
    framework,
    rows: rows.filter(({ facts }) => facts.framework === framework.id),
    authorities,
    thresholds: assessment?.thresholds ?? framework.defaultThresholds,
    own: ownStanding(assessment, framework, council?.signed ?? null),
    ownCode: council?.own_code ?? null,
  };
}

type OwnRow = {
  readonly own_code: string | null;
  readonly signed: { readonly version: number; readonly at: string; readonly overall: Overall } | null;
};

/** The own framework if results under it are known, or else the oldest with results. */
function frameworkToShow(rows: readonly ResultRow[], own: string | undefined): Framework {
  const used = knownFrameworks().filter(({ id }) => rows.some(({ facts }) => facts.framework === id));
  return used.find(({ id }) => id === own) ?? used[0] ?? frameworkOf(DEFAULT_FRAMEWORK);
}

function ownStanding(
  assessment: Awaited<ReturnType<typeof loadOpenAssessment>>,
  framework: Framework,
  signed: OwnRow['signed'],
): OwnResult {
  if (!assessment) return { state: 'none' };
  if (assessment.framework !== framework.id) {
    return { state: 'other framework', framework: frameworkOf(assessment.framework).name };
  }
  const { name, scores, state, hidden } = assessment;
  if (!scores || !state) return { state: 'hidden', statements: hidden };
  return {
    state: 'known',
    cycle: name,
    scores,
    result: state,
    signed: signed && {
      version: signed.version,
      at: new Date(signed.at),
      result: finalState(signed.overall, assessment.framework),
    },
  };
}

type StoredRow = {
  readonly gss_code: string;
  readonly name: string;
  readonly type: string;
  readonly region: string;
  readonly kind: ResultKind;
  readonly shipped: (ResultFacts & { readonly shipped_on: CalendarDate }) | null;
  readonly correction: (ResultFacts & { readonly corrected_at: string }) | null;
  readonly corrected_by: string | null;
};

/** Shipped results, with this council's corrections and additions, the latest of each council first. */
export async function loadResults({ tx, context }: CouncilRead): Promise<readonly ResultRow[]> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    select a.gss_code, a.name, a.type, a.region, kind, to_jsonb(p) as shipped, to_jsonb(c) as correction,
           person.name as corrected_by
      from published_results p
      full join (select * from result_corrections where council_id = ${context.council.id}::uuid) c
           using (gss_code, kind)
      join local_authorities a using (gss_code)
      left join people person on person.id = c.corrected_by_id
     order by a.name, array_position(${RESULT_KINDS}::text[], kind) desc`;
  return rows.map((row) => {
    const { gss_code: gssCode, name, type, region, kind, shipped, correction } = row;
    const held = correction ?? shipped;
    if (!held) throw new Error(`${gssCode} has neither a shipped nor an own result`);
    return {
      id: resultId(gssCode, kind),
      authority: { gssCode, name, type, region },
      council: shortName(name),
      kind,
      facts: pickFacts(held),
      origin: originOf(row),
    };
  });
}

function originOf({ shipped, correction, corrected_by }: StoredRow): Origin {
  const before = shipped && { facts: pickFacts(shipped), on: shipped.shipped_on };
  if (correction) {
    return { kind: 'corrected', by: corrected_by ?? '', at: new Date(correction.corrected_at), before };
  }
  if (!before) throw new Error('A result is neither shipped nor corrected');
  return { kind: 'shipped', on: before.on };
}

/** Every council in England with adult social care duties, by name. */
export async function loadAuthorities({ tx }: CouncilRead): Promise<readonly Authority[]> {
  const authorities = await tx.localAuthority.findMany({ select: AUTHORITY });
  return authorities.toSorted((a, b) => compareNames(a.name, b.name));
}

const AUTHORITY = { gssCode: true, name: true, type: true, region: true } as const;

export type CouncilResults = { readonly authority: Authority; readonly results: readonly ResultRow[] };

/** Results of one council in England, the latest first. Null if there is no such council. */
export async function getCouncilResults(
  context: CouncilContext,
  gssCode: string,
): Promise<CouncilResults | null> {
  requirePermission(context, 'results:view');
  return read(context, async (db) => {
    const { tx } = db;
    const authority = await tx.localAuthority.findUnique({
      where: { gssCode },
      select: AUTHORITY,
    });
    if (!authority) return null;
    const held = await loadResults(db);
    return { authority, results: held.filter((row) => row.authority.gssCode === gssCode) };
  });
}
