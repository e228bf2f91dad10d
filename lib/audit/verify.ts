import 'server-only';
import { CHAIN_START, type SealedFields, sealOf } from '#lib/audit/record.ts';
import { database } from '#lib/db/client.ts';
import { inCouncil } from '#lib/db/in-council.ts';

export type ChainReport = {
  readonly slug: string;
  readonly events: number;
  /** The hash of the last event; of a council with none, 64 zeros. */
  readonly head: string;
  readonly firstBroken: { readonly seq: number; readonly reason: string } | null;
  /** What was kept of reviews and closed cycles and is not what its event says. */
  readonly snapshots: readonly BrokenSnapshot[];
  /** The same of board papers that were kept for a link. */
  readonly papers: readonly BrokenPaper[];
};

export type BrokenSnapshot = {
  readonly cycle: number;
  readonly kind: 'signed' | 'proposed' | 'closed';
  /** Of a proposal the step of the review. */
  readonly version: number;
  readonly reason: string;
};

/** `link`: its id. */
export type BrokenPaper = { readonly link: string; readonly reason: string };

const BATCH = 1_000;

/** Walks every council's chain from its first event and works each seal and each kept snapshot out again. */
export async function verifyAllChains(): Promise<{ readonly councils: readonly ChainReport[] }> {
  const councils = await database().council.findMany({
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  });
  const reports: ChainReport[] = [];
  for (const { id, slug } of councils) {
    reports.push({
      slug,
      ...(await verifyChain(id)),
      snapshots: await verifySnapshots(id),
      papers: await verifyPapers(id),
    });
  }
  return { councils: reports };
}

/** Walks one council's chain. */
export async function verifyChain(
  councilId: string,
): Promise<Omit<ChainReport, 'slug' | 'snapshots' | 'papers'>> {
  let head = CHAIN_START;
  let events = 0;
  for (;;) {
    const batch = await eventsAfter(councilId, events);
    for (const { hash, ...fields } of batch) {
      const reason = brokenBy(fields, hash, { seq: events + 1, previousHash: head });
      if (reason) return { events, head, firstBroken: { seq: fields.seq, reason } };
      head = hash;
      events += 1;
    }
    if (batch.length < BATCH) return { events, head, firstBroken: null };
  }
}

type SnapshotRow = Omit<BrokenSnapshot, 'reason'> & {
  readonly told: string | null;
  readonly kept: string | null;
};

/** Every snapshot of a council whose content is not what was signed, proposed or closed, as the chain tells it. */
export async function verifySnapshots(councilId: string): Promise<readonly BrokenSnapshot[]> {
  const rows = await inCouncil(
    councilId,
    (tx) => tx.$queryRaw<SnapshotRow[]>`
      with told as (
        select subject as assessment, data ->> 'contentHash' as hash,
               case type when 'review.signed' then 'signed' when 'review.proposed' then 'proposed' else 'closed' end as kind,
               case type when 'review.signed' then (data ->> 'version')::int
                         when 'review.proposed' then (data ->> 'step')::int else 1 end as version
          from audit_events
         where council_id = ${councilId}::uuid
           and type in ('review.signed', 'review.proposed', 'assessment.closed')
      ), kept as (
        select assessment_id::text as assessment, encode(sha256(convert_to(content, 'UTF8')), 'hex') as hash,
               kind::text as kind, version
          from assessment_snapshots
         where council_id = ${councilId}::uuid
      )
      select a.number as cycle, kind, version, told.hash as told, kept.hash as kept
        from told full join kept using (assessment, kind, version)
        join assessments a on a.council_id = ${councilId}::uuid and a.id::text = assessment
       where told.hash is distinct from kept.hash
       order by cycle, kind, version`,
  );
  return rows.map(({ told, kept, ...which }) => ({ ...which, reason: differenceOf(told, kept) }));
}

/** Every board paper kept for a link whose content is not what was shared, as the chain tells it. */
export async function verifyPapers(councilId: string): Promise<readonly BrokenPaper[]> {
  const rows = await inCouncil(
    councilId,
    (tx) => tx.$queryRaw<{ link: string; told: string | null; kept: string | null }[]>`
      with told as (
        select subject as link, data ->> 'contentHash' as hash from audit_events
         where council_id = ${councilId}::uuid and type = 'paper.shared'
      ), kept as (
        select id::text as link, encode(sha256(convert_to(content, 'UTF8')), 'hex') as hash from paper_links
         where council_id = ${councilId}::uuid
      )
      select link, told.hash as told, kept.hash as kept
        from told full join kept using (link)
       where told.hash is distinct from kept.hash
       order by link`,
  );
  return rows.map(({ link, told, kept }) => ({ link, reason: differenceOf(told, kept) }));
}

function differenceOf(told: string | null, kept: string | null): string {
  if (kept === null) return 'it is missing';
  return told === null ? 'no event tells of it' : 'its content is not what its event says';
}

function brokenBy(
  fields: SealedFields,
  hash: string,
  expected: { readonly seq: number; readonly previousHash: string },
): string | null {
  if (fields.seq !== expected.seq) return `event ${expected.seq} is missing`;
  if (fields.previousHash !== expected.previousHash) return 'it does not follow the event before it';
  if (sealOf(fields) !== hash) return 'its content was changed after it was written';
  return null;
}

function eventsAfter(councilId: string, seq: number): Promise<(SealedFields & { readonly hash: string })[]> {
  return inCouncil(councilId, (tx) =>
    tx.auditEvent.findMany({
      where: { councilId, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: BATCH,
      select: {
        councilId: true,
        seq: true,
        at: true,
        actorId: true,
        actorName: true,
        actorRole: true,
        requestId: true,
        type: true,
        subject: true,
        data: true,
        previousHash: true,
        hash: true,
      },
    }),
  );
}
