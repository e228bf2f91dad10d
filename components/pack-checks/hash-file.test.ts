import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashFile } from './hash-file.ts';

const PIECE = 4 * 1024 * 1024;

it.each([0, 1, PIECE, PIECE + 1])('hashes %i bytes as Node does, piece by piece', async (size) => {
  const bytes = randomBytes(size);
  const read: number[] = [];
  const hash = await hashFile(new Blob([bytes]), (done) => read.push(done), new AbortController().signal);
  expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(read).toEqual(size <= PIECE ? (size === 0 ? [] : [size]) : [PIECE, size]);
});

it('never has more of the file than a piece, and stops when it is told to', async () => {
  const pieces: number[] = [];
  const stop = new AbortController();
  const file = {
    size: 100 * PIECE,
    slice: (from: number, to: number) => {
      pieces.push(to - from);
      return { arrayBuffer: async () => new ArrayBuffer(16) };
    },
  };
  const read = (bytes: number) => bytes >= 3 * PIECE && stop.abort();
  await expect(hashFile(file as unknown as Blob, read, stop.signal)).rejects.toThrow();
  expect(pieces).toEqual([PIECE, PIECE, PIECE]);
});
