import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '#lib/platform/access/rules.ts';
import { SetUpError } from './set-up.ts';

/** A new password: from a hidden prompt, asked twice, or from a pipe. */
export async function readPassword(): Promise<string> {
  return process.stdin.isTTY ? typedPassword() : passwordFrom(await startOf(process.stdin));
}

/**
 * The password from a pipe: one line, or the same line twice, as at the prompt.
 *
 * @throws SetUpError when there is none or the lines differ
 */
export function passwordFrom(piped: Uint8Array): string {
  const [password = '', ...others] = decoded(piped)
    .replace(/[\r\n]+$/, '')
    .split(/\r\n|\n|\r/);
  if (password === '' && others.length === 0) throw new SetUpError('The pipe contained no password');
  if (others.some((line) => line !== password))
    throw new SetUpError('The pipe contained different lines. Give the password as one line');
  return password;
}

function decoded(piped: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(piped);
  } catch {
    throw new SetUpError('The password must be in UTF-8');
  }
}

// Far more than two passwords of maximum length.
const MAX_BYTES = 10 * PASSWORD_MAXIMUM;

async function startOf(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new SetUpError('The pipe contained too much text for a password');
  }
  return Buffer.concat(chunks);
}

async function typedPassword(): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Hides input from the first question to the last answer: the terminal echoes whenever nothing reads it in raw mode.
  const keyboard = createInterface({ input: process.stdin, output: unseen, terminal: true, historySize: 0 });
  const stopped = new AbortController();
  keyboard.on('SIGINT', () => stopped.abort());
  const ask = async (question: string) => {
    process.stderr.write(question);
    try {
      return await keyboard.question('', { signal: stopped.signal });
    } catch {
      throw new SetUpError('Stopped. No one was added');
    } finally {
      process.stderr.write('\n');
    }
  };
  try {
    const password = await ask(`Password, ${PASSWORD_MINIMUM} characters or more (hidden as you type): `);
    if (password !== (await ask('Repeat the password: '))) throw new SetUpError('The passwords do not match');
    return password;
  } finally {
    keyboard.close();
  }
}
