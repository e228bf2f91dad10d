import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ROLES } from '#lib/auth/permissions.ts';
import { PASSWORD_MINIMUM } from '#lib/auth/rules.ts';
import { endWith, openDatabases } from './databases.ts';
import { addPerson, SetUpError } from './set-up.ts';

// npm run person:add -- COUNCIL EMAIL "NAME" ROLE: adds a person to a council. The password comes from the
// keyboard, unseen, or from a pipe: never from the command line, which other users of the machine can read.

const [council, email, name, role] = process.argv.slice(2);
if (council === undefined || email === undefined || name === undefined || role === undefined) {
  console.error(
    `Give a council's slug, an email address, a name and a role (${ROLES.join(', ')}), for example:`,
  );
  console.error('npm run person:add -- west-sampleshire sam.patel@sampleshire.example "Sam Patel" lead');
  process.exit(1);
}
try {
  const databases = await openDatabases();
  try {
    const outcome = await addPerson(databases.ownerUrl, { council, email, name, role }, readPassword);
    console.log(
      outcome === 'new person'
        ? `Added ${email} to ${council} as ${role}.`
        : `Added ${email} to ${council} as ${role}. They sign in with the name and password they have already.`,
    );
  } finally {
    await databases.stop();
  }
} catch (error) {
  endWith(error);
}

async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  const password = await ask(`Password, ${PASSWORD_MINIMUM} characters or more (it does not show): `);
  if (password !== (await ask('The same again: ')))
    throw new SetUpError('The two passwords are not the same');
  return password;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const keyboard = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const stopped = new AbortController();
  keyboard.on('SIGINT', () => stopped.abort());
  try {
    return await keyboard.question('', { signal: stopped.signal });
  } catch {
    throw new SetUpError('Stopped. Nobody was added');
  } finally {
    keyboard.close();
    process.stderr.write('\n');
  }
}
