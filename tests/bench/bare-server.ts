import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setInterval } from 'node:timers/promises';
import { compared, inRounds, type Row } from './measure.ts';

// Files sent to the service, against a bare server that hashes and writes the same bytes.

export const MEGABYTE = 1024 ** 2;
const SAMPLE_EVERY_MS = 10;

export type Server = { readonly origin: string; readonly pid: number };
export type BareServer = { readonly folder: string; readonly port: number };

/** A row of the speeds, in megabytes a second, and one of the memory that the service takes meanwhile. */
export async function benchSending(
  { what, during, rounds }: { readonly what: string; readonly during: string; readonly rounds: number },
  { pid }: Server,
  bare: BareServer,
  speedOf: { readonly service: () => Promise<number>; readonly bare: (url: string) => Promise<number> },
): Promise<Row[]> {
  const bareServer = spawn(
    process.execPath,
    [new URL('./bare-upload-server.ts', import.meta.url).pathname, bare.folder, String(bare.port)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  try {
    await new Promise((resolve, reject) => bareServer.once('message', resolve).once('exit', reject));
    const growths: number[] = [];
    const pairs = await inRounds(rounds, {
      measured: async () => {
        const watch = watchMemory(pid);
        const speed = await speedOf.service();
        growths.push(await watch.growth());
        return speed;
      },
      baseline: () => speedOf.bare(`http://127.0.0.1:${bare.port}/`),
    });
    const growth = Math.max(...growths);
    return [
      compared(`${what}, and Node hashing and writing the same`, pairs, {
        format: (speed) => `${speed.toFixed(0)} MB/s`,
        limit: { atLeast: 0.7 },
      }),
      {
        what: `Growth of resident memory during ${during}, at most`,
        measured: `${growth.toFixed(0)} MB`,
        baseline: '',
        figure: { value: growth, text: '' },
        limit: { atMost: 64, text: '≤ 64 MB' },
      },
    ];
  } finally {
    bareServer.kill();
  }
}

/** A one-page PDF with one large picture, like a scanner's. */
export function scannedPdf(pictureBytes: number): Buffer[] {
  const objects = [
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n',
    '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n',
    '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /P 4 0 R >> >> >> endobj\n',
    `4 0 obj << /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length ${pictureBytes} >> stream\n`,
  ];
  const start = '%PDF-1.7\n';
  const places = objects.map(
    (_, index) => start.length + objects.slice(0, index).reduce((sum, { length }) => sum + length, 0),
  );
  const head = Buffer.from([start, ...objects].join(''));
  const end = '\nendstream endobj\n';
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 5\n0000000000 65535 f \n${lines}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n`;
  const tail = Buffer.from(`${end}${table}${head.length + pictureBytes + end.length}\n%%EOF\n`);
  const picture = randomBytes(MEGABYTE);
  return [head, ...Array.from({ length: pictureBytes / MEGABYTE }, () => picture), tail];
}

/** Samples a process's resident memory. `growth` stops and returns the maximum minus the first sample, in megabytes. */
function watchMemory(pid: number): { growth(): Promise<number> } {
  const stopped = new AbortController();
  const watching = (async () => {
    const first = await residentBytes(pid);
    let highest = first;
    try {
      for await (const _ of setInterval(SAMPLE_EVERY_MS, null, { signal: stopped.signal })) {
        highest = Math.max(highest, await residentBytes(pid));
      }
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
    }
    return (Math.max(highest, await residentBytes(pid)) - first) / MEGABYTE;
  })();
  return {
    growth() {
      stopped.abort();
      return watching;
    },
  };
}

async function residentBytes(pid: number): Promise<number> {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file))
    throw new Error('Resident memory is read from /proc, which this machine does not have');
  const [, kilobytes] = (await readFile(file, 'utf8')).match(/^VmRSS:\s+(\d+) kB$/m) ?? [];
  return Number(kilobytes) * 1024;
}
