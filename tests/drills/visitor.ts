import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';

// An ordinary visitor who opens one page after another and records the waits. Runs in its own thread, so that the
// drill's work does not count as waiting.

export type Visit = {
  readonly pages: number;
  /** Pages that were late or wrong. */
  readonly failures: number;
  readonly longestMs: number;
  /** All but the slowest twentieth were quicker. */
  readonly p95Ms: number;
};

type Asked = { readonly urls: readonly string[]; readonly cookie: string };

const READS_MS = 150;
const PATIENCE_MS = 30_000;

/** Visits the pages in turn until `leave` is called. */
export function sendVisitor(asked: Asked): { leave(): Promise<Visit> } {
  const worker = new Worker(new URL(import.meta.url), { workerData: asked });
  const left = new Promise<Visit>((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return {
    leave: () => {
      worker.postMessage('leave');
      return left;
    },
  };
}

if (parentPort && workerData) await visit(workerData as Asked);

async function visit({ urls, cookie }: Asked): Promise<void> {
  const leaving = new AbortController();
  parentPort?.once('message', () => leaving.abort());
  let [pages, failures] = [0, 0];
  const waits: number[] = [];
  while (!leaving.signal.aborted) {
    const start = performance.now();
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(urls[pages % urls.length] ?? '', { headers: { cookie }, signal });
      await answer.text();
      if (answer.status !== 200) failures += 1;
    } catch {
      failures += 1;
    }
    pages += 1;
    waits.push(performance.now() - start);
    await sleep(READS_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
  }
  const sorted = waits.toSorted((one, other) => one - other);
  const longestMs = sorted.at(-1) ?? 0;
  const p95Ms = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  parentPort?.postMessage({ pages, failures, longestMs, p95Ms } satisfies Visit);
}
