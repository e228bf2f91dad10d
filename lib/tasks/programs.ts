import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

// Programs that tests need and npm does not install. Missing ones are installed together where possible.

// The same browser without windows, which takes two thirds of the processor time, comes first.
const HEADLESS = 'chromium-headless-shell';
const BROWSERS = [HEADLESS, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OFFICE_PROGRAM = '/usr/lib/libreoffice/program';
const LIBREOFFICE = ['writer', 'calc', 'impress'].map((part) => `libreoffice-${part}-nogui`);
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Installs missing programs and returns the Debian packages that could not be installed. A browser only on request. */
export async function ensurePrograms({ browser }: { readonly browser: boolean }): Promise<string[]> {
  const missing = async () => [
    ...(canReadPdfs() ? [] : ['poppler-utils', 'qpdf']),
    ...(postgresPrograms() ? [] : ['postgresql']),
    ...(canScan() ? [] : ['clamav-daemon']),
    ...(hasOffice() ? [] : ['bubblewrap', ...LIBREOFFICE]),
    ...(!browser || (await findChromium()) ? [] : [HEADLESS]),
  ];
  const packages = await missing();
  if (packages.length > 0) {
    console.log(`Installing ${packages.join(', ')} …`);
    installWithApt(packages);
  }
  return missing();
}

/** Whether the programs with which tests read PDFs are installed. */
export function canReadPdfs(): boolean {
  return ['pdfinfo', 'pdftotext', 'pdffonts', 'qpdf'].every(onPath);
}

/** Whether the scanner of Debian's packages is installed. */
export function canScan(): boolean {
  return existsSync('/usr/sbin/clamd');
}

/** Whether LibreOffice, and what keeps it apart from the rest of a machine, is installed. */
export function hasOffice(): boolean {
  const parts = ['libswlo.so', 'libsclo.so', 'libsdlo.so'].map((name) => path.join(OFFICE_PROGRAM, name));
  return onPath('bwrap') !== undefined && parts.every((part) => existsSync(part));
}

/** Whether this machine lets a program run apart from the rest of it. Many containers do not. */
export function canKeepApart(): boolean {
  return spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true']).status === 0;
}

/** The folder of server and client programs of the newest PostgreSQL from Debian's packages. Undefined: none. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN_POSTGRES)) return undefined;
  return readdirSync(DEBIAN_POSTGRES)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'))
    .find((bin) =>
      ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'].every((name) =>
        existsSync(path.join(bin, name)),
      ),
    );
}

/** The path of a Chromium. Undefined when there is none and none could be installed. */
export async function ensureChromium(): Promise<string | undefined> {
  const found = await findChromium();
  if (found) return found;
  if (installWithApt([HEADLESS])) return findChromium();
  spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    stdio: 'inherit',
  });
  return findChromium();
}

async function findChromium(): Promise<string | undefined> {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const installed = BROWSERS.map(onPath).find(Boolean);
  if (installed) return installed;
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  if (existsSync(mac)) return mac;
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function onPath(program: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}

function installWithApt(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  return install() || (apt('update') && install());
}
