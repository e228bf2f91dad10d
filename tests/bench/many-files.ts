import { spawn } from 'node:child_process';
import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { v4 } from 'uuid';
import * as routes from '#lib/kernel/routes.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { scannedPdf, watchMemory } from './upload.ts';

const MEGABYTE = 1024 ** 2;
const FILES = 100;
/** As many as a browser has connections. */
const AT_ONCE = 6;
const ROUNDS = 3;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** A hundred files of 10 MB, several at once, against a bare server that hashes and writes the same bytes. */
export async function benchManyFiles(
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
    const pieces = scannedPdf(10 * MEGABYTE);
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const headers = {
      cookie,
      origin: server.origin,
      'x-form': newFormToken(lead.person.id),
      'tus-resumable': '1.0.0',
    };
    const url = `${server.origin}${routes.uploads(slug)}`;
    const sent: string[] = [];
    const upload = async () => {
      const { headers: begun } = await send(url, 201, {
        ...headers,
        'upload-length': bytes,
        'upload-metadata': metadataOf({ key: v4(), filename: 'scan.pdf', modified: '1' }),
      });
      const own = `${server.origin}${begun.location}`;
      sent.push(own);
      const patch = {
        ...headers,
        'x-http-method-override': 'PATCH',
        'upload-offset': 0,
        'content-type': 'application/offset+octet-stream',
        'content-length': bytes,
      };
      await send(own, 204, patch, pieces);
      // As the page does, where other checks are running.
      while ((await send(`${own}/check`, [200, 503], headers)).statusCode !== 200);
    };
    const speedOf = async (one: () => Promise<unknown>) => {
      const limit = pLimit(AT_ONCE);
      const start = performance.now();
      await Promise.all(Array.from({ length: FILES }, () => limit(one)));
      return (FILES * bytes) / MEGABYTE / ((performance.now() - start) / 1000);
    };
    // Loads what the first upload loads.
    await upload();
    const growths: number[] = [];
    const pairs = await inRounds(ROUNDS, {
      measured: async () => {
        const watch = watchMemory(server.pid);
        const speed = await speedOf(upload);
        growths.push(await watch.growth());
        for (const own of sent.splice(0))
          await send(own, 204, { ...headers, 'x-http-method-override': 'DELETE' });
        return speed;
      },
      baseline: () =>
        speedOf(() => send(`http://127.0.0.1:${bare.port}/`, 201, { 'content-length': bytes }, pieces)),
    });
    const growth = Math.max(...growths);
    return [
      compared('100 files of 10 MB, six at once, and Node hashing and writing the same', pairs, {
        format: (speed) => `${speed.toFixed(0)} MB/s`,
        limit: { atLeast: 0.7 },
      }),
      {
        what: 'Growth of resident memory during 100 files, at most',
        measured: `${growth.toFixed(0)} MB`,
        baseline: '',
        figure: { value: growth, text: '' },
        limit: { atMost: 64, text: '≤ 64 MB' },
      },
    ];
  } finally {
    bareServer.kill();
    agent.destroy();
  }
}

async function send(
  url: string,
  expected: number | readonly number[],
  headers: Readonly<Record<string, string | number>>,
  body: readonly Buffer[] = [],
): Promise<IncomingMessage> {
  const outgoing = request(url, { method: 'POST', headers, agent });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('error', reject).once('response', (response) => {
      response.resume().once('end', () => resolve(response));
    });
  });
  await pipeline(Readable.from(body), outgoing);
  const answer = await answered;
  if (![expected].flat().includes(answer.statusCode ?? 0))
    throw new Error(`${url} was answered with ${answer.statusCode}`);
  return answer;
}

function metadataOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}
