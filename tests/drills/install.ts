import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#lib/tasks/free-port.ts';
import { postgresPrograms } from '#lib/tasks/programs.ts';
import type { Row } from '#tests/bench/measure.ts';
import { type Ended, run, type Settings, startServing } from '#tests/setup/command.ts';
import { startDebianServer } from '#tests/setup/debian-postgres.ts';
import { administer, productionSettings, readBackupRole, readFirstSetUp } from '#tests/setup/first-set-up.ts';

// Runs the production install of docs/operations.md on a Debian PostgreSQL, from a copy of the sources to a running
// service: each command as written, then those that operators run later. Measures the size and checks that no package
// returns.

const NOT_SOURCES =
  /^(node_modules|\.next|\.git|\.data|\.bench|\.pictures|test-results|lib\/platform\/db\/generated)$/;
const LARGEST_MB = 1_000;
const MEGABYTE = 1024 * 1024;

type Drill = { readonly cleanUps: (() => unknown)[] };

/** One row for each size. Throws when a command fails without development packages. */
export async function drillInstall({ cleanUps }: Drill): Promise<Row[]> {
  const bin = postgresPrograms();
  if (!bin) throw new Error('There is no PostgreSQL of Debian. Install one: sudo apt-get install postgresql');
  const server = await startDebianServer(bin, { passwords: true });
  cleanUps.push(() => server.stop());
  const place = await mkdtemp(path.join(tmpdir(), 'assurance-install-'));
  cleanUps.push(() => rm(place, { recursive: true, force: true }));
  const settings = productionSettings(server.superuserUrl, {
    dataDir: path.join(place, 'data'),
    port: await freePort(),
  });

  const { sql, commands } = await readFirstSetUp();
  await administer(server.superuserUrl, sql);
  const built = path.join(place, 'built');
  await cp('.', built, { recursive: true, filter: (file) => !NOT_SOURCES.test(path.relative('.', file)) });
  const [build = '', prune = '', ...others] = commands;
  const start = others.pop() ?? '';
  await expectSuccess(build, settings, built);
  const whole = await sizeOf(path.join(built, 'node_modules'));
  await expectSuccess(prune, settings, built);
  // As if copied to another machine.
  const cwd = path.join(place, 'installed');
  await rename(built, cwd);
  const left = await sizeOf(path.join(cwd, 'node_modules'));
  for (const command of others) await expectSuccess(command, settings, cwd, 'seven green herons\n');
  await checkService(start, settings, cwd);
  await checkLaterCommands(settings, cwd, { bin, superuserUrl: server.superuserUrl, place });
  return [
    row('Packages with those for development', whole, whole, null),
    row('Packages of a production install', left, whole, LARGEST_MB),
    row('Its packages after every command', await sizeOf(path.join(cwd, 'node_modules')), whole, LARGEST_MB),
    row(
      'What was built, without the cache of the build',
      await sizeOf(path.join(cwd, '.next'), 'cache'),
      whole,
      null,
    ),
  ];
}

async function checkService(start: string, settings: Settings, cwd: string): Promise<void> {
  console.log(`${start} …`);
  const service = await startServing(start, settings, { cwd });
  try {
    const answer = await fetch(`${settings.NEXTAUTH_URL}/api/health/ready`);
    const page = await fetch(`${settings.NEXTAUTH_URL}/sign-in`);
    if (!answer.ok || !page.ok) throw new Error(`Health ${answer.status}, page ${page.status}`);
  } finally {
    await service.stop();
  }
}

/** Commands that operators run later. None may need a package that was left out. */
async function checkLaterCommands(
  settings: Settings,
  cwd: string,
  {
    bin,
    superuserUrl,
    place,
  }: { readonly bin: string; readonly superuserUrl: string; readonly place: string },
): Promise<void> {
  await administer(superuserUrl, await readBackupRole());
  const { DATABASE_URL = '' } = settings;
  const dump = path.join(place, 'assurance.dump');
  const backup = Object.assign(new URL(DATABASE_URL), { username: 'assurance_backup' }).href;
  await expectSuccess('npm run audit:verify', settings, cwd);
  await expectSuccess('npm run person:code -- sam.patel@sampleshire.example', settings, cwd);
  await expectSuccess(`${bin}/pg_dump --format=custom --file=${dump} ${backup}`, settings, cwd);
  await expectSuccess(
    `npm run backup:check -- ${dump}`,
    { ...settings, PATH: `${bin}:${process.env.PATH}` },
    cwd,
  );
}

async function expectSuccess(command: string, settings: Settings, cwd: string, input = ''): Promise<Ended> {
  console.log(`${command} …`);
  const ended = await run(command, settings, { cwd, input });
  if (ended.code !== 0) throw new Error(`${command} ended with ${ended.code}:\n${ended.out}${ended.err}`);
  return ended;
}

/** Bytes on disk under a folder. */
async function sizeOf(folder: string, except?: string): Promise<number> {
  const counted = except ? [`--exclude=${path.join(folder, except)}`] : [];
  const { out } = await run(`du --summarize --block-size=1 ${counted.join(' ')} "${folder}"`, {});
  return Number.parseInt(out, 10);
}

function row(what: string, bytes: number, whole: number, atMost: number | null): Row {
  const value = bytes / MEGABYTE;
  return {
    what,
    measured: `${value.toFixed(0)} MB`,
    baseline: `${(whole / MEGABYTE).toFixed(0)} MB`,
    figure: { value, text: `${(bytes / whole).toFixed(2)}×` },
    limit: atMost === null ? null : { atMost, text: `≤ ${atMost} MB` },
  };
}
