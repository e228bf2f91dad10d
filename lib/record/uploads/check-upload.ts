import 'server-only';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { CHECK_POOL, prepareCheck } from '#lib/platform/storage/checks/worker.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { checkAndClean } from '#lib/platform/storage/receive.ts';
import { isFull, StorageError } from '#lib/platform/storage/storage-error.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { noteChecked } from '#lib/record/uploads/commands.ts';
import { discardUpload } from '#lib/record/uploads/discard-upload.ts';
import { getUpload, isEvidenceFile, type UploadFile } from '#lib/record/uploads/queries.ts';
import { sayRefused } from '#lib/record/uploads/refusal.ts';

export type CheckUploadResult =
  | { readonly outcome: 'ready' }
  | { readonly outcome: 'refused' | 'storage full'; readonly message: string }
  /** Not all of it has arrived, or the check has to be tried again. */
  | { readonly outcome: 'incomplete' | 'busy' | 'not found' };

/** A page waits for twice as long. */
const PATIENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 500;

/**
 * Joins the parts of a whole upload and checks its content. Asked again, also after a crash at any point, it goes on
 * from there.
 */
export async function checkUpload(
  context: CouncilContext,
  id: string,
  signal: AbortSignal,
): Promise<CheckUploadResult> {
  const upload = await getUpload(context, id);
  if (upload?.state !== 'receiving') return noted(upload);
  try {
    const checked = await checkContent(context, upload, signal);
    if (checked !== 'noted meanwhile') return checked;
  } catch (error) {
    if (isFull(error)) return { outcome: 'storage full', message: sayRefused(upload.name, 'storage-full') };
    // Its bytes are gone if it was removed meanwhile, or another request has ended its check.
    if ((await getUpload(context, id))?.state === 'receiving') throw error;
  }
  const now = await getUpload(context, id);
  // The file may be evidence by now: then its bytes stay.
  const isOver = now ? now.state === 'refused' : !(await isEvidenceFile(context, id));
  if (isOver) await discardUpload(context, id);
  return noted(now);
}

/** Checks the content and notes the result, unless it has been removed or another request noted its own result first. */
async function checkContent(
  context: CouncilContext,
  upload: UploadFile,
  signal: AbortSignal,
): Promise<CheckUploadResult | 'noted meanwhile'> {
  const { id, name, bytes } = upload;
  const file = { councilId: context.council.id, id };
  if ((await fileStore().received(file)) < bytes) return { outcome: 'incomplete' };
  const type = allowedTypeOf(name);
  if (!type) throw new Error(`upload ${id} was begun with a name that is not accepted`);
  prepareCheck();
  const written = { bytes, ...(await finish(file)) };
  const person = context.person.id;
  const request = { council: file.councilId, person, signal };
  const checked = await inTurn(person, () =>
    whenFree(() => checkAndClean(file, written, { type, withTitle: true }, request)),
  );
  if (!('reason' in checked))
    return (await noteChecked(context, id, acceptedAs(checked))) ? { outcome: 'ready' } : 'noted meanwhile';
  const { reason } = checked;
  if (reason === 'busy' || reason === 'incomplete') return { outcome: 'busy' };
  // The row before the bytes: without it the file would be sent again.
  if (!(await noteChecked(context, id, { refusal: reason }))) return 'noted meanwhile';
  await discardUpload(context, id);
  return noted({ ...upload, state: 'refused', refusal: reason });
}

/** As many at once as the checks accept of one person. */
const AT_ONCE = CHECK_POOL.limits.person;
const turns = new Map<string, LimitFunction>();

/** A person's files are checked one after the other, without a try for each pause. */
async function inTurn<T>(person: string, check: () => Promise<T>): Promise<T> {
  const limit = turns.get(person) ?? pLimit(AT_ONCE);
  turns.set(person, limit);
  try {
    return await limit(check);
  } finally {
    if (limit.activeCount + limit.pendingCount === 0) turns.delete(person);
  }
}

/** What is recorded of an upload whose check is over. */
function noted(upload: UploadFile | null): CheckUploadResult {
  if (!upload) return { outcome: 'not found' };
  if (upload.refusal === null) return { outcome: 'ready' };
  return { outcome: 'refused', message: sayRefused(upload.name, upload.refusal) };
}

/** What is recorded of a clean file. Its own title takes the place of the one from its name. */
function acceptedAs({ sha256, withoutPlace, title }: Exclude<Checked, { readonly reason: unknown }>) {
  return { sha256, withoutPlace, ...(title !== undefined && { title }) };
}

type Checked = Awaited<ReturnType<typeof checkAndClean>>;

/** A person's other files may be being checked for a form, or on their way through another module of this process. */
async function whenFree(check: () => Promise<Checked>): Promise<Checked> {
  const until = performance.now() + PATIENCE_MS;
  for (let ms = 50; performance.now() < until; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
    const checked = await check();
    if (!('reason' in checked) || checked.reason !== 'busy') return checked;
    await pause(ms);
  }
  return check();
}

/** The hash of the file, whose parts may have been joined by a request whose answer was lost, or are being joined. */
async function finish(file: FileKey): Promise<{ readonly sha256: string }> {
  try {
    return await fileStore().finish(file);
  } catch (error) {
    const bytes = await fileStore().size(file);
    if (bytes === null || !(error instanceof StorageError)) throw error;
    const hash = createHash('sha256');
    await pipeline(fileStore().read(file, { from: 0, to: bytes - 1 }), hash);
    return { sha256: hash.digest('hex') };
  }
}
