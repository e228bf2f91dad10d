import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, ROLES, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import type { EvidenceState } from '#lib/record/evidence/lifecycle.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import type { SnapshotKind } from '#lib/record/snapshots/rules.ts';

/** A request to erase an item, and its answer. */
export type ErasureView = {
  readonly number: number;
  readonly reason: string;
  readonly askedById: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** The newest version of the file when it was asked for; null for a link. */
  readonly fileVersion: number | null;
  /** Null while it waits. */
  readonly answered: {
    readonly outcome: 'confirmed' | 'declined' | 'taken_back';
    readonly by: string;
    readonly at: Date;
    readonly reason: string;
  } | null;
};

/** What an erasure would remove, and what it cannot reach. */
export type Reach = {
  readonly kind: 'file' | 'link';
  readonly versions: number;
  /** Other evidence with the same content, which stays: the same file, its transcript, or what it is a transcript of. */
  readonly others: readonly {
    readonly reference: string;
    readonly as: 'same file' | 'transcript' | 'recording';
  }[];
  /** Links to statements, in all cycles. */
  readonly uses: number;
  /** Items of information returns that it answers. */
  readonly answers: number;
  /** Actions of the improvement plan whose evidence it is. */
  readonly actions: number;
  readonly comments: number;
  /** Stored content that it is part of, the newest cycle first. */
  readonly content: readonly {
    readonly kind: Exclude<SnapshotKind, 'packed'>;
    readonly version: number;
    readonly cycle: string;
  }[];
  /** Packs that are kept and hold it. */
  readonly packs: number;
  readonly downloads: number;
  /** Events of the history that hold its names and cannot be changed. */
  readonly olderEvents: number;
};

export type ErasurePage = {
  readonly reference: string;
  readonly title: string;
  readonly state: EvidenceState;
  readonly held: boolean;
  /** The last request. Null if nobody has asked. */
  readonly last: ErasureView | null;
  /** The newest version of its file; null for a link. */
  readonly newest: { readonly number: number; readonly by: string; readonly at: Date } | null;
  /** The names of those who can confirm a request of this person, or of whoever made the waiting one. */
  readonly confirmers: readonly string[];
  readonly reach: Reach;
};

/** The page on which an item is erased. Null if the council has no item with that number. */
export async function getErasure(context: CouncilContext, reference: string): Promise<ErasurePage | null> {
  requirePermission(context, 'evidence:erase');
  return read(context, async (db): Promise<ErasurePage | null> => {
    const { tx } = db;
    const number = parseReference(reference);
    const item =
      number === null
        ? null
        : await tx.evidenceItem.findUnique({
            relationLoadStrategy: 'join',
            where: { councilId_number: { councilId: context.council.id, number } },
            select: {
              ...{ id: true, number: true, title: true, state: true, held: true },
              versions: { orderBy: { number: 'desc' }, take: 1, select: NEWEST_VERSION },
            },
          });
    if (!item) return null;
    const last = await loadLastErasure(db, referenceOf(item.number));
    const asker = last?.answered === null ? last.askedById : context.person.id;
    const [newest = null] = item.versions;
    const others = await tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: {
        councilId: context.council.id,
        role: { in: ROLES.filter((role) => can({ role }, 'evidence:erase')) },
        disabledAt: null,
        person: { disabledAt: null },
        personId: { not: asker },
      },
      orderBy: { person: { name: 'asc' } },
      select: { person: { select: { name: true } } },
    });
    return {
      reference: referenceOf(item.number),
      title: item.title,
      state: item.state,
      held: item.held,
      last,
      newest: newest && { number: newest.number, by: newest.addedBy.person.name, at: newest.addedAt },
      confirmers: others.map(({ person }) => person.name),
      reach: await loadReach(db, item),
    };
  });
}

const PERSON_NAME = { select: { person: { select: { name: true } } } } as const;
const NEWEST_VERSION = { number: true, addedAt: true, addedBy: PERSON_NAME } as const;

/** The last request to erase an item. Null if nobody has asked. */
export async function loadLastErasure(
  { tx, context }: CouncilRead,
  reference: string,
): Promise<ErasureView | null> {
  const row = await tx.erasure.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, item: { number: parseReference(reference) ?? 0 } },
    orderBy: { number: 'desc' },
    select: {
      number: true,
      reason: true,
      askedById: true,
      askedBy: PERSON_NAME,
      askedAt: true,
      outcome: true,
      decidedBy: PERSON_NAME,
      decidedAt: true,
      answer: true,
      fileVersion: true,
    },
  });
  if (!row) return null;
  const { number, reason, askedById, askedAt, outcome, decidedBy, decidedAt, answer, fileVersion } = row;
  const isAnswered = outcome && decidedBy && decidedAt;
  return {
    number,
    reason,
    askedById,
    askedBy: row.askedBy.person.name,
    askedAt,
    fileVersion,
    answered: isAnswered ? { outcome, by: decidedBy.person.name, at: decidedAt, reason: answer } : null,
  };
}

async function loadReach(
  { tx, context }: CouncilRead,
  { id, number }: { readonly id: string; readonly number: number },
): Promise<Reach> {
  const councilId = context.council.id;
  const reference = referenceOf(number);
  const [row] = await tx.$queryRaw<Omit<Reach, 'others'>[]>`
    select case when i.url is null then 'file' else 'link' end as kind,
           (select count(*)::int from evidence_versions v where v.council_id = i.council_id and v.item_id = i.id) as versions,
           (select count(*)::int from evidence_links l
             where l.council_id = i.council_id and l.evidence_item_id = i.id) as uses,
           (select count(distinct (a.return_id, a.item_key))::int from return_answers a
             where a.council_id = i.council_id and a.evidence_item_id = i.id) as answers,
           (select count(*)::int from action_evidence x
             where x.council_id = i.council_id and x.evidence_item_id = i.id) as actions,
           (select count(*)::int from comments c
             where c.council_id = i.council_id and c.evidence_item_id = i.id and c.deleted_at is null) as comments,
           (select coalesce(json_agg(json_build_object('kind', s.kind, 'version', s.version, 'cycle', a.name)
                                     order by a.number desc, s.made_at desc), '[]')
              from assessment_snapshots s join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
             where s.council_id = i.council_id
               and s.item_hashes ? ${reference} and s.kind <> 'packed') as content,
           (select count(*)::int
              from packs p
              join assessment_snapshots s
                on s.council_id = p.council_id and s.assessment_id = p.assessment_id and s.kind = p.snapshot_kind
                   and s.version = p.snapshot_version
             where p.council_id = i.council_id and p.state = 'made' and s.item_hashes ? ${reference}) as packs,
           (select count(*)::int from audit_events e
             where e.council_id = i.council_id and e.subject = ${reference} and e.type = 'file.downloaded') as downloads,
           (select count(*)::int from audit_events e
             where e.council_id = i.council_id and e.subject = ${reference}
               and e.type in ('evidence.added', 'evidence.changed') and e.data ->> 'wordsHash' is null) as "olderEvents"
      from evidence_items i
     where i.council_id = ${councilId}::uuid and i.id = ${id}::uuid`;
  if (!row) throw new Error(`${reference} has no row`);
  return { ...row, others: await loadOthers(tx, councilId, id) };
}

function loadOthers(tx: CouncilRead['tx'], councilId: string, id: string): Promise<Reach['others']> {
  return tx.$queryRaw<Reach['others'][number][]>`
    with item as (
      select id, number, transcript_of from evidence_items where council_id = ${councilId}::uuid and id = ${id}::uuid
    ), others as (
      select o.id, 'transcript' as "as" from item i
        join evidence_items o on o.council_id = ${councilId}::uuid and o.transcript_of = i.number
      union
      select o.id, 'recording' from item i
        join evidence_items o on o.council_id = ${councilId}::uuid and o.number = i.transcript_of
      union
      select w.item_id, 'same file' from item i
        join evidence_versions v on v.council_id = ${councilId}::uuid and v.item_id = i.id
        join files f on f.council_id = v.council_id and f.id = v.file_id
        join files g on g.council_id = f.council_id and g.sha256 = f.sha256
        join evidence_versions w on w.council_id = g.council_id and w.file_id = g.id and w.item_id <> i.id
    )
    select 'E' || e.number as reference, others."as"
      from others join evidence_items e on e.council_id = ${councilId}::uuid and e.id = others.id
     where e.state <> 'erased'
     order by e.number`;
}
