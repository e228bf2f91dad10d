import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { Edge, SERVER_OPTIONS } from '#lib/platform/http/edge.ts';
import { offerRawBody } from '#lib/platform/http/raw-body.ts';
import { acceptedHosts } from '#lib/platform/http/request-rules.ts';
import { type MultipartLimits, readMultipart } from './multipart.ts';

const BOUNDARY = 'x';

describe('an upload that is answered before its end', () => {
  /** What the service's own server answers, over a real connection, with the result of reading the form. */
  async function answerTo(sent: Buffer, limits: MultipartLimits): Promise<string> {
    const edge = new Edge({
      openFiles: 100,
      trustsProxy: false,
      hosts: acceptedHosts('http://x', false),
      hasSession: async () => false,
      refuse: (_request, response, refusal) => response.writeHead(400).end(refusal),
      log: () => {},
    });
    const server = createServer(SERVER_OPTIONS, (incoming, outgoing) => {
      incoming.headers['x-request-id'] = randomUUID();
      void edge.admit(incoming, outgoing, '127.0.0.1', async () => {
        offerRawBody(incoming, outgoing);
        const headers = incoming.headers as Record<string, string>;
        const form = new Request('http://x/', { method: 'POST', headers });
        const result = await readMultipart(form, { onFile: async () => null }, limits);
        outgoing.end(result.ok ? 'all of it' : result.reason);
      });
    });
    edge.guard(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const outgoing = request({
        port,
        method: 'POST',
        path: '/councils/a/evidence/upload',
        headers: {
          host: 'x',
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
          'content-length': sent.length,
        },
      });
      // An error before the answer fails the test; after it the rest may be cut off.
      const answered = once(outgoing, 'response');
      outgoing.on('error', () => {});
      outgoing.end(sent);
      const [response] = (await answered) as [IncomingMessage];
      return await text(response);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const MB = 1024 ** 2;
  const fileOf = (bytes: number) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n`),
      Buffer.alloc(bytes, 'a'),
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]);

  it.each([
    ['all of it', 0.9, fileOf(0.9 * MB)],
    ['too-large', 3, fileOf(3 * MB)],
    ['too-large', 30, fileOf(30 * MB)],
  ])('is answered: %s, after a file of %d MB', { timeout: 30_000 }, async (said, _size, sent) => {
    expect(await answerTo(sent, { bodyBytes: MB })).toBe(said);
  });
});
