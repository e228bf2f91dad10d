import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setInterval } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import * as routes from '#lib/kernel/routes.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';

const MEGABYTE = 1024 ** 2;
/** With the rest of the PDF, just below the limit of 100 MB. */
const PICTURE_BYTES = 99 * MEGABYTE;
const ROUNDS = 5;
const SAMPLE_EVERY_MS = 10;

/** A file of 100 MB through the real route, against a bare server that hashes and writes the same bytes. */
export async function benchUpload(
  server: { readonly origin: string; readonly pid: number },
  bare: { readonly folder: string; readonly port: number },
  { slug, lead, cookie }: BenchCouncil,
): Promise<Row[]> {
  const bareServer = spawn(
    process.execPath,
    [new URL('./bare-upload-server.ts', import.meta.url).pathname, bare.folder, String(bare.port)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  try {
    await new Promise((resolve, reject) => bareServer.once('message', resolve).once('exit', reject));
    const growths: number[] = [];
    const pairs = await inRounds(ROUNDS, {
      measured: async () => {
        const watch = watchMemory(server.pid);
        const speed = await send(
          `${server.origin}${routes.uploadEvidence(slug)}`,
          cookie,
          newFormToken(lead.person.id),
        );
        growths.push(await watch.growth());
        return speed;
      },
      baseline: () => send(`http://127.0.0.1:${bare.port}/`, '', ''),
    });
    const growth = Math.max(...growths);
    return [
      compared('Upload of 100 MB, and Node hashing and writing the same', pairs, {
        format: (speed) => `${speed.toFixed(0)} MB/s`,
        limit: { atLeast: 0.7 },
      }),
      {
        what: 'Growth of resident memory during an upload, at most',
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

/** Sends the form and returns the speed up to the answer, in megabytes a second. */
async function send(url: string, cookie: string, formToken: string): Promise<number> {
  const boundary = `bench-${uuidv7()}`;
  const { pieces, bytes } = formOf(boundary, formToken);
  const start = performance.now();
  const outgoing = request(url, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': bytes,
      accept: 'application/json',
      origin: new URL(url).origin,
      cookie,
    },
  });
  const answered = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() });
    });
  });
  await pipeline(Readable.from(pieces), outgoing);
  const { status, text } = await answered;
  if (status !== 201) throw new Error(`The upload was answered with ${status}: ${text}`);
  return bytes / MEGABYTE / ((performance.now() - start) / 1000);
}

function formOf(boundary: string, formToken: string): { pieces: readonly Buffer[]; bytes: number } {
  const answers = {
    form: formToken,
    category: 'people',
    marking: 'OFFICIAL',
    containsPersonalData: 'no',
    submission: uuidv7(),
  };
  const fields = Object.entries(answers).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${fields.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="scan.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const pieces = [Buffer.from(head), ...scannedPdf(PICTURE_BYTES), Buffer.from(`\r\n--${boundary}--\r\n`)];
  return { pieces, bytes: pieces.reduce((sum, piece) => sum + piece.length, 0) };
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
export function watchMemory(pid: number): { growth(): Promise<number> } {
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
