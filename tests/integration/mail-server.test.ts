import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { mailServerProblem } from '#lib/platform/mail/send.ts';

const closing: (() => unknown)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Starts a real mail server and returns its port. */
async function startServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ logger: false, ...options });
  closing.push(() => server.close());
  server.on('error', () => undefined); // a client that does not trust it disconnects
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return (server.server.address() as AddressInfo).port;
}

const plain = { authOptional: true, disabledCommands: ['STARTTLS'] };
const withPassword: SMTPServerOptions = {
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, done) =>
    username === 'assurance' && password === 'a#b'
      ? done(null, { user: username })
      : done(Object.assign(new Error('Wrong name or password'), { responseCode: 535 })),
};

describe('mailServerProblem', () => {
  it('is null when the server answers, and accepts the password', async () => {
    expect(await mailServerProblem(`smtp://127.0.0.1:${await startServer(plain)}`)).toBeNull();
    const port = await startServer(withPassword);
    expect(await mailServerProblem(`smtp://assurance:a%23b@127.0.0.1:${port}`)).toBeNull();
  });

  it('reports a wrong password, without repeating it', async () => {
    const problem = await mailServerProblem(
      `smtp://assurance:hunter2@127.0.0.1:${await startServer(withPassword)}`,
    );
    expect(problem).toMatch(
      /^the mail server 127\.0\.0\.1:\d+ rejected the user name or password \(.*535.*\)$/,
    );
    expect(problem).not.toContain('hunter2');
  });

  it('reports required encryption that is not offered or not trusted', async () => {
    const unencrypted = await startServer(plain);
    expect(await mailServerProblem(`smtp://127.0.0.1:${unencrypted}?requireTLS=true`)).toMatch(
      /does not offer trusted encryption/,
    );
    const untrusted = await startServer({ ...plain, secure: true });
    expect(await mailServerProblem(`smtps://127.0.0.1:${untrusted}`)).toMatch(
      /does not offer trusted encryption \(.*certificate.*\)/,
    );
  });

  it('reports a server that is missing or not a mail server', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    expect(await mailServerProblem(`smtp://127.0.0.1:${port}`)).toMatch(/does not answer .*ECONNREFUSED/);
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    closing.push(() => other.close());
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const problem = await mailServerProblem(`smtp://127.0.0.1:${(other.address() as AddressInfo).port}`);
    expect(problem).toMatch(/^the mail server 127\.0\.0\.1:\d+ does not answer as a mail server \(.*\)$/);
    expect(await mailServerProblem('smtp://nowhere.invalid')).toMatch(/does not answer .*nowhere\.invalid/);
  });
});
