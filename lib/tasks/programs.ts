import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

// Programs that tests need and npm does not bring. What is missing is installed where that is possible.

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium, or undefined when there is none and none could be installed. */
export async function ensureChromium(): Promise<string | undefined> {
  const found = await findChromium();
  if (found) return found;
  console.log('There is no Chromium yet: installing one …');
  if (installWithApt(['chromium'])) return findChromium();
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

/** The Debian packages of those PDF programs that are missing and could not be installed. */
export function ensurePdfTools(): string[] {
  const missing = () => [
    ...(['pdfinfo', 'pdftotext', 'pdffonts'].every(onPath) ? [] : ['poppler-utils']),
    ...(onPath('qpdf') ? [] : ['qpdf']),
  ];
  const packages = missing();
  if (packages.length > 0) {
    console.log(`Installing ${packages.join(' and ')} …`);
    installWithApt(packages);
  }
  return missing();
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
