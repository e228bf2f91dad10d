import 'server-only';
import type { SameFile, UploadedItem } from '#components/evidence/upload-answers.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { readFormToken } from '#lib/platform/forms/form-token.ts';
import { log } from '#lib/platform/log.ts';
import { displayName } from '#lib/platform/storage/file-name.ts';
import type { FilePart } from '#lib/platform/storage/multipart.ts';
import { type ReceivedFile, receiveFile } from '#lib/platform/storage/receive.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { getWriteBlocker } from '#lib/record/assessments/queries.ts';
import { addFile } from '#lib/record/evidence/commands.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { storageLeft, titleFromName } from '#lib/record/evidence/rules.ts';
import { placeSchema, type UploadDetails } from '#lib/record/evidence/schema.ts';
import { asFormData, formValues } from './form-fields.ts';
import { type HeldSpace, holdSpace } from './hold-space.ts';

// One file of a form: how it arrives, and how it becomes an item.

/** What became of a file when it arrived, before the answers after it in the form were read. */
export type FileArrival =
  | { readonly kind: 'received'; readonly file: ReceivedFile; readonly space: HeldSpace }
  | Exclude<FileOutcome, { readonly kind: 'added' | 'same' }>;

export type FileOutcome =
  | { readonly kind: 'added'; readonly item: UploadedItem }
  | { readonly kind: 'same'; readonly file: SameFile }
  | { readonly kind: 'refused'; readonly name: string; readonly reason: UploadRefusal }
  /** The file would exceed the council's storage limit. */
  | { readonly kind: 'storage full'; readonly name: string }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The statement's assessment is proposed, signed or closed. */
  | { readonly kind: 'barred'; readonly by: WriteBlocker }
  /** Not kept: the answers are not complete, or the form was someone else's. */
  | { readonly kind: 'unread' };

export type WriteBlocker = NonNullable<Awaited<ReturnType<typeof getWriteBlocker>>>;

export async function receiveOne(
  context: CouncilContext,
  part: FilePart,
  options: {
    readonly maxBytes: number;
    /** What the whole form is said to have in files. */
    readonly declared: number;
    readonly signal: AbortSignal;
  },
): Promise<FileArrival> {
  const { maxBytes, declared, signal } = options;
  const councilId = context.council.id;
  const before = asFormData(part.fields);
  const place = placeSchema.safeParse(formValues(before));
  const isTheirs = readFormToken(before.get(FORM_TOKEN_FIELD), context.person.id).ok;
  if (!place.success || !isTheirs) return { kind: 'unread' };
  let space: HeldSpace | null = null;
  try {
    const obstacle = await findWriteBlocker(context, place.data);
    if (obstacle) return { kind: 'barred', by: obstacle };
    const name = displayName(part.name);
    const left = storageLeft(await getStorageUse(context));
    if (declared > left) return { kind: 'storage full', name };
    space = holdSpace(councilId, left);
    const received = await receiveFile(space.take(part.content), {
      councilId,
      personId: context.person.id,
      name: part.name,
      maxBytes,
      signal,
    });
    if (!received.ok) {
      space.release();
      if (space.isFull()) return { kind: 'storage full', name };
      if (received.reason === 'failed' || received.reason === 'storage-full') {
        log().error({ event: 'upload.failed', reason: received.reason, err: received.cause });
      }
      return { kind: 'refused', name, reason: received.reason };
    }
    return { kind: 'received', file: received.file, space };
  } catch (error) {
    space?.release();
    return { kind: 'failed', error };
  }
}

/** Makes items of the files that have arrived, one after the other. Without `details` it removes them. */
export async function addReceived(
  context: CouncilContext,
  arrivals: readonly FileArrival[],
  details: UploadDetails | null,
): Promise<readonly FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const arrival of arrivals) {
    if (arrival.kind !== 'received') {
      outcomes.push(arrival);
      continue;
    }
    if (details) outcomes.push(await addOne(context, arrival.file, details));
    else {
      await arrival.file.discard();
      outcomes.push({ kind: 'unread' });
    }
    arrival.space.release();
  }
  return outcomes;
}

async function addOne(
  context: CouncilContext,
  file: ReceivedFile,
  details: UploadDetails,
): Promise<FileOutcome> {
  const { name } = file;
  try {
    const result = await addFile(context, details, file);
    if (result.outcome === 'locked' || result.outcome === 'closed') return { kind: 'barred', by: result };
    if (result.outcome === 'storage full') return { kind: 'storage full', name };
    const { reference } = result;
    if (result.outcome === 'same file') {
      const { title, attached, withdrawn } = result;
      const href = routes.evidenceItem(context.council.slug, reference);
      return { kind: 'same', file: { name, reference, title, attached, withdrawn, href } };
    }
    return { kind: 'added', item: { reference, title: details.title || titleFromName(name) } };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Why evidence cannot be added to this statement, if anything. Then no file is received. */
export async function findWriteBlocker(
  context: CouncilContext,
  { statement, assessment }: Pick<UploadDetails, 'statement' | 'assessment'>,
): Promise<WriteBlocker | null> {
  return statement && assessment ? getWriteBlocker(context, assessment) : null;
}
