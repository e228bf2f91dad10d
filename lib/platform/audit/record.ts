import 'server-only';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Actor, recordedActor } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { hashEventWords, newSalt } from '#lib/platform/audit/words.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';

/** The `previousHash` of a council's first event. */
export const CHAIN_START = '0'.repeat(64);

/** The fields of an audit row that its hash covers: all but the hash itself. */
export type HashedFields = {
  readonly councilId: string;
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly actorRole: string;
  readonly requestId: string;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly previousHash: string;
};

/** SHA-256 in hexadecimal of the row as canonical JSON (RFC 8785), including the previous row's hash. */
export function hashEvent(row: HashedFields): string {
  const canonical = canonicalize({
    councilId: row.councilId,
    seq: row.seq,
    at: row.at.toISOString(),
    actorId: row.actorId,
    actorName: row.actorName,
    actorRole: row.actorRole,
    requestId: row.requestId,
    type: row.type,
    subject: row.subject,
    data: row.data,
    previousHash: row.previousHash,
  });
  return createHash('sha256')
    .update(canonical ?? '')
    .digest('hex');
}

/**
 * Appends events to the council's chain in the caller's transaction, in order, and their words beside the chain. Takes
 * the council's chain lock, so call it last: no other lock is taken after it, which rules out deadlock between two
 * writers.
 */
export async function record(tx: Transaction, actor: Actor, ...events: readonly NewEvent[]): Promise<void> {
  const councilId = actor.council.id;
  const { id: actorId, name: actorName, role: actorRole } = recordedActor(actor);
  await lockInCouncil(tx, councilId, 'audit');
  const head = await auditHead(tx, actor);
  let { seq, hash: previousHash } = head ?? { seq: 0, hash: CHAIN_START };
  const at = actor.now();
  const rows: (Omit<HashedFields, 'data'> & { readonly data: object; readonly hash: string })[] = [];
  const kept: { councilId: string; seq: number; salt: string; words: object }[] = [];
  for (const event of events) {
    seq += 1;
    const words = event.words && { ...event.words };
    const salt = newSalt();
    const row = {
      councilId,
      seq,
      at,
      actorId,
      actorName,
      actorRole,
      requestId: actor.requestId,
      type: event.type,
      subject: event.subject,
      data: words ? { ...event.data, wordsHash: hashEventWords(words, salt) } : event.data,
      previousHash,
    };
    previousHash = hashEvent(row);
    rows.push({ ...row, hash: previousHash });
    if (words) kept.push({ councilId, seq, salt, words });
  }
  await tx.auditEvent.createMany({ data: rows });
  if (kept.length > 0) await tx.eventWords.createMany({ data: kept });
}
