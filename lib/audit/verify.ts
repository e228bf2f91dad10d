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
};

const BATCH = 1_000;

/** Walks every council's chain from its first event and works each seal out again. */
export async function verifyAllChains(): Promise<{ readonly councils: readonly ChainReport[] }> {
  const councils = await database().council.findMany({
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  });
  const reports: ChainReport[] = [];
  for (const { id, slug } of councils) reports.push({ slug, ...(await verifyChain(id)) });
  return { councils: reports };
}

/** Walks one council's chain. */
export async function verifyChain(councilId: string): Promise<Omit<ChainReport, 'slug'>> {
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
