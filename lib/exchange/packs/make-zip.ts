import 'server-only';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pathsOf } from '#lib/exchange/packs/file-names.ts';
import {
  keepPack,
  type PackWithFiles,
  readPackWithFiles,
  type TakenPack,
} from '#lib/exchange/packs/making.ts';
import {
  checksums,
  copyNote,
  indexPage,
  type MadeText,
  manifestCsv,
  manifestJson,
  type ZipContent,
  type ZippedFile,
} from '#lib/exchange/packs/manifest.ts';
import { placesInReturn, returnFacts, returnTexts } from '#lib/exchange/packs/return-files.ts';
import { NO_FILE, type PackedFile } from '#lib/exchange/packs/rules.ts';
import type { SystemContext } from '#lib/platform/access/context.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { writeZip, type ZipEntry } from '#lib/platform/zip/write-zip.ts';

/** The stored file of an item is missing, or not the one that was fingerprinted. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
  readonly reference: string;

  constructor(reference: string, cause?: unknown) {
    super(`The file of ${reference} is missing or damaged`, { cause });
    this.reference = reference;
  }
}

/** The pack is no longer this process's. */
class NotOursError extends Error {
  override readonly name = 'NotOursError';
}

/** What was written: its content, with the files that were found, and how many there are. */
export type ZipMade = {
  readonly document: ZipContent['document'];
  readonly found: PackWithFiles['files'];
  readonly files: number;
};

/** Progress is noted no more often. */
const NOTE_MS = 1_000;

/**
 * Writes the ZIP of a pack to the store, file by file: lists first, then each file in the folder of a statement, or of an
 * item of a return. Null: the pack is no longer this process's.
 *
 * @throws DamagedFileError
 */
export async function writePackZip(
  context: SystemContext,
  pack: TakenPack,
  file: FileKey,
): Promise<ZipMade | null> {
  const content = await readPackWithFiles(context, pack);
  if (!content) return null;
  const { document, files: found } = content;
  const stored = [...found].flatMap(([reference, packed]) =>
    'no' in packed ? [] : [{ reference, ...packed }],
  );
  const entryOf = new Map(document.register.map((entry) => [entry.reference, entry]));
  const named = stored.map(({ reference, name, version }) => {
    const { title = '', statements: groups = [] } = entryOf.get(reference) ?? {};
    return { reference, title, name, version, groups };
  });
  const { returned } = document;
  const inReturn = returned && placesInReturn(returned, named);
  const paths = inReturn ? inReturn.files : pathsOf(named, document.statements);
  const placed = stored.map((each) => ({ ...each, path: paths.get(each.reference) ?? each.reference }));
  const files = new Map<string, ZippedFile>(
    [...found].flatMap(([reference, packed]) =>
      'no' in packed ? [[reference, { left: NO_FILE[packed.no] }]] : [],
    ),
  );
  for (const { reference, path, name, bytes, sha256 } of placed)
    files.set(reference, { path, name, bytes, sha256 });
  const lists = { ...content, files };
  const texts =
    returned && inReturn
      ? textsOf({ ...lists, return: returnFacts(returned, inReturn.tables) }, placed, (zip) =>
          returnTexts(zip, returned, inReturn.tables),
        )
      : textsOf(lists, placed, (zip) => [...indexPage(zip), manifestCsv(zip)]);
  const council = context.council.id;
  const total = placed.length;
  const entries = async function* (): AsyncGenerator<ZipEntry> {
    for (const text of texts) yield textEntry(text);
    let noteAt = 0;
    for (const [done, each] of placed.entries()) {
      if (performance.now() >= noteAt) {
        if (!(await keepPack(context, pack, { step: 'storing', done, total }))) throw new NotOursError();
        noteAt = performance.now() + NOTE_MS;
      }
      yield { name: each.path, bytes: each.bytes, read: () => checkedBytes(council, each) };
    }
  };
  try {
    await fileStore().append(file, 0, writeZip(entries(), new Date(document.madeAt)));
  } catch (error) {
    if (error instanceof NotOursError) return null;
    throw error;
  }
  return { document, found, files: total };
}

function textsOf(
  content: ZipContent,
  placed: readonly { readonly path: string; readonly sha256: string }[],
  listsOf: (content: ZipContent) => readonly MadeText[],
): readonly MadeText[] {
  const lists = [...listsOf(content), ...copyNote(content), manifestJson(content)];
  const hashed = lists.map(({ path, text }) => ({
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  return [...lists, checksums([...hashed, ...placed])];
}

function textEntry({ path, text }: MadeText): ZipEntry {
  const bytes = Buffer.from(text);
  return { name: path, bytes: bytes.length, read: () => Readable.from([bytes]) };
}

/** The bytes of a file, compared with its row at the end. @throws DamagedFileError */
export async function* checkedBytes(
  councilId: string,
  {
    reference,
    id,
    bytes,
    sha256,
  }: Pick<PackedFile, 'id' | 'bytes' | 'sha256'> & { readonly reference: string },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    if (bytes > 0) {
      for await (const piece of fileStore().read({ councilId, id }, { from: 0, to: bytes - 1 })) {
        hash.update(piece);
        yield piece;
      }
    }
  } catch (error) {
    if (error instanceof StorageError) throw new DamagedFileError(reference, error);
    throw error;
  }
  if (hash.digest('hex') !== sha256) throw new DamagedFileError(reference);
}
