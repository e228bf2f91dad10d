import 'server-only';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { likePattern } from '#lib/kernel/text/fold.ts';
import { type CouncilRead, joinSql, sql } from '#lib/platform/db/read.ts';
import { type ConcernKind, staleBefore } from '#lib/record/evidence/concerns.ts';
import { mediaTypesOf } from '#lib/record/evidence/file-kinds.ts';
import {
  COUNTED,
  type EvidenceFilter,
  LINKED,
  ME,
  NEEDS_ACTION,
  NONE,
  NOT_A_MEMBER,
} from '#lib/record/evidence/filter.ts';
import { OWNER_ROLES, parseTypedReference } from '#lib/record/evidence/rules.ts';
import type { EvidenceSort, EvidenceSortKey } from '#lib/record/evidence/sort.ts';
import { NEWEST_FILE, UNCHECKED, uncheckedFor } from '#lib/record/evidence/summary-rows.ts';

// The filters and the order of the evidence list, as SQL about item `i`: for its pages, its export and changes of many.

/** The links of item `i` in the open assessment, as `l`. */
export const OPEN_LINKS = sql`
  evidence_links l
  join assessments a on a.council_id = l.council_id and a.id = l.assessment_id and a.status = 'open'
 where l.council_id = i.council_id and l.evidence_item_id = i.id`;

/** Whether item `i` counts as evidence: the rule of `countsAsEvidence`. */
const COUNTS = sql`counts_as_evidence(i.state, i.scan, i.needs_redaction)`;

/** Whether nobody owns item `i`: the rule of `isUnowned`. */
export const UNOWNED = sql`
  case when i.owner_id is null then i.owner = '' else not exists (
    select from memberships m join people p on p.id = m.person_id
     where m.council_id = i.council_id and m.person_id = i.owner_id and m.disabled_at is null
       and p.disabled_at is null and m.role::text = any(${[...OWNER_ROLES]})) end`;

const MEDIA_TYPE = sql`
  (select f.media_type from evidence_versions v join files f on f.council_id = v.council_id and f.id = v.file_id
    where v.council_id = i.council_id and v.item_id = i.id order by v.number desc limit 1)`;

/** The condition that an item matches. `due`: the numbers past the council's retention. */
export async function matchingSql(db: CouncilRead, filter: EvidenceFilter, due: readonly number[] = []) {
  const { words, statement, category, owner, voice, topic, tag } = filter;
  const { kind, marking, state, concern, from, to } = filter;
  const conditions = [
    sql`i.council_id = ${db.context.council.id}::uuid`,
    words && sql`i.number = any(${await numbersMatching(db, words)}::int[])`,
    statement === NONE && sql`not exists (select from ${OPEN_LINKS})`,
    statement === LINKED && sql`exists (select from ${OPEN_LINKS})`,
    isKnownStatement(statement) && sql`exists (select from ${OPEN_LINKS} and l.statement = ${statement})`,
    category && sql`i.category = ${category}::evidence_category`,
    owner && ownerSql(db, owner),
    voice && (voice === NONE ? sql`i.voices = '{}'` : sql`${voice} = any(i.voices)`),
    topic && sql`${topic} = any(i.topics)`,
    tag && sql`exists (select from unnest(i.tags) tag where fold(tag) = fold(${tag}))`,
    kind && (kind === 'link' ? sql`i.url is not null` : sql`${MEDIA_TYPE} = any(${mediaTypesOf(kind)})`),
    marking && sql`i.marking::text = ${marking}`,
    state && (state === COUNTED ? COUNTS : sql`i.state::text = ${state}`),
    concern && sql`(i.state = 'current' and (${concernSql(db, concern)}))`,
    from && sql`i.dated_on >= ${from}::date`,
    to && sql`i.dated_on <= ${to}::date`,
    filter.due && sql`i.number = any(${[...due]}::int[])`,
  ];
  return joinSql(
    conditions.filter((condition) => typeof condition === 'object'),
    ' and ',
  );
}

/** The rules of `concernsOf`, each as a condition on item `i`. A test holds them together. */
function concernSql(db: CouncilRead, concern: ConcernKind | typeof NEEDS_ACTION) {
  const asOf = db.context.now();
  const unchecked = uncheckedFor(db, sql`(select ${UNCHECKED} from (select) one ${NEWEST_FILE})`);
  const conditions: Record<ConcernKind, ReturnType<typeof sql>> = {
    redaction: sql`i.needs_redaction`,
    unchecked: sql`${unchecked} is not null`,
    expired: sql`i.review_by < ${londonDay(asOf)}::date`,
    stale: sql`i.dated_on < ${staleBefore(asOf)}::date`,
    unowned: UNOWNED,
    'personal data': sql`i.contains_personal_data and not i.needs_redaction`,
  };
  if (concern !== NEEDS_ACTION) return conditions[concern];
  const { redaction, expired, stale } = conditions;
  return joinSql([redaction, expired, stale, sql`${unchecked} = 'people'`], ' or ');
}

function ownerSql({ context }: CouncilRead, owner: string) {
  if (owner === NONE) return UNOWNED;
  if (owner === NOT_A_MEMBER) return sql`i.owner <> ''`;
  return sql`i.owner_id = ${owner === ME ? context.person.id : owner}::uuid`;
}

/** The name of the owner of item `i`, a member or not. Null: it has none. */
export const OWNER_NAME = sql`
  coalesce(nullif(i.owner, ''), (select p.name from people p where p.id = i.owner_id))`;

/** What each column sorts by. Names as people sort them, and links by how many there are. */
const KEYS: Record<Exclude<EvidenceSortKey, 'reference'>, ReturnType<typeof sql>> = {
  title: sql`i.title collate name_order`,
  category: sql`i.category`,
  date: sql`i.dated_on`,
  review: sql`i.review_by`,
  owner: sql`${OWNER_NAME} collate name_order`,
  statements: sql`(select count(*) from ${OPEN_LINKS})`,
  marking: sql`i.marking`,
};

/** The order of the list. Items without a value come last either way, and equal ones by number, the newest first. */
export function orderSql({ by, reversed }: EvidenceSort) {
  const direction = reversed ? sql`desc` : sql`asc`;
  if (by === 'reference') return sql`i.number ${direction}`;
  return sql`${KEYS[by]} ${direction} nulls last, i.number desc`;
}

/** The numbers of items whose title, owner, tag or file name contains these words, or whose reference they are. */
async function numbersMatching({ tx, context }: CouncilRead, words: string): Promise<number[]> {
  const like = likePattern(words);
  const rows = await tx.$queryRaw<{ number: number }[]>`
    select i.number from evidence_items i ${NEWEST_FILE}
     where i.council_id = ${context.council.id}::uuid
       and (i.number = ${parseTypedReference(words)} or fold(i.title) like ${like} or fold(${OWNER_NAME}) like ${like}
            or fold(array_to_string(i.tags, ', ')) like ${like} or fold(f.name) like ${like})`;
  return rows.map(({ number }) => number);
}
