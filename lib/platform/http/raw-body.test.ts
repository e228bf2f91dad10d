import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { bodyOf, offerRawBody } from './raw-body.ts';

/** What the handler gets of the framework, whose copy of the body says so. */
function requestOf({ headers }: IncomingMessage): Request {
  return new Request('http://localhost/upload', {
    method: 'POST',
    headers: { 'x-request-id': String(headers['x-request-id']) },
    body: 'the copy',
  });
}

async function answered(answer: (request: IncomingMessage, response: ServerResponse) => Promise<string>) {
  const server = createServer(async (request, response) => {
    request.headers['x-request-id'] = crypto.randomUUID();
    response.end(await answer(request, response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'from the line' });
  const said = await response.text();
  server.close();
  return said;
}

it('gives a handler the body from the connection, once', async () => {
  const said = await answered(async (request, response) => {
    offerRawBody(request, response);
    const body = bodyOf(requestOf(request));
    return `${body && (await text(body))}, then ${bodyOf(requestOf(request))}`;
  });
  expect(said).toBe('from the line, then null');
});

it('gives the framework’s body where none was offered, and once the request was answered', async () => {
  let answeredRequest: Request | undefined;
  const said = await answered(async (request, response) => {
    const body = bodyOf(requestOf(request));
    offerRawBody(request, response);
    answeredRequest = requestOf(request);
    request.resume();
    return body ? text(body) : '';
  });
  expect(said).toBe('the copy');
  await expect
    .poll(async () => {
      const body = answeredRequest && bodyOf(answeredRequest.clone() as Request);
      return body && (await text(body));
    })
    .toBe('the copy');
});

it('gives nothing where there is no body, or it was read', async () => {
  expect(bodyOf(new Request('http://localhost/'))).toBeNull();
  const read = new Request('http://localhost/', { method: 'POST', body: 'x' });
  await read.text();
  expect(bodyOf(read)).toBeNull();
});
