import 'server-only';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay, startOfDay } from '#lib/kernel/london-time.ts';
import { pageIn } from '#lib/kernel/text/citations.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, type CouncilRows, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { COUNTED } from '#lib/record/evidence/filter.ts';
import {
  type EvidencePage,
  type ListedEvidence,
  loadChosenEvidence,
  loadEvidencePage,
} from '#lib/record/evidence/list-rows.ts';
import { OPEN_LINKS } from '#lib/record/evidence/matching-rows.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import type { EvidenceSummary } from '#lib/record/evidence/summary-rows.ts';
import { loadMembers } from '#lib/record/inspections/queries.ts';
import { MEASURES_CSV_COLUMNS, measureCsvRows } from '#lib/record/measures/csv-rows.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { rowsOfContent, type VersionChange, versionChanges } from '#lib/record/returns/list-versions.ts';
import { type Counts, countItems, withStandings } from '#lib/record/returns/readiness.ts';
import {
  type Answer,
  type AnswerKind,
  askedItems,
  ITEM_ROLES,
  type ItemKind,
  type ItemOwner,
  type ItemState,
  itemLabel,
  type Origin,
  type ReturnItem,
  type ReturnList,
  type SnapshotReturn,
  type StoredAnswer,
} from '#lib/record/returns/rules.ts';
import { answeredKeys } from '#lib/record/returns/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type { ReturnItem, ReturnList };

type AnswerRow = Omit<StoredAnswer, 'addedAt' | 'changed'> & {
  readonly addedAt: string;
  readonly changedById: string;
  readonly changedAt: string;
};

type ItemRow = {
  readonly key: number;
  readonly position: number;
  readonly number: string;
  readonly heading: string;
  readonly asked: string;
  readonly statements: readonly StatementId[];
  readonly kind: ItemKind;
  readonly removedIn: number | null;
  readonly ownerId: string | null;
  readonly dueOn: CalendarDate | null;
  readonly state: ItemState;
  readonly signedById: string | null;
  readonly signedAt: string | null;
  readonly version: number;
  readonly changedById: string;
  readonly changedAt: string;
  readonly answers: readonly AnswerRow[];
};

type ListRow = {
  readonly inspection: ReturnList['inspection'];
  readonly number: number;
  readonly name: string;
  readonly origin: Origin;
  readonly askedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly listVersion: number;
  readonly sentOn: CalendarDate | null;
  readonly sentPack: number | null;
  readonly version: number;
  readonly changedById: string;
  readonly changedAt: Date;
  readonly items: readonly ItemRow[];
  /** Of the members by id: looked up once, not for every answer. */
  readonly names: Readonly<Record<string, string>>;
};

/**
 * Lists with their items and answers, in one query. `inspection`, `list`: only those of it, or that one. `open`: only those
 * of inspections that are open, and not sent yet.
 */
export async function loadLists(
  { tx, context }: CouncilRows,
  {
    inspection,
    list,
    open = false,
  }: { readonly inspection?: number; readonly list?: number; readonly open?: boolean },
): Promise<readonly ReturnList[]> {
  const councilId = context.council.id;
  const rows = await tx.$queryRaw<ListRow[]>`
       with members as (
            select coalesce(json_object_agg(p.id, p.name), '{}') as names
              from memberships m join people p on p.id = m.person_id where m.council_id = ${councilId}::uuid)
     select json_build_object('number', n.number, 'name', n.name, 'isOpen', n.state = 'open',
                              'rehearsal', n.rehearsal) as inspection,
            r.number, r.name, r.origin::text, r.asked_on::text as "askedOn", r.due_on::text as "dueOn",
            r.list_version as "listVersion", r.sent_on::text as "sentOn", r.sent_pack as "sentPack", r.version,
            r.changed_by_id::text as "changedById", r.changed_at as "changedAt", members.names,
            coalesce((select json_agg(json_build_object(
              'key', i.key, 'position', i.position, 'number', i.number, 'heading', i.heading, 'asked', i.asked,
              'statements', i.statements, 'kind', i.kind, 'removedIn', i.removed_in,
              'ownerId', i.owner_id, 'dueOn', i.due_on, 'state', i.state, 'signedById', i.signed_by_id, 'signedAt', i.signed_at,
              'version', i.version, 'changedById', i.changed_by_id, 'changedAt', i.changed_at,
              'answers', coalesce(a.answers, '[]')) order by i.position = 0, i.position, i.key)
              from return_items i
              left join (
                select a.return_id, a.item_key, json_agg(json_build_object(
                  'id', a.id, 'kind', a.kind, 'position', a.position,
                  'evidence', case when e.id is not null then json_build_object('reference', 'E' || e.number,
                    'title', e.title, 'state', e.state, 'scan', e.scan, 'needsRedaction', e.needs_redaction) end,
                  'place', a.place, 'see', a.see_key, 'url', a.url,
                  'measure', case when m.id is not null then json_build_object('key', m.key, 'name', m.name) end,
                  'reason', a.reason, 'followsOn', a.follows_on, 'version', a.version, 'addedAt', a.added_at,
                  'changedById', a.changed_by_id, 'changedAt', a.changed_at) order by a.position, a.id) as answers
                  from return_answers a
                  left join evidence_items e on e.council_id = a.council_id and e.id = a.evidence_item_id
                  left join measures m on m.council_id = a.council_id and m.id = a.measure_id
                 where a.council_id = r.council_id and a.return_id = r.id
                 group by a.return_id, a.item_key) a on a.return_id = i.return_id and a.item_key = i.key
             where i.council_id = r.council_id and i.return_id = r.id), '[]') as items
       from returns r join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
            cross join members
      where r.council_id = ${councilId}::uuid
        and (${inspection ?? null}::int is null or n.number = ${inspection ?? null})
        and (${list ?? null}::int is null or r.number = ${list ?? null})
        and (not ${open} or (n.state = 'open' and r.sent_on is null))
      order by n.number, r.number`;
  return rows.map(listOf);
}

function listOf({ items, names, sentOn, sentPack, changedById, changedAt, ...list }: ListRow): ReturnList {
  const nameOf = (id: string) => names[id] ?? '';
  return {
    ...list,
    sent: sentOn === null ? null : { on: sentOn, pack: sentPack },
    changed: { by: nameOf(changedById), at: changedAt },
    items: items.map(({ dueOn, changedById: by, changedAt: at, answers, ...row }) => {
      const { ownerId, signedById, signedAt, ...item } = row;
      return {
        ...item,
        owner: ownerId === null ? null : { id: ownerId, name: nameOf(ownerId) },
        dueOn: dueOn ?? list.dueOn,
        hasOwnDue: dueOn !== null,
        signed:
          signedById !== null && signedAt !== null
            ? { id: signedById, by: nameOf(signedById), at: new Date(signedAt) }
            : null,
        changed: { by: nameOf(by), at: new Date(at) },
        answers: answers.map(({ addedAt, changedById: who, changedAt: when, ...answer }) => ({
          ...answer,
          addedAt: new Date(addedAt),
          changed: { by: nameOf(who), at: new Date(when) },
        })),
      };
    }),
  };
}

/** One list as it stands. Null: the inspection has none of that number. Cached until the council’s history grows. */
export async function loadList(
  db: CouncilRead,
  inspection: number,
  list: number,
): Promise<ReturnList | null> {
  return cacheByAuditHead(db, { name: 'return', of: `${inspection}-${list}` }, async () => {
    const [found] = await loadLists(db, { inspection, list });
    return found ?? null;
  });
}

export type ReturnSummary = Omit<ReturnList, 'items'> & { readonly counts: Counts };

/** The lists of an inspection, and how far each is on the day of the request. */
export async function listReturns(
  context: CouncilContext,
  inspection: number,
): Promise<readonly ReturnSummary[]> {
  requirePermission(context, 'inspection:view');
  const today = londonDay(context.now());
  return read(context, async (db) => {
    const lists = await cacheByAuditHead(db, { name: 'returns', of: `${inspection}` }, () =>
      loadLists(db, { inspection }),
    );
    return lists.map(({ items, ...list }) => ({
      ...list,
      counts: countItems(withStandings({ ...list, items }, today)),
    }));
  });
}

/** One list with its items and answers. Null: there is none. */
export async function getReturn(
  context: CouncilContext,
  inspection: number,
  list: number,
): Promise<ReturnList | null> {
  requirePermission(context, 'inspection:view');
  return read(context, (db) => loadList(db, inspection, list));
}

/** The members who can own an item, by name. */
export type OwnerChoices = Awaited<ReturnType<typeof loadMembers>>;

export type ReturnToManage = { readonly list: ReturnList; readonly owners: OwnerChoices };

/** A list to change, with who can own its items. Null: there is none. */
export async function getReturnToManage(
  context: CouncilContext,
  inspection: number,
  list: number,
): Promise<ReturnToManage | null> {
  requirePermission(context, 'return:manage');
  return read(context, async (db) => {
    const found = await loadList(db, inspection, list);
    return found && { list: found, owners: await loadMembers(db, ITEM_ROLES) };
  });
}

export type ReturnToSend = {
  readonly list: ReturnList;
  /** The packs that were made since it was asked for, newest first. */
  readonly packs: readonly { readonly value: string; readonly label: string }[];
};

/** A list to mark as sent. Null: there is none. */
export async function getReturnToSend(
  context: CouncilContext,
  inspection: number,
  number: number,
): Promise<ReturnToSend | null> {
  requirePermission(context, 'return:manage');
  return read(
    context,
    async (db) => {
      const [list] = await loadLists(db, { inspection, list: number });
      if (!list) return null;
      const packs = await loadPacksToSend(db, list);
      return {
        list,
        packs: packs.map(({ number: pack, purpose, askedAt }) => ({
          value: `${pack}`,
          label: `Pack ${pack}, ${formatDate(londonDay(askedAt))}${purpose === '' ? '' : `: ${purpose}`}`,
        })),
      };
    },
    { needsRows: true },
  );
}

/** The packs with which a list can have been sent: made since it was asked for, newest first. */
export function loadPacksToSend({ tx, context }: CouncilRead, { askedOn }: Pick<ReturnList, 'askedOn'>) {
  return tx.pack.findMany({
    where: {
      ...{ councilId: context.council.id, copyOfId: null, madeAt: { not: null } },
      askedAt: { gte: startOfDay(askedOn) },
    },
    orderBy: { number: 'desc' },
    select: { number: true, purpose: true, askedAt: true },
  });
}

/** The members who can own an item, with what a file may call them. Those who own one already are among them. */
export async function loadPossibleOwners(
  { tx, context }: CouncilRead,
  { items }: Pick<ReturnList, 'items'>,
): Promise<readonly (ItemOwner & { readonly email: string })[]> {
  const owners = [...new Set(items.flatMap(({ owner }) => owner?.id ?? []))];
  const rows = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: {
      councilId: context.council.id,
      OR: [{ disabledAt: null, role: { in: [...ITEM_ROLES] } }, { personId: { in: owners } }],
    },
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  return rows.map(({ person }) => person);
}

/** How many items of evidence a page of an item offers for its statements. */
export const OFFERED = 30;

export type AnswerChoices = {
  /** Evidence that may be chosen: what the search found, or else what is linked to the item’s statements. */
  readonly offered: readonly Pick<EvidenceSummary, 'reference' | 'title'>[];
  /** Found in all, of which only the first are offered. */
  readonly total: number;
  readonly measures: readonly { readonly key: string; readonly name: string }[];
};

/** What an answer of a kind can be chosen from. `words`: a search of the evidence list. Null: there is no such item. */
export async function getAnswerChoices(
  context: CouncilContext,
  {
    inspection,
    list,
    item: key,
    kind,
    words,
  }: AskedItem & { readonly kind: AnswerKind; readonly words: string },
): Promise<AnswerChoices | null> {
  requirePermission(context, 'return:answer');
  return read(context, async (db) => {
    const found = await loadList(db, inspection, list);
    const item = found?.items.find((one) => one.key === key);
    if (!item) return null;
    const measures = kind === 'table' ? await loadMeasures(db) : [];
    const { items, total } =
      kind === 'evidence' ? await loadOffered(db, item, words) : { items: [], total: 0 };
    const cited = new Set(item.answers.map(({ evidence }) => evidence?.reference));
    return {
      offered: items
        .filter(({ reference }) => !cited.has(reference))
        .map(({ reference, title }) => ({ reference, title })),
      total,
      measures: measures.map(({ key: measure, name }) => ({ key: measure, name })),
    };
  });
}

export type AskedItem = { readonly inspection: number; readonly list: number; readonly item: number };

async function loadOffered(
  db: CouncilRead,
  { statements }: Pick<ReturnItem, 'statements'>,
  words: string,
): Promise<Pick<EvidencePage, 'total'> & { readonly items: readonly ListedEvidence[] }> {
  if (words !== '') {
    const { items, total } = await loadEvidencePage(db, { words, state: COUNTED, size: 25 }, 1);
    return { items, total };
  }
  if (statements.length === 0) return { items: [], total: 0 };
  const rows = await db.tx.$queryRaw<{ number: number }[]>`
    select i.number from evidence_items i
     where i.council_id = ${db.context.council.id}::uuid and counts_as_evidence(i.state, i.scan, i.needs_redaction)
       and exists (select from ${OPEN_LINKS} and l.statement = any(${[...statements]}))
     order by i.number`;
  const numbers = rows.map(({ number }) => number);
  return { items: await loadChosenEvidence(db, numbers.slice(0, OFFERED)), total: numbers.length };
}

/** What a version of a list changed. Null: the list, or one of the versions, does not exist. */
export type ReturnVersions = {
  readonly list: ReturnList;
  readonly versions: readonly {
    readonly version: number;
    readonly source: string;
    readonly by: string;
    readonly at: Date;
    readonly items: number;
  }[];
  readonly changes: readonly VersionChange[];
};

export async function getReturnVersions(
  context: CouncilContext,
  { inspection, list, from, to }: Omit<AskedItem, 'item'> & { readonly from: number; readonly to: number },
): Promise<ReturnVersions | null> {
  requirePermission(context, 'inspection:view');
  return read(
    context,
    async (db) => {
      const [found] = await loadLists(db, { inspection, list });
      if (!found) return null;
      const rows = await db.tx.returnVersion.findMany({
        relationLoadStrategy: 'join',
        where: {
          councilId: context.council.id,
          return: { number: list, inspection: { number: inspection } },
        },
        orderBy: { version: 'desc' },
        select: {
          ...{ version: true, source: true, madeAt: true, content: true },
          madeBy: { select: { person: { select: { name: true } } } },
        },
      });
      const contentOf = (version: number) => {
        const row = rows.find((one) => one.version === version);
        return row ? rowsOfContent(row.content) : version === 0 ? [] : null;
      };
      const [before, after] = [contentOf(from), contentOf(to)];
      if (!before || !after) return null;
      return {
        list: found,
        versions: rows.map(({ version, source, madeAt, madeBy, content }) => ({
          ...{ version, source, by: madeBy.person.name, at: madeAt, items: rowsOfContent(content).length },
        })),
        changes: versionChanges(before, after),
      };
    },
    { needsRows: true },
  );
}

/** The items of open inspections that are neither ready nor signed off, of lists that were not sent. */
export type DueItem = {
  readonly inspection: Pick<ReturnList['inspection'], 'number' | 'name' | 'rehearsal'>;
  readonly list: Pick<ReturnList, 'number' | 'name'>;
  readonly item: Pick<ReturnItem, 'key' | 'number' | 'position' | 'asked'>;
  readonly owner: ItemOwner | null;
  readonly dueOn: CalendarDate;
};

export async function listDueItems(db: CouncilRead): Promise<readonly DueItem[]> {
  const lists = await cacheByAuditHead(db, { name: 'due-returns', of: '' }, () =>
    loadLists(db, { open: true }),
  );
  return lists.flatMap((list) =>
    askedItems(list)
      .filter(({ state }) => state === 'open')
      .map((item) => ({
        inspection: list.inspection,
        list: { number: list.number, name: list.name },
        item,
        owner: item.owner,
        dueOn: item.dueOn,
      })),
  );
}

/** An item that a piece of evidence answers. */
export type AnsweredItem = {
  readonly inspection: { readonly number: number; readonly name: string };
  readonly list: { readonly number: number; readonly name: string };
  readonly item: Pick<ReturnItem, 'key' | 'number' | 'position'>;
  readonly place: string;
  /** Whether the inspection is open and the list was not sent: what is withdrawn then leaves a gap. */
  readonly isOpen: boolean;
};

/** The items that evidence answers. None for what the council does not have. */
export async function listAnsweredBy(
  context: CouncilContext,
  references: readonly string[],
): Promise<readonly AnsweredItem[]> {
  requirePermission(context, 'evidence:view');
  return read(context, (db) => loadAnsweredBy(db, references));
}

/** The items that pieces of evidence answer, of the newest inspection first. Cached until the history grows. */
export function loadAnsweredBy(
  db: CouncilRead,
  references: readonly string[],
): Promise<readonly AnsweredItem[]> {
  const numbers = references.flatMap((reference) => parseReference(reference) ?? []);
  return cacheByAuditHead(
    db,
    { name: 'answered by', of: numbers.join() },
    () => db.tx.$queryRaw<AnsweredItem[]>`
      select json_build_object('number', n.number, 'name', n.name) as inspection,
             json_build_object('number', r.number, 'name', r.name) as list,
             json_build_object('key', i.key, 'number', i.number, 'position', i.position) as item,
             a.place, n.state = 'open' and r.sent_on is null as "isOpen"
        from return_answers a
        join evidence_items e on e.council_id = a.council_id and e.id = a.evidence_item_id
        join return_items i on i.council_id = a.council_id and i.return_id = a.return_id and i.key = a.item_key
        join returns r on r.council_id = a.council_id and r.id = a.return_id
        join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
       where a.council_id = ${db.context.council.id}::uuid and e.number = any(${numbers})
         and i.removed_in is null
       order by n.number desc, r.number, i.position, a.position`,
  );
}

/** A list with its answers as a pack freezes it. Null: there is none. */
export async function loadReturn(
  db: CouncilRead,
  inspection: number,
  list: number,
): Promise<SnapshotReturn | null> {
  const [found] = await loadLists(db, { inspection, list });
  if (!found) return null;
  const items = askedItems(found);
  const keys = [
    ...new Set(items.flatMap(({ answers }) => answers.flatMap(({ measure }) => measure?.key ?? []))),
  ];
  const measures = keys.length === 0 ? [] : await loadMeasures(db, { keys });
  const answered = answeredKeys(items, londonDay(db.context.now()));
  return {
    inspection: found.inspection.name,
    ...{ name: found.name, origin: found.origin, version: found.listVersion, dueOn: found.dueOn },
    items: items.map((item) => ({
      ...{ position: item.position, number: item.number, heading: item.heading, asked: item.asked },
      ...{ statements: inOrder(item.statements), kind: item.kind },
      signedOff: item.signed && { by: item.signed.by, at: item.signed.at.toISOString() },
      isAnswered: answered.has(item.key),
      answers: item.answers.flatMap((answer) => answerOf(answer, found.items) ?? []),
    })),
    tables: measures.map((measure) => ({
      measure: measure.key,
      name: measure.name,
      rows: [MEASURES_CSV_COLUMNS, ...measureCsvRows(measure)].map((row) => row.map(String)),
    })),
  };
}

function inOrder(statements: readonly StatementId[]): readonly StatementId[] {
  return inFrameworkOrder(statements.map((statement) => ({ statement }))).map(({ statement }) => statement);
}

function answerOf(answer: StoredAnswer, items: readonly ReturnItem[]): Answer | null {
  const { kind, evidence, place, url, measure, reason, followsOn } = answer;
  if (kind === 'evidence')
    return evidence && { kind, reference: evidence.reference, place, page: pageIn(place) };
  if (kind === 'see') {
    const other = items.find(({ key }) => key === answer.see);
    return other ? { kind, item: itemLabel(other), place } : null;
  }
  if (kind === 'link') return { kind, url };
  if (kind === 'table') return measure && { kind, measure: measure.key };
  if (kind === 'not_held') return { kind, reason };
  return followsOn && { kind, followsOn, reason };
}
