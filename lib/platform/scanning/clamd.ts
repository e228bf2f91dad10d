import 'server-only';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { deepArchive } from './deep-archive.ts';

// The protocol of clamd, the server of ClamAV, as far as it is needed. The npm package for it takes an answer that a
// limit was exceeded for an infection.

/** `failed`: it did not say that the content is clean. `result`: what it found, or its answer. */
export type Verdict =
  | { readonly scan: 'clean' }
  | { readonly scan: 'infected' | 'failed'; readonly result: string };

/** The scanner does not answer. The scan can be tried again. */
export class ScannerAwayError extends Error {
  override name = 'ScannerAwayError';
}

/** In milliseconds, for each wait for the scanner, never for the reader. clamd itself gives up after two minutes. */
export type Waits = { readonly connect: number; readonly take: number; readonly answer: number };
const WAITS: Waits = { connect: 5_000, take: 60_000, answer: 5 * 60_000 };

const LONGEST_RESULT = 200;

/** Its name for content that it did not look at in full. */
const LIMITS = 'Heuristics.Limits.Exceeded';

/**
 * Has content scanned.
 *
 * @param address - as in `CLAMD_URL`
 * @throws ScannerAwayError if it cannot be reached or does not answer in time
 * @throws any error of the content
 */
export async function scanContent(
  address: string,
  content: AsyncIterable<Uint8Array>,
  waits: Waits = WAITS,
): Promise<Verdict> {
  try {
    return verdictOf(await ask(address, 'INSTREAM', content, waits));
  } catch (error) {
    if (!(error instanceof ScannerAwayError)) throw error;
    // If it is there, this content made it break off, as content that is too long does.
    const isThere = await isAnswering(address, waits);
    if (isThere) return { scan: 'failed', result: 'The scanner broke off' };
    throw error;
  }
}

/**
 * When its newest official signatures were made, as its machine's clock says. Null: it does not say, because it has only
 * other signatures.
 *
 * @throws ScannerAwayError
 */
export async function signaturesDate(address: string, waits: Waits = WAITS): Promise<Date | null> {
  // "ClamAV 1.4.3/27800/Sun Nov 29 08:30:11 2026"
  const [, , date = ''] = (await ask(address, 'VERSION', null, { ...waits, answer: waits.connect })).split(
    '/',
  );
  const at = new Date(`${date} UTC`);
  return Number.isNaN(at.getTime()) ? null : at;
}

export async function isAnswering(address: string, waits: Waits = WAITS): Promise<boolean> {
  try {
    return (await ask(address, 'PING', null, { ...waits, answer: waits.connect })) === 'PONG';
  } catch (error) {
    if (error instanceof ScannerAwayError) return false;
    throw error;
  }
}

/**
 * Whether it says so when it did not look at all of a file. Without `AlertExceedsMax yes` it calls clean whatever is
 * beyond one of its limits. An archive with more levels than it can be set to open tells.
 *
 * @throws ScannerAwayError
 */
export async function reportsItsLimits(address: string, waits: Waits = WAITS): Promise<boolean> {
  const verdict = await scanContent(address, oneOf(deepArchive()), waits);
  return verdict.scan === 'failed' && verdict.result.startsWith(LIMITS);
}

/** Whether it looks at all of a file of this length, given that it reports its limits. @throws ScannerAwayError */
export async function takesLength(address: string, bytes: number, waits: Waits = WAITS): Promise<boolean> {
  return (await scanContent(address, zeros(bytes), waits)).scan === 'clean';
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { scan: 'clean' };
  const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  const result = (found ?? answer).slice(0, LONGEST_RESULT);
  return found && !found.startsWith(LIMITS)
    ? { scan: 'infected', result }
    : { scan: 'failed', result: result || 'No answer' };
}

/** Sends a command, and with it content in pieces that are each preceded by their length. Returns the answer. */
async function ask(
  address: string,
  command: 'PING' | 'VERSION' | 'INSTREAM',
  content: AsyncIterable<Uint8Array> | null,
  waits: Waits,
): Promise<string> {
  const socket = connectTo(address);
  const failed = new Promise<never>((_, reject) => {
    socket.once('error', (cause) => reject(new ScannerAwayError('the scanner cannot be reached', { cause })));
  });
  const answer = Promise.race([answerOf(socket), failed]);
  let isAnswered = false;
  answer.then(
    () => {
      isAnswered = true;
    },
    () => undefined,
  );
  const send = async (...pieces: readonly Uint8Array[]) => {
    for (const piece of pieces) {
      if (isAnswered || socket.write(piece)) continue;
      await within(waits.take, Promise.race([once(socket, 'drain'), answer]));
    }
  };
  try {
    await within(waits.connect, Promise.race([once(socket, 'connect'), failed]));
    await send(Buffer.from(`z${command}\0`));
    if (content) {
      for await (const piece of content) {
        // It answers before the end if the content is too long for it.
        if (isAnswered) break;
        if (piece.byteLength > 0) await send(lengthOf(piece), piece);
      }
      await send(Buffer.alloc(4));
    }
    return await within(waits.answer, answer);
  } finally {
    socket.destroy();
  }
}

function connectTo(address: string): Socket {
  const { protocol, hostname, port, pathname } = new URL(address);
  return protocol === 'unix:'
    ? createConnection({ path: decodeURIComponent(pathname) })
    : createConnection({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
}

/** What it sends up to the end of its answer. Empty if it closes the connection before that. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
      const end = answer.indexOf('\0');
      if (end >= 0 || answer.length > LONGEST_RESULT) resolve(answer.slice(0, end >= 0 ? end : undefined));
    });
    socket.once('end', () => resolve(''));
  });
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ScannerAwayError('the scanner does not answer')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function lengthOf(piece: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.byteLength);
  return length;
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

const PIECE = 1024 ** 2;

async function* zeros(bytes: number): AsyncGenerator<Uint8Array, void> {
  for (let left = bytes; left > 0; left -= PIECE) yield Buffer.alloc(Math.min(left, PIECE));
}
