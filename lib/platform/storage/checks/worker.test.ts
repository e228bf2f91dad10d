import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { ooxmlEntries, zip } from '#lib/platform/storage/testing/samples.ts';
import { createWorkerPool } from '#lib/platform/workers/pool.ts';
import type { ContentJob } from './content-job.ts';
import { CHECK_POOL, type CheckPool, checkApart, checkIn } from './worker.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FINE = { reason: null, places: [] };
const REQUEST = { council: 'a', person: 'p' };

let folder = '';
let pool: CheckPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-apart-'));
  const module = join(folder, 'job.mjs');
  await writeFile(
    module,
    `export function runJob({ path }) {
       if (path === 'hang') for (;;) {}
       if (path === 'grow') for (const all = []; ; ) all.push(Buffer.alloc(9_000_000, 1));
       if (path === 'exit') process.exit(1);
       if (path === 'throw') throw new Error('cannot read');
       return { reason: null, places: [] };
     }`,
  );
  pool = createWorkerPool({ ...CHECK_POOL, module, timeLimitMs: 5_000, memoryLimitBytes: 200 * 1024 ** 2 });
});
afterAll(async () => {
  pool.stop();
  await rm(folder, { recursive: true });
});

function jobOf(path: string, extension = 'docx'): ContentJob {
  const type = allowedTypeOf(`x.${extension}`);
  if (!type) throw new Error(`${extension} is not allowed`);
  return { path, type };
}

it('refuses a file whose check takes too long or too much memory, and goes on', async () => {
  expect(await checkIn(pool, jobOf('hang'), REQUEST)).toEqual({ reason: 'check-timed-out' });
  expect(await checkIn(pool, jobOf('grow'), REQUEST)).toEqual({ reason: 'too-complex' });
  expect(await checkIn(pool, jobOf('fine'), REQUEST)).toEqual(FINE);
});

it('refuses a third simultaneous file of one person', async () => {
  const checks = ['fine', 'fine', 'fine'].map((path) => checkIn(pool, jobOf(path), REQUEST));
  expect(await Promise.all(checks)).toEqual([FINE, FINE, { reason: 'busy' }]);
});

it('fails if its process is lost or cannot read the file', async () => {
  await expect(checkIn(pool, jobOf('exit'), REQUEST)).rejects.toThrow('could not be checked');
  await expect(checkIn(pool, jobOf('throw'), REQUEST)).rejects.toMatchObject({ cause: 'cannot read' });
});

it('gives the same result as a check in this process', async () => {
  const path = join(folder, 'file');
  await writeFile(path, zip(ooxmlEntries('docx')));
  expect(await checkApart(jobOf(path), REQUEST)).toEqual(FINE);
  expect(await checkApart(jobOf(path, 'xlsx'), REQUEST)).toEqual({ reason: 'really:docx' });
  await writeFile(
    path,
    zip([{ name: '[Content_Types].xml', data: `<Types>${'<Override '.repeat(30_000)}` }]),
  );
  expect(await checkApart(jobOf(path), REQUEST)).toEqual({ reason: 'content-mismatch' });
});
