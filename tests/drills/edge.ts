import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import * as routes from '#lib/kernel/routes.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { type BenchCouncil, makeBenchCouncil } from '#tests/bench/data.ts';
import type { Row } from '#tests/bench/measure.ts';
import { PlainVisitor } from '#tests/e2e/plain-visitor.ts';
import { asSuperuser } from '#tests/integration/council-factory.ts';
import { WORST_DOCUMENTS } from './documents.ts';
import { connectionCount, cpuMs, memoryMb } from './process-tree.ts';
import { isEnded, open, upgrades } from './raw-requests.ts';
import { type DrillService, startService } from './service.ts';
import { usedMemoryMb } from './used-memory.ts';
import { sendVisitor, type Visit } from './visitor.ts';

// Attacks the built service with requests that anyone may send, many at once. Measures how long others wait, how cost
// grows with size, and what is left afterwards. Sends to this machine only.

type Drill = { readonly size: 'small' | 'full'; readonly cleanUps: (() => unknown)[] };

const SIZES = {
  small: { items: 8, upgrades: 700, slowBodies: 60, doublings: 1, packs: 20, probes: 300, restMs: 5_000 },
  full: {
    items: 60,
    upgrades: 5_000,
    slowBodies: 200,
    doublings: 3,
    packs: 100,
    probes: 2_000,
    restMs: 60_000,
  },
} as const;

const AT_ONCE = 250;
const ENDED_WITHIN_MS = 5_000;
const ANSWERED_WITHIN_MS = 30_000;
const SLOW_BODY_BYTES = 2 * 1024 * 1024;
/** Below this, the fixed cost of a request dominates. */
const COUNTED_MS = 60;

const BOUNDS = {
  visitorMs: 5_000,
  packSlower: 5,
  packMs: 5_000,
  cpuDoubled: 3,
  /** Those sent before the client disconnected. */
  packsRecorded: 2,
  probeCpu: 2,
  socketsMore: 10,
  memoryMoreMb: 150,
  usedMoreMb: 80,
} as const;

/** One row for each limit. */
export async function drillEdge({ size, cleanUps }: Drill): Promise<Row[]> {
  const much = SIZES[size];
  const service = await startService(cleanUps);
  const [attacked, other] = [await makeBenchCouncil(much.items), await makeBenchCouncil(much.items)];
  const rows: Row[] = [];
  const step = async (what: string, work: () => Promise<readonly Row[]>) => {
    console.log(`${what} …`);
    rows.push(...(await work()));
  };
  await packOf(service, attacked);
  const packAloneMs = await packOf(service, other);
  const before = {
    // The worker that made the packs ends when it has been idle.
    memory: await usedMemoryMb(service, { withoutWorkers: true }),
    sockets: connectionCount(service.port),
  };

  await step(`${much.upgrades} upgrades`, () =>
    whileVisited('upgrades', service, other, () => drillUpgrades(service, much.upgrades)),
  );
  await step(`${much.slowBodies} bodies whose last byte is withheld`, () =>
    whileVisited('slow bodies', service, other, () => drillSlowBodies(service, much.slowBodies)),
  );
  await step(`${much.packs} packs that nobody waits for`, () =>
    whileVisited('abandoned packs', service, other, () =>
      drillPacks(service, { attacked, other, packs: much.packs, aloneMs: packAloneMs }),
    ),
  );
  await step('The worst documents, all at once', () =>
    whileVisited('worst documents', service, other, async () => {
      await Promise.all(WORST_DOCUMENTS.map(({ name, make }) => upload(service, attacked, name, make(2))));
      return [];
    }),
  );
  await step(`${much.probes} questions whether it is ready`, async () => [
    await drillProbes(service, much.probes),
  ]);
  for (const { what, send } of growing(service, attacked)) {
    await step(`${what}, by size`, async () => [await cpuBySize(service, what, send, much.doublings)]);
  }

  console.log(`Waiting for ${much.restMs / 1000} seconds …`);
  await sleep(much.restMs);
  const memory = await usedMemoryMb(service);
  const sockets = connectionCount(service.port);
  return [
    ...rows,
    bounded(
      'Open connections afterwards',
      String(sockets),
      String(before.sockets),
      sockets - before.sockets,
      {
        atMost: BOUNDS.socketsMore,
        text: `≤ ${BOUNDS.socketsMore} more`,
      },
    ),
    bounded(
      `Memory used ${much.restMs / 1000} s afterwards`,
      megabytes(memory),
      megabytes(before.memory),
      memory - before.memory,
      // Idle workers live for half a minute, longer than the small drill waits.
      size === 'full' ? { atMost: BOUNDS.usedMoreMb, text: `≤ ${BOUNDS.usedMoreMb} MB more` } : null,
    ),
  ];
}

/** Runs work while a visitor opens pages, and adds rows on the visitor's waits. */
async function whileVisited(
  what: string,
  { origin }: DrillService,
  { slug, cookie }: BenchCouncil,
  work: () => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const urls = [routes.signIn, routes.council(slug), routes.evidence(slug)].map((path) => `${origin}${path}`);
  const visitor = sendVisitor({ urls, cookie });
  const rows = await work();
  return [...rows, ...visitRows(what, await visitor.leave())];
}

function visitRows(what: string, { pages, failures, longestMs }: Visit): readonly Row[] {
  return [
    bounded(`Visitor during ${what}: longest wait`, seconds(longestMs), '', longestMs, {
      atMost: BOUNDS.visitorMs,
      text: `≤ ${seconds(BOUNDS.visitorMs)}`,
    }),
    bounded(`Visitor during ${what}: pages that did not come`, `${failures} of ${pages}`, '', failures, {
      atMost: 0,
      text: 'none',
    }),
  ];
}

async function drillUpgrades({ port }: DrillService, count: number): Promise<readonly Row[]> {
  const before = connectionCount(port);
  const kinds = upgrades(port);
  let ended = 0;
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - sent) }, (_, index) =>
      isEnded(port, kinds[(sent + index) % kinds.length] ?? '', ENDED_WITHIN_MS),
    );
    ended += (await Promise.all(batch)).filter(Boolean).length;
  }
  const left = await settled(() => connectionCount(port) - before);
  return [
    bounded('Upgrades not ended', `${count - ended} of ${count}`, '', count - ended, {
      atMost: 0,
      text: 'none',
    }),
    bounded('Connections left by upgrades', String(left), '', left, {
      atMost: BOUNDS.socketsMore,
      text: `≤ ${BOUNDS.socketsMore}`,
    }),
  ];
}

/** Forms from signed-out clients, some declared too large and some acceptable, each without its last byte. */
async function drillSlowBodies({ port, pid }: DrillService, count: number): Promise<readonly Row[]> {
  // The service may read the text of a file meanwhile.
  const memory = () => memoryMb(pid, { withoutWorkers: true });
  const before = memory();
  const sockets: Socket[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const bytes = sent % 2 === 0 ? SLOW_BODY_BYTES : SLOW_BODY_BYTES / 16;
    const head = `POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${bytes}\r\n\r\n`;
    sockets.push(open(port, Buffer.concat([Buffer.from(head), Buffer.alloc(bytes - 1, 'a')])));
  }
  let most = 0;
  for (let look = 0; look < 30; look += 1) {
    most = Math.max(most, memory());
    await sleep(100);
  }
  for (const socket of sockets) socket.destroy();
  return [
    bounded('Memory while bodies are withheld, at most', megabytes(most), megabytes(before), most - before, {
      atMost: BOUNDS.memoryMoreMb,
      text: `≤ ${BOUNDS.memoryMoreMb} MB more`,
    }),
  ];
}

async function drillPacks(
  service: DrillService,
  {
    attacked,
    other,
    packs,
    aloneMs,
  }: { attacked: BenchCouncil; other: BenchCouncil; packs: number; aloneMs: number },
): Promise<readonly Row[]> {
  const recorded = async () =>
    (
      await asSuperuser(
        `SELECT FROM audit_events e JOIN councils c ON c.id = e.council_id
          WHERE c.slug = $1 AND e.type = 'pack.exported'`,
        [attacked.slug],
      )
    ).length;
  const before = await recorded();
  const gone = new AbortController();
  const url = `${service.origin}${routes.currentPack(attacked.slug)}`;
  const abandoned = Array.from({ length: packs }, () =>
    fetch(url, { headers: { cookie: attacked.cookie }, signal: gone.signal }).catch(() => null),
  );
  await sleep(100);
  gone.abort();
  await Promise.all(abandoned);
  const waited = await packOf(service, other);
  const most = Math.max(aloneMs * BOUNDS.packSlower, BOUNDS.packMs);
  const events = (await recorded()) - before;
  return [
    bounded("Another council's pack meanwhile", seconds(waited), seconds(aloneMs), waited, {
      atMost: most,
      text: `≤ ${seconds(most)}`,
    }),
    bounded('Exports recorded that nobody received', `${events} of ${packs}`, '', events, {
      atMost: BOUNDS.packsRecorded,
      text: `≤ ${BOUNDS.packsRecorded}`,
    }),
  ];
}

/** How long a council waits for its pack, in milliseconds. */
async function packOf({ origin }: DrillService, { slug, cookie }: BenchCouncil): Promise<number> {
  const start = performance.now();
  const signal = AbortSignal.timeout(4 * ANSWERED_WITHIN_MS);
  for (;;) {
    const answer = await fetch(`${origin}${routes.currentPack(slug)}`, { headers: { cookie }, signal });
    const size = (await answer.arrayBuffer()).byteLength;
    if (answer.status === 200 && size > 0) return performance.now() - start;
    // The service may answer that it is busy and be asked again.
    if (answer.status !== 503) throw new Error(`A pack was answered with ${answer.status}`);
    await sleep(250);
  }
}

/** Readiness is tried once for all: a request for it costs no more than one for liveness. */
async function drillProbes({ port, pid }: DrillService, count: number): Promise<Row> {
  const cost = async (path: string) => {
    const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
    const before = cpuMs(pid);
    for (let sent = 0; sent < count; sent += 50) {
      await Promise.all(Array.from({ length: 50 }, () => isEnded(port, request, ANSWERED_WITHIN_MS)));
    }
    return cpuMs(pid) - before;
  };
  await cost('/api/health/live');
  const live = await best(() => cost('/api/health/live'));
  const ready = await best(() => cost('/api/health/ready'));
  return bounded('CPU of readiness, against that of liveness', millis(ready), millis(live), ready / live, {
    atMost: BOUNDS.probeCpu,
    text: `≤ ${BOUNDS.probeCpu}×`,
  });
}

type Growing = { readonly what: string; readonly send: (size: number) => Promise<unknown> };

/** Requests that anyone can enlarge. */
function growing(service: DrillService, council: BenchCouncil): readonly Growing[] {
  const { origin } = service;
  const nobody = new PlainVisitor(origin);
  const member = new PlainVisitor(origin, council.cookie);
  const post = (body: BodyInit, type: string) =>
    nobody.fetch('/no-such-page', {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
  const parts = (count: number) =>
    `${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`;
  const path = routes.statement(council.slug, 'QS1');
  return [
    { what: 'Address with parameters', send: (size) => nobody.fetch(`/nope?${'a&'.repeat(950 * size)}`) },
    {
      what: 'Address with parameters, as many as may be',
      send: (size) => nobody.fetch(`/nope?${'a&'.repeat(12 * size)}`),
    },
    {
      what: 'Form of a stranger',
      send: (size) => post('a=&'.repeat(1_800 * size), 'application/x-www-form-urlencoded'),
    },
    {
      what: 'Form of a stranger, as many fields as may be',
      send: (size) => post('a=&'.repeat(120 * size), 'application/x-www-form-urlencoded'),
    },
    {
      what: 'Form of a stranger in parts',
      send: (size) => post(parts(120 * size), 'multipart/form-data; boundary=b'),
    },
    {
      what: 'Long answer of a member',
      send: async (size) =>
        member.send(await member.form(path, 'strengths'), {
          strengths: 'Much of it. '.repeat(30_000 * size),
        }),
    },
    ...WORST_DOCUMENTS.map(({ what, name, make }) => ({
      what,
      send: (size: number) => upload(service, council, name, make(size)),
    })),
  ];
}

async function upload(
  { origin }: DrillService,
  { slug, lead, cookie }: BenchCouncil,
  name: string,
  content: Buffer,
): Promise<void> {
  const form = new FormData();
  const answers = {
    form: newFormToken(lead.person.id),
    category: 'people',
    marking: 'OFFICIAL',
    containsPersonalData: 'no',
    submission: uuidv7(),
  };
  for (const [field, answer] of Object.entries(answers)) form.append(field, answer);
  form.append('file', new File([new Uint8Array(content)], name));
  const answer = await fetch(`${origin}${routes.uploadEvidence(slug)}`, {
    method: 'POST',
    body: form,
    headers: { cookie, accept: 'application/json', origin, 'sec-fetch-site': 'same-origin' },
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
  });
  // Accepted or not, the content must have been read.
  if (answer.status === 403) throw new UnreadError(`${name} was refused unread: ${await answer.text()}`);
  await answer.text();
}

class UnreadError extends Error {
  override name = 'UnreadError';
}

/**
 * Sends one size, then doubles it while each doubling stays within the limit. The figure is the worst ratio. A request
 * not answered in time counts with the CPU used so far.
 */
async function cpuBySize(
  service: DrillService,
  what: string,
  send: Growing['send'],
  doublings: number,
): Promise<Row> {
  const cost = async (size: number) => {
    const before = cpuMs(service.pid);
    await send(size).catch((error: unknown) => {
      if (error instanceof UnreadError) throw error;
    });
    return cpuMs(service.pid) - before;
  };
  await cost(1);
  const costs = [await best(() => cost(1))];
  let worst = 0;
  for (let doubling = 1; doubling <= doublings && worst <= BOUNDS.cpuDoubled; doubling += 1) {
    const twice = await best(() => cost(2 ** doubling));
    worst = Math.max(worst, twice / Math.max(costs.at(-1) ?? 0, COUNTED_MS / 2));
    costs.push(twice);
  }
  return bounded(`CPU: ${what}, twice as large each`, costs.map(millis).join(', '), '', worst, {
    atMost: BOUNDS.cpuDoubled,
    text: `≤ ${BOUNDS.cpuDoubled}×`,
  });
}

/** The minimum of three, because other load only adds. A long measurement is taken once. */
async function best(measure: () => Promise<number>): Promise<number> {
  const first = await measure();
  if (first > ANSWERED_WITHIN_MS / 3) return first;
  return Math.min(first, await measure(), await measure());
}

/** The value once it is stable: ended connections take a moment to disappear. */
async function settled(measure: () => number): Promise<number> {
  let [last, value] = [Number.NaN, measure()];
  for (let look = 0; look < 20 && (last !== value || value > 0); look += 1) {
    await sleep(200);
    [last, value] = [value, measure()];
  }
  return value;
}

function bounded(what: string, measured: string, baseline: string, value: number, limit: Row['limit']): Row {
  const text = limit?.text.includes('×') ? `${value.toFixed(1)}×` : '';
  return { what, measured, baseline, figure: { value, text }, limit };
}

const millis = (ms: number) => `${ms.toFixed(0)} ms`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (mb: number) => `${mb.toFixed(0)} MB`;
