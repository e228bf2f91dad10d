import 'server-only';
import { likePattern } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { type NarrativeField, numbersCitedBy, type Proof } from '#lib/record/claims/rules.ts';
import {
  countsAsEvidence,
  type EvidenceState,
  isInUse,
  type ScanState,
} from '#lib/record/evidence/lifecycle.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
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
    select coalesce(json_agg(json_build_object('number', i.number, 'category', i.category, 'datedOn', i.dated_on)), '[]')
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
             as "notClean"
      from evidence_links l
      join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
     where l.council_id = ${councilId}::uuid and l.assessment_id = ${assessmentId}::uuid
       and l.statement = ${statement}`;
  return row ?? { attached: [], inList: [], withdrawn: [], erased: [], notClean: [] };
}

/** A statement's narratives and their evidence. */
export type StatementProof = {
  readonly narratives: Readonly<Record<NarrativeField, string>>;
  readonly proof: Proof;
};

/** `loadProof` for every statement of an assessment, in two queries. */
export async function loadAllProof(
  db: CouncilRead,
  assessmentId: string,
): Promise<Readonly<Partial<Record<StatementId, StatementProof>>>> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const rows = await tx.$queryRaw<
    (Record<NarrativeField, string> & {
      readonly statement: StatementId;
      readonly attached: (Proof['attached'][number] & Standing)[];
    })[]
  >`
    select s.statement, s.strengths, s.improvements, s.impact,
           coalesce((
             select json_agg(json_build_object('number', i.number, 'category', i.category, 'datedOn', i.dated_on,
                                               'state', i.state, 'scan', i.scan))
               from evidence_links l
               join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
              where l.council_id = s.council_id and l.assessment_id = s.assessment_id and l.statement = s.statement
           ), '[]') as attached
      from statement_assessments s
     where s.council_id = ${councilId}::uuid and s.assessment_id = ${assessmentId}::uuid`;
  const listed = await standingsInList(db, rows.flatMap(numbersCitedBy));
  const inList = [...listed.keys()];
  return Object.fromEntries(
    rows.map(({ statement, attached, ...narratives }) => {
      const cited = numbersCitedBy(narratives).flatMap((number) => {
        const item = listed.get(number);
        return item ? { number, ...item } : [];
      });
      const numbersOf = (isOne: (item: Standing) => boolean) =>
        [...attached, ...cited].filter(isOne).map(({ number }) => number);
      const outOfUse = {
        withdrawn: numbersOf(({ state }) => state === 'withdrawn'),
        erased: numbersOf(({ state }) => state === 'erased'),
        notClean: numbersOf((item) => isInUse(item) && !countsAsEvidence(item)),
      };
      return [statement, { narratives, proof: { attached, inList, ...outOfUse } }];
    }),
  );
}

/** The numbers that exist in the council's evidence list. One query. */
export async function numbersInList(db: CouncilRead, numbers: readonly number[]): Promise<readonly number[]> {
  return [...(await standingsInList(db, numbers)).keys()];
}

/** What decides whether an item counts as evidence. */
type Standing = { readonly state: EvidenceState; readonly scan: ScanState };

/** The same with the standing of each. */
async function standingsInList(
  { tx, context }: CouncilRead,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Standing>> {
  const rows = await tx.$queryRaw<(Standing & { number: number })[]>`
    select number, state::text, scan::text from evidence_items
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
