import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

// Records the sources that .next was built from.

const STAMP = '.next/sources.sha256';
const SOURCES = [
  '{app,components,lib,public}/**/*',
  'prisma/schema.prisma',
  'package-lock.json',
  '{proxy,instrumentation,next.config}.ts',
  'postcss.config.mjs',
  'tsconfig.json',
];

/** Whether .next is up to date with the sources. */
export async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(STAMP, 'utf8').catch(() => undefined);
  return stamp !== undefined && stamp === (await sourcesHash());
}

/** Builds the application. Returns whether it succeeded. */
export async function build(signal?: AbortSignal): Promise<boolean> {
  const hash = await sourcesHash();
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(signal ? { signal } : {}),
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  if (code !== 0) return false;
  await writeFile(STAMP, hash);
  return true;
}

async function sourcesHash(): Promise<string> {
  const files: string[] = [];
  for (const pattern of SOURCES) {
    for await (const entry of glob(pattern, { withFileTypes: true })) {
      // Relative, because the build may be copied elsewhere.
      if (entry.isFile()) files.push(path.relative('.', path.join(entry.parentPath, entry.name)));
    }
  }
  const hash = createHash('sha256').update(process.version);
  const counted = files
    .filter((file) => !/\.test\.tsx?$|^lib\/(tasks|db\/generated)\//.test(file))
    .toSorted();
  for (const file of counted)
    hash
      .update(`${file}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}
