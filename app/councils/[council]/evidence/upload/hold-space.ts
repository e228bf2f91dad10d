import 'server-only';

/** By council, the bytes of files that arrive here or wait for the rest of their forms. They count as stored. */
const heldBytes = new Map<string, number>();

/** Space of a council's storage that one file takes until it is an item or is removed. */
export type HeldSpace = {
  /** Passes a file on while it arrives. It ends with an error when the council has no space left for it. */
  take(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
  /** Whether the file ended because there was no space left. */
  isFull(): boolean;
  /** Gives the space back. */
  release(): void;
};

/**
 * @param left what the council's storage has left without the files that arrive or wait. It may change meanwhile: what
 *   counts in the end is checked where the item is added.
 */
export function holdSpace(councilId: string, left: number): HeldSpace {
  let own = 0;
  let isFull = false;
  const hold = (bytes: number) => {
    own += bytes;
    const sum = (heldBytes.get(councilId) ?? 0) + bytes;
    if (sum > 0) heldBytes.set(councilId, sum);
    else heldBytes.delete(councilId);
    return sum;
  };
  return {
    async *take(source) {
      for await (const piece of source) {
        isFull = hold(piece.length) > left;
        if (isFull) throw new Error('no space left in the storage of the council');
        yield piece;
      }
    },
    isFull: () => isFull,
    release: () => void hold(-own),
  };
}
