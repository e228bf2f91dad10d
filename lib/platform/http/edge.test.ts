import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';
import { type Admitted, Edge, SERVER_OPTIONS } from './edge.ts';
import { EDGE_LIMITS, type EdgeLimits } from './limits.ts';
import { REFUSALS } from './refusals.ts';
import { acceptedHosts } from './request-rules.ts';

// Requests written by hand over real sockets, to a real server with small limits. What the application would see is
// answered back: the body it could read, and how many fields the form had.

const HEAD = 'Host: assurance.example\r\n';
const CLOSE = `${HEAD}Connection: close\r\n`;
const MEMBER = 'Cookie: member\r\n';
const UPLOAD = 'POST /councils/x/evidence/upload HTTP/1.1\r\n';

const open: { server: Server; sockets: Socket[] }[] = [];

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  }
});

type Door = {
  readonly lines: Readonly<Record<string, unknown>>[];
  /** Opens a connection and writes that. */
  send(text: string): Socket;
  /** All that comes back until the server ends the connection. */
  ask(text: string): Promise<string>;
  reached(): number;
};

async function openDoor(
  limits: Partial<EdgeLimits> = {},
  settings: { openFiles?: number; trustsProxy?: boolean; answer?: () => Promise<string> } = {},
): Promise<Door> {
  const lines: Record<string, unknown>[] = [];
  let reached = 0;
  const edge = new Edge(
    {
      openFiles: 20_000,
      trustsProxy: false,
      hosts: acceptedHosts('https://assurance.example', false),
      hasSession: async ({ headers }) => headers.cookie === 'member',
      refuse: (_request, response, refusal) => {
        response.writeHead(REFUSALS[refusal].status);
        response.end(refusal);
      },
      log: (event, facts) => lines.push({ event, ...facts }),
      ...settings,
    },
    { ...EDGE_LIMITS, unreadMs: 50, ...limits },
  );
  const server = createServer(SERVER_OPTIONS);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const client = String(request.headers['x-client'] ?? addressOf(request.socket.remoteAddress));
    void edge.admit(request, response, client, async ({ form }: Admitted) => {
      reached += 1;
      const body = await text(request).catch(() => 'broken off');
      response.end(
        (await settings.answer?.()) ?? `read ${body.length} of ${form ? [...form].length : 'no form'}`,
      );
    });
  };
  server.on('request', answer);
  server.on('checkContinue', answer);
  server.on('checkExpectation', answer);
  edge.guard(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  open.push({ server, sockets });
  const send = (request: string) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    socket.write(request);
    return socket;
  };
  return { lines, send, ask: (request) => answerOn(send(request)), reached: () => reached };
}

async function answerOn(socket: Socket): Promise<string> {
  let all = '';
  socket.on('data', (chunk) => {
    all += chunk;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return all;
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const post = (body: string, headers = '', path = '/sign-in') =>
  `POST ${path} HTTP/1.1\r\n${CLOSE}Content-Length: ${body.length}\r\n${headers}\r\n${body}`;

describe('what is no request of a browser', () => {
  it.each([
    [400, 'a websocket', `GET /x HTTP/1.1\r\n${HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
    [400, 'h2c', `GET /x HTTP/1.1\r\n${HEAD}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n`],
    [
      400,
      'an upgrade with a body',
      `POST /x HTTP/1.1\r\n${HEAD}Connection: Upgrade\r\nUpgrade: x\r\nContent-Length: 9\r\n\r\n`,
    ],
    [400, 'HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    [405, 'a tunnel', `CONNECT assurance.example:443 HTTP/1.1\r\n${HEAD}\r\n`],
    [405, 'an unknown method', `FOO / HTTP/1.1\r\n${HEAD}\r\n`],
    [405, 'TRACE', `TRACE / HTTP/1.1\r\n${HEAD}\r\n`],
    [405, 'OPTIONS *', `OPTIONS * HTTP/1.1\r\n${HEAD}\r\n`],
    [417, 'another expectation', `GET / HTTP/1.1\r\n${HEAD}Expect: nonsense\r\n\r\n`],
    [405, 'a TLS handshake', '\u0016\u0003\u0001\r\n\r\n'],
    [400, 'two hosts', `GET / HTTP/1.1\r\n${HEAD}${HEAD}\r\n`],
    [400, 'no host', 'GET / HTTP/1.1\r\n\r\n'],
    [
      400,
      'two lengths',
      `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n`,
    ],
    [431, 'large headers', `GET / HTTP/1.1\r\n${HEAD}X: ${'a'.repeat(EDGE_LIMITS.headerBytes)}\r\n\r\n`],
    [431, 'many headers', `GET / HTTP/1.1\r\n${HEAD}${'a:b\r\n'.repeat(EDGE_LIMITS.headers)}\r\n`],
  ])('is answered with %i and its connection ended: %s', async (status, _, request) => {
    const door = await openDoor();
    expect(statusOf(await door.ask(request))).toBe(status);
    expect(door.reached()).toBe(0);
    expect(door.lines).toHaveLength(1);
  });

  it('leaves no connection behind, however often it comes', async () => {
    const door = await openDoor();
    const upgrade = `GET /x HTTP/1.1\r\n${HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    const answers = await Promise.all(Array.from({ length: 200 }, () => door.ask(upgrade)));
    expect(new Set(answers.map(statusOf))).toEqual(new Set([400]));
    const server = open.at(-1)?.server;
    expect(await new Promise((resolve) => server?.getConnections((_error, count) => resolve(count)))).toBe(0);
  });
});

describe('connections', () => {
  it('of one network are bounded, and there is room again after one has gone', async () => {
    const door = await openDoor({ connectionsOfNetwork: 3 });
    const idle = [1, 2, 3].map(() => door.send(''));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    expect(await door.ask(`GET / HTTP/1.1\r\n${CLOSE}\r\n`)).toBe('');
    expect(door.lines).toMatchObject([{ event: 'connection.refused', reason: 'network-busy' }]);
    const [first] = idle;
    first?.destroy();
    await expect.poll(async () => statusOf(await door.ask(`GET / HTTP/1.1\r\n${CLOSE}\r\n`))).toBe(200);
  });

  it('leave files for the rest of the program', async () => {
    // 8 files: 6 connections, and 3 for a network.
    const door = await openDoor({}, { openFiles: 8 });
    const idle = [1, 2, 3].map(() => door.send(''));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    expect(await door.ask(`GET / HTTP/1.1\r\n${CLOSE}\r\n`)).toBe('');
  });

  it('behind a trusted proxy are all its own, and count in all only', async () => {
    const door = await openDoor({ connectionsOfNetwork: 1 }, { trustsProxy: true });
    await once(door.send(''), 'connect');
    await once(door.send(''), 'connect');
    expect(statusOf(await door.ask(`GET / HTTP/1.1\r\n${CLOSE}\r\n`))).toBe(200);
  });
});

it('requests at once are bounded for a network and in all', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const door = await openDoor({ requests: 3, requestsOfNetwork: 2 }, { answer: () => promise });
  const ask = (client: string) => door.ask(`GET / HTTP/1.1\r\n${CLOSE}X-Client: ${client}\r\n\r\n`);
  const waiting = [ask('2001:db8::1'), ask('2001:db8::2')];
  await expect.poll(door.reached).toBe(2);
  expect(statusOf(await ask('2001:db8::3'))).toBe(429);
  waiting.push(ask('5.6.7.8'));
  await expect.poll(door.reached).toBe(3);
  const refused = await ask('9.9.9.9');
  expect(statusOf(refused)).toBe(503);
  expect(refused.toLowerCase()).toContain('retry-after: 60');
  resolve('done');
  expect((await Promise.all(waiting)).map(statusOf)).toEqual([200, 200, 200]);
  expect(statusOf(await ask('2001:db8::3'))).toBe(200);
});

it('requests sent ahead on one connection take few places, and an office behind one address has its own', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const door = await openDoor({ requestsOfNetwork: 10, requestsOfConnection: 4 }, { answer: () => promise });
  const get = `GET / HTTP/1.1\r\n${HEAD}\r\n`;
  const ahead = answerOn(door.send(`${get.repeat(239)}GET / HTTP/1.1\r\n${CLOSE}\r\n`));
  await expect.poll(door.reached).toBe(4);
  const office = Array.from({ length: 6 }, () => door.ask(`GET / HTTP/1.1\r\n${CLOSE}\r\n`));
  await expect.poll(door.reached).toBe(10);
  resolve('done');
  expect((await Promise.all(office)).map(statusOf)).toEqual([200, 200, 200, 200, 200, 200]);
  const statuses = (await ahead).match(/(?<=HTTP\/1\.1 )\d+/g);
  expect(statuses).toHaveLength(240);
  expect(statuses).toContain('429');
});

it('a connection has its places again once its requests are answered', async () => {
  const door = await openDoor({ requestsOfConnection: 1 });
  const socket = door.send('');
  for (let asked = 0; asked < 3; asked += 1) {
    socket.write(`GET / HTTP/1.1\r\n${HEAD}\r\n`);
    const [answer] = await once(socket, 'data');
    expect(statusOf(String(answer))).toBe(200);
  }
});

describe('a body', () => {
  it('reaches the application whole, in chunks too', async () => {
    const door = await openDoor();
    expect(await door.ask(post('a=1&b=2', 'Content-Type: application/x-www-form-urlencoded\r\n'))).toContain(
      'read 7 of 2',
    );
    const chunks = `POST / HTTP/1.1\r\n${CLOSE}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`;
    expect(await door.ask(chunks)).toContain('read 5 of no form');
  });

  it('is one of many on a connection', async () => {
    const door = await openDoor();
    const kept = `POST / HTTP/1.1\r\n${HEAD}Content-Length: 3\r\n\r\nabc`;
    const answer = await door.ask(kept + kept + post('de'));
    expect(answer.match(/read \d/g)).toEqual(['read 3', 'read 3', 'read 2']);
  });

  it('is not waited for when its sender asks first and it would be too large', async () => {
    const door = await openDoor({ strangerBodyBytes: 10 });
    const asks = (length: number) =>
      door.send(`POST / HTTP/1.1\r\n${CLOSE}Content-Length: ${length}\r\nExpect: 100-continue\r\n\r\n`);
    expect(
      statusOf(await answerOn(asks(11)).then((all) => all.replace(/^HTTP\/1\.1 100.*\r\n\r\n/, ''))),
    ).toBe(413);
    const socket = asks(3);
    const [first] = await once(socket, 'data');
    expect(String(first)).toContain('100 Continue');
    socket.write('abc');
    expect(await answerOn(socket)).toContain('read 3');
  });

  it('may be larger with a session than without one, by its length and by counting', async () => {
    const door = await openDoor({ strangerBodyBytes: 10, bodyBytes: 20 });
    const chunked = (size: number, headers = '') =>
      `POST / HTTP/1.1\r\n${CLOSE}${headers}Transfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${'a'.repeat(size)}\r\n0\r\n\r\n`;
    const asked = [
      ...[post('a'.repeat(10)), post('a'.repeat(11)), chunked(10), chunked(11)],
      ...[
        post('a'.repeat(20), MEMBER),
        post('a'.repeat(21), MEMBER),
        chunked(20, MEMBER),
        chunked(21, MEMBER),
      ],
    ];
    const statuses = await Promise.all(asked.map(async (request) => statusOf(await door.ask(request))));
    expect(statuses).toEqual([200, 413, 200, 413, 200, 413, 200, 413]);
    expect(door.reached()).toBe(4);
  });

  it('that does not come is given up, and its connection ended', async () => {
    const door = await openDoor({ bodyMs: 50 });
    const withheld = post('abc', 'Content-Type: text/plain\r\n').slice(0, -1);
    expect(statusOf(await door.ask(withheld))).toBe(408);
    expect(door.reached()).toBe(0);
  });

  it('that was refused is read for a while, so that a browser comes to its answer', async () => {
    const door = await openDoor({ strangerBodyBytes: 10, unreadMs: 60_000 });
    const large = 5_000_000;
    const socket = door.send(`POST / HTTP/1.1\r\n${HEAD}Content-Length: ${large}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(statusOf(String(answer))).toBe(413);
    await new Promise((resolve) => socket.write('a'.repeat(large), resolve));
    socket.write(`GET / HTTP/1.1\r\n${CLOSE}\r\n`);
    expect(statusOf(await answerOn(socket))).toBe(200);
  });

  it('that breaks off never reaches the application', async () => {
    const door = await openDoor();
    door.send(post('abc').slice(0, -1)).end();
    expect(statusOf(await door.ask(post('whole')))).toBe(200);
    expect(door.reached()).toBe(1);
  });

  it('is held in bounded memory: for a network, for strangers and for members apart; small ones always', async () => {
    const door = await openDoor({
      heldBytesOfStrangers: 400,
      heldBytes: 400,
      smallBodyBytes: 10,
      shareOfNetwork: 1 / 2,
    });
    const from = (client: string, size: number, headers = '') =>
      post('a'.repeat(size), `X-Client: ${client}\r\n${headers}`);
    const withhold = (request: string) => door.send(request.slice(0, -1));
    const ask = async (request: string) => statusOf(await door.ask(request));
    // Each holds 199 of the 200 that a network may.
    withhold(from('1.1.1.1', 210));
    await expect.poll(() => ask(from('1.1.1.1', 20))).toBe(429);
    withhold(from('2.2.2.2', 210));
    await expect.poll(() => ask(from('3.3.3.3', 20))).toBe(503);
    expect(await ask(from('3.3.3.3', 10))).toBe(200);
    expect(await ask(from('1.1.1.1', 20, MEMBER))).toBe(200);
    for (const { sockets } of open) for (const socket of sockets) socket.destroy();
    await expect.poll(() => ask(from('3.3.3.3', 20))).toBe(200);
  });

  it.each([
    [400, 'a form without a boundary', post('xx', 'Content-Type: multipart/form-data\r\n')],
    [
      400,
      'a call that is no form',
      post('[]', `Content-Type: text/plain\r\nNext-Action: ${'40'.repeat(21)}\r\n`),
    ],
    [
      413,
      'a form of many fields',
      post('a=&'.repeat(29_000), 'Content-Type: application/x-www-form-urlencoded\r\n'),
    ],
    [400, 'the body of a GET', `GET / HTTP/1.1\r\n${CLOSE}Content-Length: 3\r\n\r\nabc`],
  ])('is answered with %i: %s', async (status, _, request) => {
    const door = await openDoor();
    expect(statusOf(await door.ask(request))).toBe(status);
    expect(door.reached()).toBe(0);
    expect(door.lines).toHaveLength(1);
  });
});

describe('an upload', () => {
  const start = `${UPLOAD}${CLOSE}Content-Length: ${EDGE_LIMITS.bodyBytes * 2}\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n`;

  it('is streamed to the application, not waited for', async () => {
    const door = await openDoor();
    door.send(`${start}--b`);
    await expect.poll(door.reached).toBe(1);
  });

  it('is given up when it is too slow', async () => {
    const door = await openDoor({ paceMs: 60, paceBytesPerSecond: 1_000 });
    expect(await door.ask(`${start}--b`)).toBe('');
    expect(door.lines).toMatchObject([{ reason: 'slow-sender' }]);
  });
});

it('cuts off a client that does not read its answer', async () => {
  const large = 'a'.repeat(20_000_000);
  const door = await openDoor(
    { paceMs: 20, paceBytesPerSecond: 1_000_000_000 },
    { answer: async () => large },
  );
  const socket = door.send(`GET / HTTP/1.1\r\n${CLOSE}\r\n`);
  socket.pause();
  await expect.poll(() => door.lines).toMatchObject([{ reason: 'slow-reader' }]);
});
