import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { createWorkerPool } from '#lib/platform/workers/pool.ts';
import { type ReadOutcome, readIn, TEXT_POOL, type TextPool } from './worker.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let pool: TextPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reading-apart-'));
  const module = join(folder, 'job.mjs');
  await writeFile(
    module,
    `const text = { unit: 'page', units: 9, unitsRead: 9, isCut: false, pages: [{ number: 2, label: '', body: 'Text', confidence: null }], pictures: [1, 3, 4, 5, 6, 9] };
     const personalData = {};
     export function runJob({ path, pictures }) {
       if (path === 'hang' || pictures?.includes(9)) for (;;) {}
       if (path === 'grow') for (const all = []; ; ) all.push(Buffer.alloc(9_000_000, 1));
       if (path === 'exit') process.exit(1);
       if (path === 'throw') throw new Error('cannot read');
       if (path === 'encrypted') return { unreadable: 'encrypted' };
       if (!pictures) return { text: path === 'slow' ? { ...text, pages: [], pictures: [9, 9, 3] } : text, personalData };
       return { words: pictures.map((number) => ({ number, label: '', body: 'Words', confidence: 60 + 10 * number })), personalData };
     }`,
  );
  pool = createWorkerPool({ ...TEXT_POOL, module, timeLimitMs: 5_000, memoryLimitBytes: 200 * 1024 ** 2 });
});
afterAll(async () => {
  pool.stop();
  await rm(folder, { recursive: true });
});

let steps = 0;
function readPdf(path: string, ocr = false): Promise<ReadOutcome> {
  const type = allowedTypeOf('x.pdf');
  if (!type) throw new Error('PDF is not allowed');
  return readIn(pool, { path, type }, 'a', { ocr, onProgress: async () => (steps += 1) });
}

it('says why a file cannot be read, and lets one wait whose process was lost', async () => {
  expect(await readPdf('encrypted')).toMatchObject({ unreadable: 'encrypted' });
  expect(await readPdf('throw')).toEqual({ unreadable: 'damaged', cause: 'cannot read' });
  expect(await readPdf('grow')).toMatchObject({ unreadable: 'too-complex' });
  expect(await readPdf('hang')).toMatchObject({ unreadable: 'timed-out' });
  expect(await readPdf('exit')).toMatchObject({ read: null, isLost: true });
});

it('reads pictures one at a time, if that is wanted, and leaves out those that take too long', async () => {
  const without = await readPdf('fine');
  expect(without).toMatchObject({ read: { ocr: false, ocrUnits: 0, confidence: null } });
  expect(steps).toBe(0);
  const outcome = await readPdf('fine', true);
  const read = 'read' in outcome ? outcome.read : null;
  expect(read).toMatchObject({ ocr: true, ocrUnits: 5, confidence: 98 });
  expect(read?.pages.map(({ number, body }) => `${number} ${body}`)).toEqual([
    '1 Words',
    '2 Text',
    '3 Words',
    '4 Words',
    '5 Words',
    '6 Words',
  ]);
  expect(steps).toBe(6);
});

it('does not say of pictures that took too long that they have no words, nor tries more than two', async () => {
  expect(await readPdf('slow', true)).toMatchObject({ unreadable: 'timed-out' });
});
