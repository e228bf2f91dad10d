import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';

// The build makes the pages.
vi.mock('./static-pages.ts', async (original) => ({
  ...(await original<typeof import('./static-pages.ts')>()),
  loadPage: async () => '<main></main>',
}));

it.each([
  ['POST', 303],
  ['GET', 307],
])(
  'has a browser follow the redirect of a page that answers %s with %i, not send the form again',
  async (method, status) => {
    const { replaceFailures } = await import('./failure-page.ts');
    const server = createServer((request, response) => {
      replaceFailures(request, response, null, async () => true);
      response.statusCode = 307;
      response.setHeader('location', '/councils/example/evidence/E1');
      response.end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers = { accept: 'text/html' };
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method, headers, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      status,
      '/councils/example/evidence/E1',
    ]);
  },
);
