/** Bytes to write over those of a file from a position on. */
export type Patch = { readonly at: number; readonly bytes: Uint8Array };

/**
 * A file's bytes with these patches. The length stays the same.
 *
 * @param source the bytes in order. Its pieces are changed in place
 * @param patches in any order. Where two overlap, the later one in the list counts
 */
export async function* patched(
  source: AsyncIterable<Uint8Array>,
  patches: readonly Patch[],
): AsyncGenerator<Uint8Array> {
  let from = 0;
  for await (const piece of source) {
    for (const { at, bytes } of patches) {
      const [start, end] = [Math.max(at, from), Math.min(at + bytes.length, from + piece.length)];
      if (start < end) piece.set(bytes.subarray(start - at, end - at), start - from);
    }
    from += piece.length;
    yield piece;
  }
}
