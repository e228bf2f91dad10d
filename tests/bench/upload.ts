import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 as uuidv7 } from 'uuid';
import * as routes from '#lib/kernel/routes.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { type BareServer, benchSending, MEGABYTE, type Server, scannedPdf } from './bare-server.ts';
import type { BenchCouncil } from './data.ts';
import type { Row } from './measure.ts';

/** With the rest of the PDF, just below the limit of 100 MB. */
const PICTURE_BYTES = 99 * MEGABYTE;

/** A file of 100 MB through the real route. */
export function benchUpload(
  server: Server,
  bare: BareServer,
  { slug, lead, cookie }: BenchCouncil,
): Promise<Row[]> {
  const url = `${server.origin}${routes.uploadEvidence(slug)}`;
  return benchSending({ what: 'Upload of 100 MB', during: 'an upload', rounds: 5 }, server, bare, {
    service: () => send(url, cookie, newFormToken(lead.person.id)),
    bare: (to) => send(to, '', ''),
  });
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
