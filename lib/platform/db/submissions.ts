import 'server-only';
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { CouncilContext, Submission } from '#lib/platform/access/context.ts';
import type { Transaction } from '#lib/platform/db/client.ts';

/** How long a repeated form gets its first answer. */
export const ANSWER_LIFETIME_MS = 10 * 60_000;

/** `key`: from the form's token. `entries`: every field sent, files as hashes. */
export function submissionOf(
  key: string,
  action: string,
  entries: readonly (readonly [string, unknown])[],
): Submission {
  const secret = createHash('sha256')
    .update(JSON.stringify([key, action, entries]))
    .digest();
  return { secret, writes: 0 };
}

/**
 * Does a form's write once. A repeat of the same form waits for the first to end and gets its result. A result without
 * a change is not kept: the repeat does the work again.
 */
export async function once<T>(
  tx: Transaction,
  context: CouncilContext,
  work: () => Promise<{ readonly result: T; readonly isChange: boolean }>,
): Promise<T> {
  if (!context.submission) return (await work()).result;
  const write = nextWrite(context.submission);
  const councilId = context.council.id;
  if (!(await claim(tx, councilId, write.id, context.now()))) {
    const { answer } = await tx.submission.findUniqueOrThrow({
      where: { councilId_id: { councilId, id: write.id } },
      select: { answer: true },
    });
    return decryptAnswer(answer, write) as T;
  }
  const { result, isChange } = await work();
  const where = { councilId, id: write.id };
  if (isChange) await tx.submission.updateMany({ where, data: { answer: encryptAnswer(result, write) } });
  else await tx.submission.deleteMany({ where });
  return result;
}

/** False: the write was done within the last ten minutes. Waits while another request is doing it. */
async function claim(tx: Transaction, councilId: string, id: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - ANSWER_LIFETIME_MS);
  const claimed = await tx.$executeRaw`
    with forgotten as (
      delete from submissions where council_id = ${councilId}::uuid and id in (
        select id from submissions
         where council_id = ${councilId}::uuid and claimed_at < ${since}::timestamptz and id <> ${id}
         limit 100 for update skip locked))
    insert into submissions as s (council_id, id, claimed_at) values (${councilId}::uuid, ${id}, ${now}::timestamptz)
    on conflict (council_id, id) do update set claimed_at = excluded.claimed_at
     where s.claimed_at < ${since}::timestamptz`;
  return claimed === 1;
}

type Write = { readonly id: string; readonly key: Buffer };

function nextWrite(submission: Submission): Write {
  const number = submission.writes;
  submission.writes += 1;
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', submission.secret, '', `${purpose} ${number}`, 32));
  return { id: derived('id').toString('hex'), key: derived('answer') };
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with AES-256-GCM under a key derived from the form, bound to the write. Gives nonce, tag and ciphertext. */
function encryptAnswer(result: unknown, { id, key }: Write): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  const text = Buffer.concat([cipher.update(serialize(result)), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

function decryptAnswer(answer: Uint8Array, { id, key }: Write): unknown {
  const bytes = Buffer.from(answer);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return deserialize(Buffer.concat([decipher.update(text), decipher.final()]));
}
