import 'server-only';
import { createReadStream } from 'node:fs';
import { additionsIn } from '#lib/exchange/packs/additions.ts';
import { keepFile } from '#lib/exchange/packs/keep-file.ts';
import {
  heldItems,
  keepPack,
  type MadeForm,
  type PackProgress,
  type PackWithFiles,
  readPackWithFiles,
  readWords,
  type TakenPack,
} from '#lib/exchange/packs/making.ts';
import {
  type HeldItem,
  type MadeFile,
  markingOfPack,
  type PackedFile,
  SLIPS,
} from '#lib/exchange/packs/rules.ts';
import { type ShownFile, showFile } from '#lib/exchange/packs/shown-file.ts';
import { openWorkFolder, type WorkFolder } from '#lib/exchange/packs/work-folder.ts';
import type { BundleDocument, BundleItem, BundleShown } from '#lib/exchange/pdf/bundle-document.ts';
import { MOST_IN_VOLUME, type SetVolume, setBundle } from '#lib/exchange/pdf/set-bundle.ts';
import type { SystemContext } from '#lib/platform/access/context.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import type { JobRequest } from '#lib/platform/workers/pool.ts';

const MEGABYTE = 1024 ** 2;

/** How often a pack is kept while a step of it goes on, and how soon it stops once it is cancelled. */
const KEEP_MS = 10_000;

/** Ends what goes on for a pack that is no longer this process's. */
type Hold = { readonly signal: AbortSignal; note(progress: PackProgress): Promise<boolean>; end(): void };

function holdPack(context: SystemContext, pack: TakenPack): Hold {
  const lost = new AbortController();
  let last: PackProgress = { step: 'reading', done: 0, total: 0 };
  const note = async (progress: PackProgress) => {
    last = progress;
    const isOurs = !lost.signal.aborted && (await keepPack(context, pack, progress));
    if (!isOurs) lost.abort();
    return isOurs;
  };
  // One that cannot be written now is written the next time.
  const timer = setInterval(() => void note(last).catch(() => undefined), KEEP_MS);
  return { signal: lost.signal, note, end: () => clearInterval(timer) };
}

/**
 * Makes a bundle: the pages of each file, and then the volumes, in a folder of their own; last the files in the store.
 * `busy` leaves what has been prepared to the next time. Null: the pack is no longer this process's.
 *
 * @throws DamagedFileError, PdfError
 */
export async function makeBundle(
  context: SystemContext,
  pack: TakenPack,
  newFile: () => FileKey,
): Promise<MadeForm | 'busy' | null> {
  const content = await readPackWithFiles(context, pack);
  if (!content) return null;
  const folder = await openWorkFolder(pack);
  const hold = holdPack(context, pack);
  const request: JobRequest = { council: context.council.id, person: pack.person, signal: hold.signal };
  let isKept = false;
  try {
    const items = await prepareItems(context, content, folder, request, hold);
    if (items === 'busy' && !hold.signal.aborted) isKept = true;
    if (items === null || items === 'busy') return hold.signal.aborted ? null : items;
    const bundle = bundleOf(
      content,
      items.map(({ item }) => item),
    );
    const { volumeSize } = content.choices;
    const limits = { ...MOST_IN_VOLUME, bytes: volumeSize * MEGABYTE };
    const set = await setBundle(request, bundle, limits, folder.path, (done, total) =>
      hold.note({ step: 'setting', done, total }),
    );
    if (set === 'stopped') return null;
    if (set === 'busy') {
      isKept = true;
      return hold.signal.aborted ? null : set;
    }
    const files = await storeVolumes(set.volumes, newFile, hold);
    if (!files) return null;
    return madeOf(bundle, set.leftOut, files, items);
  } catch (error) {
    // Who took the pack has taken its folder too, so what this process goes on with fails.
    if (hold.signal.aborted) return null;
    // What goes on after a crash uses it.
    isKept = true;
    throw error;
  } finally {
    hold.end();
    if (!isKept) await folder.remove();
  }
}

/** An item, with its file or why it has no pages. */
type Prepared = {
  readonly item: BundleItem;
  readonly file: PackedFile | { readonly no: keyof typeof SLIPS };
};

/** Each item with the pages of its file, or a slip. */
async function prepareItems(
  context: SystemContext,
  { document, files, continues }: PackWithFiles,
  folder: WorkFolder,
  request: JobRequest,
  hold: Hold,
): Promise<readonly Prepared[] | 'busy' | null> {
  const labels = additionsIn(continues?.sent ?? [], document, files);
  const entries = document.register.filter(({ reference }) => labels.has(reference));
  const items: Prepared[] = [];
  for (const [done, entry] of entries.entries()) {
    if (!(await hold.note({ step: 'preparing', done, total: entries.length }))) return null;
    const file = files.get(entry.reference) ?? { no: 'missing' as const };
    const shown =
      'no' in file ? null : await prepare(context, { ...file, reference: entry.reference }, folder, request);
    if (shown === 'busy') return shown;
    const label = labels.get(entry.reference) ?? entry.reference;
    if ('no' in file) items.push({ item: { label, entry, shown: slip(file.no) }, file });
    else if (shown?.kind === 'none')
      items.push({ item: { label, entry, shown: slip(shown.why) }, file: { no: shown.why } });
    else if (shown) items.push({ item: { label, entry, shown }, file });
  }
  return items;
}

async function prepare(
  context: SystemContext,
  file: PackedFile & { readonly reference: string },
  folder: WorkFolder,
  request: JobRequest,
): Promise<ShownFile | 'busy'> {
  const before = await folder.made<ShownFile>(file.id);
  if (before) return before;
  const into = await folder.begin(file.id);
  const councilId = context.council.id;
  const shown = await showFile({ ...file, councilId }, () => readWords(context, file.id), into, request);
  if (shown !== 'busy') await folder.keep(file.id, shown);
  return shown;
}

function slip(why: keyof typeof SLIPS): BundleShown {
  return { kind: 'slip', why: SLIPS[why] };
}

function bundleOf(
  { document: { copyFor, ...document }, choices, continues }: PackWithFiles,
  items: readonly BundleItem[],
): BundleDocument {
  const entries = items.map(({ entry }) => entry);
  return {
    document: continues ? { ...document, register: entries, marking: markingOfPack(entries) } : document,
    items,
    leftOut: document.leftOut ?? [],
    pageLimit: choices.pageLimit,
    copyFor: copyFor ?? null,
    continues: continues ? { pack: continues.pack, lastPage: continues.lastPage } : null,
  };
}

async function storeVolumes(
  volumes: readonly SetVolume[],
  newFile: () => FileKey,
  hold: Hold,
): Promise<readonly MadeFile[] | null> {
  const files: MadeFile[] = [];
  for (const { volume, path, pages, firstPage } of volumes) {
    if (!(await hold.note({ step: 'storing', done: files.length, total: volumes.length }))) return null;
    const file = newFile();
    await fileStore().append(file, 0, createReadStream(path));
    const stored = await keepFile(file);
    files.push({ id: file.id, volume, mediaType: 'application/pdf', ...stored, pages, firstPage });
  }
  return files;
}

/** @param leftOut - also what had no room */
function madeOf(
  { document }: BundleDocument,
  leftOut: BundleDocument['leftOut'],
  files: readonly MadeFile[],
  prepared: readonly Prepared[],
): MadeForm {
  const out = new Set(leftOut.map(({ reference }) => reference));
  const held = prepared.filter(({ item }) => !out.has(item.entry.reference));
  const found = new Map(held.map(({ item, file }) => [item.entry.reference, file]));
  const labels = new Map(prepared.map(({ item }) => [item.entry.reference, item.label]));
  const holds = heldItems(
    prepared.map(({ item }) => item.entry),
    found,
  ).map((item): HeldItem => {
    const label = labels.get(item.reference) ?? item.reference;
    return {
      ...item,
      ...(label === item.reference ? {} : { label }),
      ...(found.has(item.reference) ? {} : { isOverLimit: true }),
    };
  });
  const { marking } = document;
  return { files, marking, items: held.length, holds, leftOut, document, total: files.length };
}
