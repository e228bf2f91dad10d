import 'server-only';
import { createHash } from 'node:crypto';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** The list of fingerprints in a ZIP of evidence, as `checksums` writes it. */
const SUMS = 'SHA256SUMS';
/** Lists that are read into memory. Those of 10,000 files take 3 MB. */
const LONGEST_LIST = 64 * 1024 ** 2;

/** What a ZIP is, by its own list of fingerprints. */
export type ZipCheck = {
  /** How many files agree with the list. */
  readonly files: number;
  /** The first difference, as a sentence. Null: none. */
  readonly difference: string | null;
  /** What `manifest.json` says, if it could be read. */
  readonly manifest: unknown;
};

/** Compares each file in a ZIP of evidence with the list of fingerprints in it. Needs nothing but the ZIP. */
export async function checkZip(path: string): Promise<ZipCheck> {
  let manifest: unknown = null;
  const wrong = (difference: string, files = 0): ZipCheck => ({ files, difference, manifest });
  const hashes = new Map<string, string>();
  let sums: string | null = null;
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (hashes.has(name)) return wrong(`“${name}” is in it twice.`);
      const isList = name === SUMS || name === 'manifest.json';
      if (isList && entry.uncompressedSize > LONGEST_LIST) return wrong(`“${name}” is too long to be read.`);
      const { sha256, content } = await readEntry(zip, entry, isList);
      hashes.set(name, sha256);
      if (name === SUMS) sums = content;
      else if (isList) manifest = parsed(content);
    }
  } catch (error) {
    return wrong(`It is damaged, or no ZIP: ${error instanceof Error ? error.message : error}.`);
  } finally {
    zip?.close();
  }
  if (sums === null) return wrong(`“${SUMS}” is missing.`);
  const listed = new Set([SUMS]);
  for (const [at, line] of sums.split('\n').entries()) {
    if (line === '') continue;
    const [, sha256, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined) return wrong(`Line ${at + 1} of “${SUMS}” cannot be read.`, listed.size - 1);
    const found = hashes.get(name);
    if (found === undefined) return wrong(`“${name}” is missing.`, listed.size - 1);
    if (found !== sha256)
      return wrong(
        `“${name}” is not the file that was packed: its fingerprint is ${found}, and “${SUMS}” has ${sha256}.`,
        listed.size - 1,
      );
    listed.add(name);
  }
  const added = [...hashes.keys()].find((name) => !listed.has(name));
  return added === undefined
    ? { files: listed.size - 1, difference: null, manifest }
    : wrong(`“${added}” was added: it is not in “${SUMS}”.`, listed.size - 1);
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  isList: boolean,
): Promise<{ readonly sha256: string; readonly content: string }> {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    hash.update(piece);
    if (isList) kept.push(piece);
  }
  return { sha256: hash.digest('hex'), content: Buffer.concat(kept).toString() };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
