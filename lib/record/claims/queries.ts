import 'server-only';
import { likePattern } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type Columns, inColumns, rowsOf } from '#lib/platform/db/columns.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import {
  type AttachedItem,
  type NarrativeField,
  NONE_OUT_OF_USE,
  NOTHING_READ,
  numbersCitedBy,
  type Proof,
  type ReadProof,
  type Standing,
} from '#lib/record/claims/rules.ts';
import { isInUse, isUsable } from '#lib/record/evidence/lifecycle.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { NEWEST_FILE, UNCHECKED } from '#lib/record/evidence/summary-rows.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/**
 * The evidence attached to a statement, and which of the cited numbers exist. One aggregated row, so that the page
 * stays fast however much evidence there is.
 */
export async function loadProof(
  { tx, context }: CouncilRead,
  assessmentId: string,
  statement: StatementId,
  cited: readonly number[],
): Promise<Proof> {
  const councilId = context.council.id;
  const [row] = await tx.$queryRaw<Proof[]>`
    select coalesce(json_agg(json_build_object('number', i.number, 'category', i.category, 'datedOn', i.dated_on,
                                                 'reviewBy', i.review_by)), '[]')
             as attached,
           array(select e.number from evidence_items e
                  where e.council_id = ${councilId}::uuid and e.number = any(${cited}::int[])) as "inList",
           array(select e.number from evidence_items e
                  where e.council_id = ${councilId}::uuid and e.number = any(${cited}::int[]) and e.state = 'withdrawn')
             || coalesce(array_agg(i.number) filter (where i.state = 'withdrawn'), '{}') as withdrawn,
           array(select e.number from evidence_items e
                  where e.council_id = ${councilId}::uuid and e.number = any(${cited}::int[]) and e.state = 'erased')
             || coalesce(array_agg(i.number) filter (where i.state = 'erased'), '{}') as erased,
           array(select e.number from evidence_items e
                  where e.council_id = ${councilId}::uuid and e.number = any(${cited}::int[]) and e.state = 'current'
                    and not counts_as_evidence(e.state, e.scan))
             || coalesce(array_agg(i.number)
                           filter (where i.state = 'current' and not counts_as_evidence(i.state, i.scan)), '{}')
             as "notClean",
           array(select e.number from evidence_items e
                  where e.council_id = ${councilId}::uuid and e.number = any(${cited}::int[]) and e.state = 'current'
                    and e.needs_redaction)
             || coalesce(array_agg(i.number) filter (where i.state = 'current' and i.needs_redaction), '{}')
             as unredacted
      from evidence_links l
      join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
     where l.council_id = ${councilId}::uuid and l.assessment_id = ${assessmentId}::uuid
       and l.statement = ${statement}`;
  return row ?? { attached: [], inList: [], ...NONE_OUT_OF_USE };
}

/** A statement's narratives and their evidence. */
export type StatementProof = {
  readonly narratives: Readonly<Record<NarrativeField, string>>;
  readonly proof: Omit<Proof, 'attached'> & { readonly attached: readonly AttachedItem[] };
};

/** `StatementProof` of each statement of the framework. */
export type AllProof = Readonly<Partial<Record<StatementId, StatementProof>>>;

/** `loadProof` for every statement of an assessment, in two queries. Cached because pages count the items in several ways. */
export function loadAllProof(db: CouncilRead, assessmentId: string): Promise<AllProof> {
  return cacheByAuditHead(db, { name: 'proof', of: assessmentId }, () => readAllProof(db, assessmentId));
}

async function readAllProof(db: CouncilRead, assessmentId: string): Promise<AllProof> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const rows = await tx.$queryRaw<
    (Record<NarrativeField, string> & {
      readonly statement: StatementId;
      readonly linked: Columns<AttachedItem> | null;
    })[]
  >`
    select s.statement, s.strengths, s.improvements, s.impact, linked.items as linked
      from statement_assessments s
      left join (
        select statement, ${inColumns<AttachedItem>(['number', 'category', 'datedOn', 'reviewBy', 'voices', 'out'])} as items
          from (
            select l.statement, i.number, i.category, i.dated_on as "datedOn", i.review_by as "reviewBy",
                   nullif(i.voices, '{}') as voices,
                   case when not counts_as_evidence(i.state, i.scan, i.needs_redaction) then
                     json_build_object('state', i.state, 'scan', i.scan, 'needsRedaction', i.needs_redaction) end as out
              from evidence_links l
              join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
             where l.council_id = ${councilId}::uuid and l.assessment_id = ${assessmentId}::uuid
          ) item
         group by statement
      ) linked on linked.statement = s.statement
     where s.council_id = ${councilId}::uuid and s.assessment_id = ${assessmentId}::uuid`;
  const listed = await standingsInList(db, rows.flatMap(numbersCitedBy));
  const inList = [...listed.keys()];
  return Object.fromEntries(
    rows.map(({ statement, linked, ...narratives }) => {
      const attached = linked ? rowsOf(linked) : [];
      const cited = numbersCitedBy(narratives).flatMap((number) => {
        const item = listed.get(number);
        return item ? { number, ...item } : [];
      });
      const standings = [...attached.flatMap(({ number, out }) => (out ? { number, ...out } : [])), ...cited];
      const numbersOf = (isOne: (item: Standing) => boolean) =>
        standings.filter(isOne).map(({ number }) => number);
      const outOfUse = {
        withdrawn: numbersOf(({ state }) => state === 'withdrawn'),
        erased: numbersOf(({ state }) => state === 'erased'),
        notClean: numbersOf((item) => isInUse(item) && !isUsable(item.scan)),
        unredacted: numbersOf((item) => isInUse(item) && item.needsRedaction),
      };
      return [statement, { narratives, proof: { attached, inList, ...outOfUse } }];
    }),
  );
}

/** What is known of the files of these items. */
export async function loadReadProof(
  { tx, context }: CouncilRead,
  numbers: readonly number[],
): Promise<ReadProof> {
  const [row] = await tx.$queryRaw<ReadProof[]>`
    select coalesce(array_agg(i.number order by i.number)
                    filter (where i.state = 'current' and ${UNCHECKED} = 'people'), '{}') as unchecked,
           coalesce(json_agg(json_build_object('number', i.number, 'units', r.units, 'unit', r.unit))
                    filter (where r.unit <> 'part' and r.units > 0), '[]') as lengths
      from evidence_items i ${NEWEST_FILE}
      left join file_texts r on r.council_id = i.council_id and r.file_id = f.id
     where i.council_id = ${context.council.id}::uuid and i.number = any(${[...numbers]}::int[])`;
  return row ?? NOTHING_READ;
}

/** The numbers that exist in the council's evidence list. One query. */
export async function numbersInList(db: CouncilRead, numbers: readonly number[]): Promise<readonly number[]> {
  return [...(await standingsInList(db, numbers)).keys()];
}

/** The same with the standing of each. */
async function standingsInList(
  { tx, context }: CouncilRead,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Standing>> {
  const rows = await tx.$queryRaw<(Standing & { number: number })[]>`
    select number, state::text, scan::text, needs_redaction as "needsRedaction" from evidence_items
     where council_id = ${context.council.id}::uuid and number = any(${numbers}::int[])`;
  return new Map(rows.map(({ number, ...standing }) => [number, standing]));
}

/** An evidence item that a narrative may cite. */
export type Citable = { readonly reference: string; readonly title: string; readonly attached: boolean };

type CitableRow = { readonly number: number; readonly title: string; readonly attached: boolean };

export const CITABLE_SHOWN = 50;

/** Searches the council's evidence in use by title: items not on the statement first, the newest first. */
export async function listCitable(
  context: CouncilContext,
  statement: StatementId,
  words: string,
): Promise<readonly Citable[]> {
  requirePermission(context, 'evidence:view');
  const like = likePattern(words);
  const rows = await read(
    context,
    ({ tx }) => tx.$queryRaw<CitableRow[]>`
      select i.number, i.title, l.id is not null as attached
        from evidence_items i
        left join assessments a on a.council_id = i.council_id and a.status = 'open'
        left join evidence_links l on l.council_id = i.council_id and l.assessment_id = a.id
             and l.evidence_item_id = i.id and l.statement = ${statement}
       where i.council_id = ${context.council.id}::uuid and i.state = 'current'
         and (fold(i.title) like ${like} or 'E' || i.number ilike ${like})
       order by attached, i.number desc
       limit ${CITABLE_SHOWN}`,
  );
  return rows.map(({ number, title, attached }) => ({ reference: referenceOf(number), title, attached }));
}
