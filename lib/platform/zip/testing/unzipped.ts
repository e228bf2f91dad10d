import { fromBufferPromise } from 'yauzl';

/** Names and contents by the reader of uploads, which compares local and central headers and checksums. */
export async function unzipped(zip: Uint8Array): Promise<Record<string, Buffer>> {
  const reader = await fromBufferPromise(Buffer.from(zip), {
    strictFileNames: true,
    validateEntrySizes: true,
  });
  const found: Record<string, Buffer> = {};
  for await (const entry of reader.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await reader.openReadStreamPromise(entry)) pieces.push(piece);
    found[entry.fileName] = Buffer.concat(pieces);
  }
  return found;
}
