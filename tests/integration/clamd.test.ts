import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  isAnswering,
  reportsItsLimits,
  ScannerAwayError,
  scanContent,
  signaturesDate,
  takesLength,
} from '#lib/platform/scanning/clamd.ts';
import { checkStart } from '#lib/tasks/start-checks.ts';
import { type Clamd, hasClamd, startClamd, VIRUS, VIRUS_NAME } from '#tests/setup/clamd.ts';

const MB = 1024 ** 2;
const SOON = { connect: 200, take: 200, answer: 200 };

async function* pieces(...texts: readonly (string | Uint8Array)[]) {
  for (const text of texts) yield Buffer.from(text);
}

describe.runIf(hasClamd)('a real clamd', () => {
  let clamd: Clamd;
  let silent: Clamd;
  beforeAll(async () => {
    const limits = ['MaxFileSize 1M', 'StreamMaxLength 2M'];
    [clamd, silent] = await Promise.all([startClamd(['AlertExceedsMax yes', ...limits]), startClamd(limits)]);
  });
  afterAll(() => Promise.all([clamd.stop(), silent.stop()]));

  it('finds what its signatures name, wherever the pieces are cut', async () => {
    expect(await scanContent(clamd.url, pieces('Notes of a meeting.\n'))).toEqual({ scan: 'clean' });
    expect(await scanContent(clamd.url, pieces())).toEqual({ scan: 'clean' });
    const infected = { scan: 'infected', result: VIRUS_NAME };
    expect(await scanContent(clamd.url, pieces(VIRUS))).toEqual(infected);
    expect(await scanContent(clamd.url, pieces('x'.repeat(70_000), '', ...VIRUS))).toEqual(infected);
  });

  it('does not call clean what is beyond one of its limits', async () => {
    expect(await scanContent(clamd.url, pieces(Buffer.alloc(1.5 * MB)))).toEqual({
      scan: 'failed',
      result: 'Heuristics.Limits.Exceeded.MaxFileSize',
    });
    for (let round = 0; round < 5; round += 1) {
      const long = Array.from({ length: 64 }, () => Buffer.alloc(64 * 1024));
      expect(await scanContent(clamd.url, pieces(...long))).toMatchObject({ scan: 'failed' });
    }
  });

  it('is found out if its limits are too low or silent', async () => {
    expect(await reportsItsLimits(clamd.url)).toBe(true);
    expect(await takesLength(clamd.url, MB / 2)).toBe(true);
    expect(await takesLength(clamd.url, 1.5 * MB)).toBe(false);
    expect(await takesLength(clamd.url, 3 * MB)).toBe(false);
    expect(await reportsItsLimits(silent.url)).toBe(false);
  });

  it('is proved by the start: silent limits prevent it, low ones are warned of, and none is needed', async () => {
    const found = async (url: string, most: string) => {
      const { problems, warnings } = await checkStart({ CLAMD_URL: url, MAX_UPLOAD_MB: most });
      const about = (lines: readonly string[]) => lines.filter((line) => line.startsWith('CLAMD_URL'));
      return { problems: about(problems), warnings: about(warnings) };
    };
    const [limits, length, away] = ['AlertExceedsMax yes', 'MaxFileSize', 'no scanner answers'];
    expect(await found(silent.url, '1')).toEqual({
      problems: [expect.stringContaining(limits)],
      warnings: [],
    });
    expect(await found(clamd.url, '1')).toEqual({ problems: [], warnings: [] });
    expect(await found(clamd.url, '2')).toEqual({
      problems: [],
      warnings: [expect.stringContaining(length)],
    });
    const nowhere = await found('unix:///nowhere/clamd.ctl', '1');
    expect(nowhere).toEqual({ problems: [], warnings: [expect.stringContaining(away)] });
    expect(await found('http://127.0.0.1:3310', '1')).toMatchObject({
      problems: [expect.stringContaining('must be like tcp://')],
    });
  });

  it('is away once it has ended, and back once it has started', async () => {
    await clamd.kill();
    await expect(scanContent(clamd.url, pieces('text'), SOON)).rejects.toThrow(ScannerAwayError);
    expect(await isAnswering(clamd.url)).toBe(false);
    await clamd.start();
    expect(await scanContent(clamd.url, pieces('text'))).toEqual({ scan: 'clean' });
  });

  it('has no date of signatures that are not official', async () => {
    expect(await signaturesDate(clamd.url)).toBeNull();
  });

  it('leaves an error of the reader as it is', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the disk is gone');
    }
    await expect(scanContent(clamd.url, broken())).rejects.toThrow('the disk is gone');
  });
});

/** A server in the place of clamd that does this with each connection. Returns its address. */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers a ping, and content with this once all of it has arrived. */
const answering = (text: string | null) => (socket: Socket) => {
  let got = Buffer.alloc(0);
  socket.on('data', (data) => {
    got = Buffer.concat([got, data]);
    if (got.toString('latin1') === 'zPING\0') socket.end('PONG\0');
    else if (text !== null && got.subarray(-4).equals(Buffer.alloc(4))) socket.end(text);
  });
};

it('says when its signatures were made', async () => {
  const url = await serve((socket) => socket.end('ClamAV 1.4.3/27800/Sun Nov 29 08:30:11 2026\0'));
  expect(await signaturesDate(url, SOON)).toEqual(new Date('2026-11-29T08:30:11Z'));
  const nonsense = await serve((socket) => socket.end('ClamAV 1.4.3/x/y\0'));
  expect(await signaturesDate(nonsense, SOON)).toBeNull();
});

describe('a scanner that is none', () => {
  it.each(['', 'nonsense', 'stream: OK', 'stream: OK\nfoo', 'stream: OKAY\0', 'PONG\0', 'x'.repeat(5_000)])(
    'is not believed: %j',
    async (text) => {
      const url = await serve(answering(text));
      expect(await scanContent(url, pieces('text'), SOON)).toMatchObject({ scan: 'failed' });
    },
  );

  it('is away if it accepts and then says nothing', async () => {
    const url = await serve(() => undefined);
    await expect(scanContent(url, pieces('text'), SOON)).rejects.toThrow(ScannerAwayError);
    await expect(scanContent(url, pieces(Buffer.alloc(64 * MB)), SOON)).rejects.toThrow(ScannerAwayError);
  });

  it('has broken off if it hangs over this content only', async () => {
    const url = await serve(answering(null));
    expect(await scanContent(url, pieces('text'), SOON)).toEqual({
      scan: 'failed',
      result: 'The scanner broke off',
    });
  });

  it('is away if nothing listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await expect(scanContent(`tcp://127.0.0.1:${port}`, pieces('text'))).rejects.toThrow(ScannerAwayError);
    await expect(scanContent('unix:///nowhere/clamd.ctl', pieces('text'))).rejects.toThrow(ScannerAwayError);
  });
});
