import { open, readFile, stat } from 'node:fs/promises';
import { checkZip, type ZipCheck } from '#lib/exchange/packs/check-zip.ts';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';

/** What a file says of itself. All null: it is no pack, or cannot be read. */
export type PackFile = {
  /** Null: it is no ZIP. */
  readonly zip: ZipCheck | null;
  /** The id that a PDF prints on its first page. */
  readonly packId: string | null;
  /** The fingerprint of the recipe that a ZIP names. */
  readonly recipeHash: string | null;
};

/** Larger files are not read as PDFs, which takes several times their size. */
const LARGEST_PDF = 256 * 1024 ** 2;

export async function readPackFile(path: string): Promise<PackFile> {
  if (await isZip(path)) {
    const zip = await checkZip(path);
    const { recipeHash } = (zip.manifest ?? {}) as { recipeHash?: unknown };
    return { zip, packId: null, recipeHash: typeof recipeHash === 'string' ? recipeHash : null };
  }
  return { zip: null, packId: await printedId(path), recipeHash: null };
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(buffer.toString('latin1'));
  } finally {
    await handle.close();
  }
}

async function printedId(path: string): Promise<string | null> {
  if ((await stat(path)).size > LARGEST_PDF) return null;
  try {
    const pdf = await openPdf(new Uint8Array(await readFile(path)));
    const [id = null] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(pdf.read(1).text) ?? [];
    return id;
  } catch {
    return null;
  }
}
