import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isTest, sourceFiles } from './source-files.ts';

type Package = {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };

it('names no registry, so that a mirror works too', () => {
  const withAddress = Object.entries(lock.packages).filter(([, { resolved }]) =>
    resolved?.startsWith('http'),
  );
  expect(withAddress.map(([folder]) => folder)).toEqual([]);
});

// npm omits these when it adds a package to an existing node_modules, and `npm ci` then fails.
it('names the packages of every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => {
      const parents = folder
        .split('/node_modules/')
        .map((_, depth, all) => all.slice(0, depth + 1).join('/node_modules/'));
      return !['', ...parents.map((parent) => `${parent}/`)].some(
        (parent) => lock.packages[`${parent}node_modules/${name}`],
      );
    }),
  );
  expect(missing).toEqual([]);
});

// npm marks packages needed only in development; the rest stays in a production install.
it('marks tools for building, checking and testing as development only', () => {
  const tools = [
    'prisma',
    'typescript',
    '@playwright/test',
    'playwright-core',
    'vitest',
    '@prisma/studio-core',
  ];
  const kept = tools.filter((name) => lock.packages[`node_modules/${name}`]?.dev !== true);
  expect(kept).toEqual([]);
});

it('keeps everything that production imports', () => {
  const files = new Map(sourceFiles().map((source) => [source.file, source]));
  const seen = new Set([...files.keys()].filter((file) => isServed(file) || PRODUCTION_TASKS.test(file)));
  const left: string[] = [];
  for (const file of seen) {
    for (const { target, isOurs, typeOnly } of files.get(file)?.imports ?? []) {
      if (isOurs) seen.add(target);
      else if (!typeOnly && lock.packages[`node_modules/${packageOf(target)}`]?.dev)
        left.push(`${file} imports ${target}`);
    }
  }
  expect(seen.size).toBeGreaterThan(300);
  expect(left).toEqual([]);
});

const PRODUCTION_TASKS =
  /^lib\/tasks\/(start|serve|db-migrate|audit-verify|backup-check|council-add|person-add|person-code)\.ts$/;
const isServed = (file: string) => /^(app|components|lib(?!\/tasks\/))\b/.test(file) && !isTest(file);
const packageOf = (target: string) => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0];
