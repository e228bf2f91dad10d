import 'server-only';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { keepFile } from '#lib/exchange/packs/keep-file.ts';
import { madeWith } from '#lib/exchange/packs/made-with.ts';
import { makeBundle } from '#lib/exchange/packs/make-bundle.ts';
import { DamagedFileError, writePackZip } from '#lib/exchange/packs/make-zip.ts';
import {
  beginStep,
  heldItems,
  letGoOfPack,
  type Made,
  type MadeForm,
  notePackFailed,
  notePackMade,
  putBackPack,
  readPack,
  type TakenPack,
} from '#lib/exchange/packs/making.ts';
import { type PackFailure, type PackForm, REGISTER_STEPS } from '#lib/exchange/packs/rules.ts';
import { removeWorkFolder } from '#lib/exchange/packs/work-folder.ts';
import { pageCount } from '#lib/exchange/pdf/page-count.ts';
import { PdfError, type PdfErrorKind, renderPack } from '#lib/exchange/pdf/render-pdf.ts';
import type { SystemContext } from '#lib/platform/access/context.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { isFull } from '#lib/platform/storage/storage-error.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';

/** Makes a pack that this process has taken. False: it could not be made now, and goes on waiting. */
export async function makePack(context: SystemContext, pack: TakenPack): Promise<boolean> {
  const { id, number } = pack;
  const begun: FileKey[] = [];
  const newFile = () => {
    const file = { councilId: context.council.id, id: uuidv7() };
    begun.push(file);
    return file;
  };
  try {
    const made = await FORMS[pack.form](context, pack, newFile);
    const isKept =
      made !== null && made !== 'busy' && (await notePackMade(context, pack, withPrograms(made)));
    if (made === 'busy') await putBackPack(context, pack);
    if (!isKept) await removeMade(begun);
    return made !== 'busy';
  } catch (error) {
    log().error({ event: 'pack.not-made', pack: id, number, err: error });
    await removeMade(begun);
    const why = reasonOf(error);
    if (why === null) {
      await letGoOfPack(context, pack);
      return false;
    }
    await removeWorkFolder(pack);
    await notePackFailed(context, pack, why);
    return true;
  }
}

function withPrograms({ document, ...made }: MadeForm): Made {
  return { ...made, madeWith: madeWith(document, made, { office: env().OFFICE_PREVIEW === 'on' }) };
}

type MakeForm = (
  context: SystemContext,
  pack: TakenPack,
  newFile: () => FileKey,
) => Promise<MadeForm | 'busy' | null>;

/** How each form is made, into new files. Null: the pack is no longer this process's. */
const FORMS: Readonly<Record<PackForm, MakeForm>> = {
  bundle: makeBundle,
  register: makeRegister,
  zip: makeZip,
};

/** Null: it may succeed another time. */
function reasonOf(error: unknown): PackFailure | null {
  if (error instanceof DamagedFileError) return `damaged ${error.reference}`;
  if (isFull(error)) return 'disk full';
  return error instanceof PdfError ? REASONS[error.kind] : null;
}

const REASONS: Readonly<Record<PdfErrorKind, PackFailure | null>> = {
  refused: 'refused',
  crashed: null,
  'timed-out': 'too long',
  'out-of-memory': 'too long',
};

async function makeRegister(
  context: SystemContext,
  pack: TakenPack,
  newFile: () => FileKey,
): Promise<MadeForm | 'busy' | null> {
  const made = await renderPack({ council: context.council.id, person: pack.person }, async () => {
    const document = await readPack(context, pack);
    return document && (await beginStep(context, pack, 'setting')) ? { document } : null;
  });
  if (made === null) return null;
  if (typeof made === 'string') return 'busy';
  const { pdf, source } = made;
  if (!(await beginStep(context, pack, 'storing'))) return null;
  const { marking, register } = source.document;
  // The store empties what it is given.
  const pages = pageCount(pdf);
  const file = newFile();
  await fileStore().append(file, 0, Readable.from([pdf]));
  return {
    files: [{ id: file.id, volume: 1, mediaType: 'application/pdf', ...(await keepFile(file)), pages }],
    marking,
    items: register.length,
    holds: heldItems(register),
    ...{ leftOut: source.document.leftOut ?? [], document: source.document },
    total: REGISTER_STEPS.length,
  };
}

async function makeZip(
  context: SystemContext,
  pack: TakenPack,
  newFile: () => FileKey,
): Promise<MadeForm | null> {
  const file = newFile();
  const made = await writePackZip(context, pack, file);
  if (made === null) return null;
  const { marking, register } = made.document;
  return {
    files: [{ id: file.id, volume: 1, mediaType: 'application/zip', ...(await keepFile(file)), pages: null }],
    marking,
    items: register.length,
    holds: heldItems(register, made.found),
    ...{ leftOut: made.document.leftOut ?? [], document: made.document },
    total: made.files,
  };
}

/** What is left goes with the hourly sweep. */
async function removeMade(files: readonly FileKey[]): Promise<void> {
  for (const file of files)
    await fileStore()
      .remove(file)
      .catch((error: unknown) => log().warn({ event: 'pack.file-not-removed', file: file.id, err: error }));
}
