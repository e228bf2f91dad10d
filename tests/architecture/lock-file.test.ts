import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Package = {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };

it('holds no address of a registry, so that a mirror serves as well', () => {
  const withAddress = Object.entries(lock.packages).filter(([, { resolved }]) =>
    resolved?.startsWith('http'),
  );
  expect(withAddress.map(([folder]) => folder)).toEqual([]);
});

// npm leaves these out when it adds a package on a machine that already has node_modules, and `npm ci` then refuses.
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
