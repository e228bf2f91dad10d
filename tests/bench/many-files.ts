import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { v4 } from 'uuid';
import * as routes from '#lib/kernel/routes.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { metadataOf } from '#tests/setup/tus-requests.ts';
import { type BareServer, benchSending, MEGABYTE, type Server, scannedPdf } from './bare-server.ts';
import type { BenchCouncil } from './data.ts';
import type { Row } from './measure.ts';

const FILES = 100;
/** As many as a browser has connections. */
const AT_ONCE = 6;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** A hundred files of 10 MB, several at once. */
export async function benchManyFiles(
  server: Server,
  bare: BareServer,
  { slug, lead, cookie }: BenchCouncil,
): Promise<Row[]> {
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
  const removeSent = async () => {
    for (const own of sent.splice(0))
      await send(own, 204, { ...headers, 'x-http-method-override': 'DELETE' });
  };
  try {
    // Loads what the first upload loads.
    await upload();
    const what = `${FILES} files of 10 MB, six at once`;
    return await benchSending({ what, during: `${FILES} files`, rounds: 3 }, server, bare, {
      service: async () => {
        await removeSent();
        return speedOf(upload);
      },
      bare: (to) => speedOf(() => send(to, 201, { 'content-length': bytes }, pieces)),
    });
  } finally {
    await removeSent();
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
