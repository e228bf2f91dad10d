import { randomUUID } from 'node:crypto';
import { type EventEmitter, on } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import next from 'next';
import { LENGTH_HEADER } from '#lib/kernel/routes.ts';
import { downloadTitle, isCrossSite } from '#lib/platform/http/confirm-download.ts';
import { type Admitted, Edge, isUpload, SERVER_OPTIONS } from '#lib/platform/http/edge.ts';
import { setInternalHeaders } from '#lib/platform/http/internal-headers.ts';
import { offerRawBody } from '#lib/platform/http/raw-body.ts';
import { acceptedHosts, isReadable } from '#lib/platform/http/request-rules.ts';
import { addFrameworksFrom } from '#lib/tasks/add-frameworks.ts';
import { serverLog } from './server-log.ts';
import { listeningProblem } from './server-process.ts';
import { sessionCookieCheck } from './session-cookie.ts';

// Serves the built application. The demo and `npm start` run this file as a child process, without the module
// condition of tasks, which would break Next. They send two messages: when to load the application, and then the
// checked settings.

// Messages that arrive early are queued.
const messages = on(process, 'message');
await messages.next();
// Next needs its own address to render the page that a form redirects to.
const app = next({ dev: false, hostname: 'localhost', port: Number(process.env.PORT || 3000) });
const handle = app.getRequestHandler();
const [
  { replaceFailures: answerFailuresPlainly, databaseProbe },
  { answerRefusal, confirmDownload: askBeforeDownload },
] = await Promise.all([import('./failure-page.ts'), import('./refusal-page.ts'), app.prepare()]);
const [settings] = (await messages.next()).value ?? [];
Object.assign(process.env, settings);
addFrameworksFrom(process.env.FRAMEWORKS_DIR);

const port = Number(process.env.PORT);
const address = process.env.NEXTAUTH_URL ?? '';
const overHttps = address.startsWith('https:');
const trustsProxy = process.env.TRUST_PROXY === '1';
// HOST is a comma-separated list; empty means every address of the machine.
const hosts = process.env.HOST ? process.env.HOST.split(',') : [undefined];

const STOP_LIMIT_MS = 10_000;
/** Pages that anyone with the address can read. */
const LINKED = /^\/+(?:papers|shared-packs|calendars|improvement-plans|improvement-boards)\//;
const NO_PAGE = '/no-such-page';

const { log, logFailure, takeConsole } = serverLog(process.env.LOG_LEVEL || 'info');
const databaseAnswers = databaseProbe(process.env.DATABASE_URL ?? '');
const ownHosts = acceptedHosts(address, process.env.DEMO === '1');
const trust = { proxy: trustsProxy, secret: randomUUID(), host: ownHosts.own };
const edge = new Edge({
  openFiles: openFiles(),
  trustsProxy,
  hosts: ownHosts,
  hasSession: sessionCookieCheck(address, process.env.NEXTAUTH_SECRET ?? ''),
  refuse: answerRefusal,
  log,
});

const servers = hosts.map((host) => ({ host, server: createListener() }));
await Promise.all(servers.map(({ server, host }) => listen(server, host)));
takeConsole();
process.send?.('ready');
// Tells instrumentation.ts that the settings and database are ready.
(process as EventEmitter).emit('assurance:serving');

// Ctrl-C comes from the terminal, then SIGTERM from the task; a disconnect means that the task has gone.
let stopping = false;
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, stop);

function createListener(): Server {
  const server = createServer(SERVER_OPTIONS, answer);
  // edge.admit() sends 100 Continue to clients that ask before they send a body.
  server.on('checkContinue', answer);
  server.on('checkExpectation', answer);
  edge.guard(server);
  return server;
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  // The edge, the failure pages and Next each listen for its end.
  response.setMaxListeners(20);
  const { requestId, client, isForwarded } = setInternalHeaders(request, trust);
  if (isForwarded && !trustsProxy) warnOfProxy();
  response.setHeader('x-request-id', requestId);
  if (overHttps) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
  stateLength(response);
  if (LINKED.test(request.url ?? '')) setPrivateHeaders(response);
  const failed = (error: unknown) => {
    logFailure('request.failed', { requestId, error: String(error) });
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('Sorry, there is a problem with the service. Try again later.\n');
  };
  const next = async ({ form }: Admitted) => {
    const download = request.method === 'GET' ? downloadTitle(request.url ?? '') : null;
    if (download && isCrossSite(request)) return askBeforeDownload(request, response, download);
    answerFailuresPlainly(request, response, form, databaseAnswers);
    // Next fails on an address that it cannot decode, which has no page anyway.
    if (!isReadable(request.url ?? '')) request.url = NO_PAGE;
    if (isUpload(request)) offerRawBody(request, response);
    await handle(request, response);
  };
  edge.admit(request, response, client, next).catch(failed);
}

/** Restores the length that Next drops from a handler's answer: without it, a download shows no progress. */
function stateLength(response: ServerResponse): void {
  const { writeHead } = response;
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const length = response.getHeader(LENGTH_HEADER);
    if (length !== undefined) {
      response.removeHeader(LENGTH_HEADER);
      response.setHeader('content-length', length);
    }
    return writeHead.apply(response, args);
  }) as typeof writeHead;
}

/** Next redirects addresses with extra slashes before proxy.ts and its configured headers apply. */
function setPrivateHeaders(response: ServerResponse): void {
  response.setHeader('cache-control', 'private, no-store');
  response.setHeader('referrer-policy', 'no-referrer');
}

let warned = false;

/** Behind an untrusted proxy, everyone shares the proxy's address and so its limits. */
function warnOfProxy(): void {
  if (warned) return;
  warned = true;
  log('proxy.not-trusted', {
    message:
      'A request has an X-Forwarded-For header, but TRUST_PROXY is not 1. If you use a reverse proxy, set TRUST_PROXY=1. Until then, everyone counts as one address.',
  });
}

/** The number of files, including connections, that this process may have open. */
function openFiles(): number {
  // Otherwise the report looks up the host name of every connected address.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}

function listen(server: Server, host: string | undefined): Promise<void> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has no ::1 to listen on.
      if (host === '::1' && hosts.length > 1 && error.code !== 'EADDRINUSE') return resolve();
      console.error(
        listeningProblem(port, error.code) ?? `Could not listen on port ${port}: ${error.message}`,
      );
      process.exit(1);
    });
    server.listen(port, host, resolve);
  });
}

function stop(): void {
  if (stopping) return;
  stopping = true;
  const open = servers.map(({ server }) => server).filter((server) => server.listening);
  // Requests under way finish; idle connections are closed.
  const closed = Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
  for (const server of open) server.closeIdleConnections();
  setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
  closed.then(() => process.exit(0));
}
