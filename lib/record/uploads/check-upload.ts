import 'server-only';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { prepareCheck } from '#lib/platform/storage/checks/worker.ts';
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
    const outcome = await checkContent(context, upload, signal);
    if (outcome !== 'checked') return { outcome };
  } catch (error) {
    if (isFull(error)) return { outcome: 'storage full', message: sayRefused(upload.name, 'storage-full') };
    // Its bytes are gone if it was removed meanwhile, or another request has ended its check.
    if ((await getUpload(context, id))?.state === 'receiving') throw error;
  }
  const now = await getUpload(context, id);
  // Another request may have noted its own check, and the file may be evidence by now: then its bytes stay.
  const isOver = now ? now.state === 'refused' : !(await isEvidenceFile(context, id));
  if (isOver) await discardUpload(context, id);
  return noted(now);
}

/** Notes the result of the check, unless another request noted its own first. */
async function checkContent(
  context: CouncilContext,
  { id, name, bytes }: UploadFile,
  signal: AbortSignal,
): Promise<'checked' | 'incomplete' | 'busy'> {
  const file = { councilId: context.council.id, id };
  if ((await fileStore().received(file)) < bytes) return 'incomplete';
  const type = allowedTypeOf(name);
  if (!type) throw new Error(`upload ${id} was begun with a name that is not accepted`);
  prepareCheck();
  const written = { bytes, ...(await finish(file)) };
  const request = { council: file.councilId, person: context.person.id, signal };
  const checked = await whenFree(() => checkAndClean(file, written, { type, withTitle: true }, request));
  if (!('reason' in checked)) await noteChecked(context, id, acceptedAs(checked));
  else if (checked.reason === 'busy' || checked.reason === 'incomplete') return 'busy';
  // The row before the bytes: without it the file would be sent again.
  else await noteChecked(context, id, { refusal: checked.reason });
  return 'checked';
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

/** A person's other files may be being checked, in this tab or another. */
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
