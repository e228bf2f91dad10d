import 'server-only';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';

const MEGABYTE = 1024 ** 2;

// Where Linux distributions put them.
const BUBBLEWRAP = '/usr/bin/bwrap';
const SOFFICE = '/usr/bin/soffice';

/** What a conversion may use. `memory`: of data, of each process. `space`: of files, which are in memory too. */
export const OFFICE_LIMITS = {
  memory: 1_000 * MEGABYTE,
  space: 400 * MEGABYTE,
  pdf: 100 * MEGABYTE,
} as const;

/** The programs, fonts and settings of the system that LibreOffice needs. It sees no other files. */
const SYSTEM = [
  ...['/usr/bin', '/usr/lib', '/usr/lib64', '/usr/share', '/usr/local/share/fonts', '/bin', '/lib', '/lib64'],
  ...['/etc/fonts', '/etc/ld.so.cache', '/etc/libreoffice', '/var/cache/fontconfig', '/var/lib/libreoffice'],
];

/**
 * Bubblewrap's arguments. The program has no network, sees no process of ours and none of our files, whose addresses a
 * document could name. What it writes is in memory, and it ends with the process that started it, even a killed one.
 */
const APART = [
  ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
  ...['--die-with-parent', '--new-session', '--clearenv'],
  ...SYSTEM.flatMap((place) => ['--ro-bind-try', place, place]),
  ...['--proc', '/proc', '--dev', '/dev', '--size', String(OFFICE_LIMITS.space), '--tmpfs', '/tmp'],
  ...['--setenv', 'HOME', '/tmp', '--setenv', 'PATH', '/usr/bin'],
  ...['--setenv', 'LANG', 'C.UTF-8', '--chdir', '/tmp'],
];

/** A new profile each time, so that no document leaves anything for the next. */
const CONVERT = `
set -e
ulimit -c 0
ulimit -d ${OFFICE_LIMITS.memory / 1024}
ulimit -f ${OFFICE_LIMITS.pdf / 512}
mkdir -p profile/user made
cp /in/settings profile/user/registrymodifications.xcu
${SOFFICE} -env:UserInstallation=file:///tmp/profile --headless --norestore --nolockcheck --nodefault --nologo \\
  --convert-to pdf --outdir made "/in/file.$1" >&2
cat "made/file.pdf"
`;

/**
 * Converts an office file to a PDF at `into`, which must not exist.
 *
 * @param extension - by which LibreOffice tells kinds of text apart
 * @throws Error if it cannot be converted within the limits of memory and space
 */
export function convertToPdf(path: string, extension: string, into: string): Promise<void> {
  const settings = join(import.meta.dirname, 'office-settings.xcu');
  const files = ['--ro-bind', path, `/in/file.${extension}`, '--ro-bind', settings, '/in/settings'];
  const output = openSync(into, 'wx', 0o600);
  return run([...files, 'sh', '-c', CONVERT, 'convert', extension], output).finally(() => closeSync(output));
}

/** Why office files cannot be converted on this machine. Null: they can. */
export async function officeProblem(programs = [BUBBLEWRAP, SOFFICE]): Promise<string | null> {
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length > 0) return `there is no ${missing.join(' and no ')}`;
  try {
    await run([SOFFICE, '--version'], 'ignore');
    return null;
  } catch (error) {
    return `LibreOffice cannot run apart from the rest of this machine: ${(error as Error).message}`;
  }
}

const STDERR_KEPT = 1_000;

function run(command: readonly string[], output: number | 'ignore'): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(BUBBLEWRAP, [...APART, ...command], { stdio: ['ignore', output, 'pipe'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-STDERR_KEPT);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`ended with ${signal ?? code} ${said}`.trim()));
    });
  });
}
