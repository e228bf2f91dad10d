import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Import = {
  /** A path from the root for our files, otherwise the name of the package. */
  readonly target: string;
  readonly written: string;
  readonly isOurs: boolean;
  readonly typeOnly: boolean;
};
export type SourceFile = {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Import[];
};
type Importing = { readonly file: string; readonly imports: readonly Pick<Import, 'target'>[] };

const FOLDERS = '{app,components,lib,prisma,tests}/**/*.{ts,tsx}';

/** Every source file of the repository except generated ones. */
export function sourceFiles(): SourceFile[] {
  return [...globSync(FOLDERS), ...globSync('*.ts')]
    .filter((file) => !file.startsWith('lib/platform/db/generated/') && file !== 'next-env.d.ts')
    .toSorted()
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { file, text, imports: importsOf(file, text) };
    });
}

// Formatted source has every import and export at the start of a line, which excludes comments.
const STATIC = /^(?:import|export)\s+(?<type>type\s+)?(?:(?<names>[^'";=]*?)\sfrom\s+)?'(?<from>[^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'(?<from>[^']+)'/g;

export function importsOf(file: string, text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const fixed = [...code.matchAll(STATIC)].map(({ groups = {} }) =>
    describeImport(file, groups.from ?? '', Boolean(groups.type) || namesOnlyTypes(groups.names)),
  );
  const dynamic = [...code.matchAll(DYNAMIC)].map(({ groups = {} }) =>
    describeImport(file, groups.from ?? '', false),
  );
  return [...fixed, ...dynamic];
}

function describeImport(file: string, written: string, typeOnly: boolean): Import {
  const isOurs = written.startsWith('#') || written.startsWith('.');
  const target = written.startsWith('#')
    ? written.slice(1)
    : path.posix.join(path.posix.dirname(file), written);
  return { target: isOurs ? target : written, written, isOurs, typeOnly };
}

function namesOnlyTypes(names: string | undefined): boolean {
  const inside = names?.trim().match(/^\{([\s\S]*)\}$/)?.[1];
  if (inside === undefined) return false;
  const each = inside
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

const WILDCARDS: Readonly<Record<string, string>> = {
  ...{ '**': '.*', '*': '[^/]*' },
  ...{ '{': '(?:', ',': '|', '}': ')' },
};
// Thousands of imports are held against the same patterns.
const expressions = new Map<string, RegExp>();

/** Whether a path matches a pattern: `*` for one name, `**` for any path, `{a,b}` for either. */
export function matches(file: string, pattern: string): boolean {
  const known = expressions.get(pattern);
  if (known) return known.test(file);
  const parts = pattern.replaceAll(/\*\*|[*{},.+^$()|[\]\\]/g, (part) => WILDCARDS[part] ?? `\\${part}`);
  expressions.set(pattern, new RegExp(`^${parts}$`));
  return matches(file, pattern);
}

export const isTest = (file: string) => file.startsWith('tests/') || /\.test\.tsx?$|\/testing\//.test(file);

/** Groups of files or folders that import each other in a circle, types included, each sorted alphabetically. */
export function circlesOf(sources: readonly Importing[]): string[][] {
  const targets = new Map(sources.map(({ file, imports }) => [file, imports.map(({ target }) => target)]));
  const reached = new Map([...targets.keys()].map((file) => [file, reachedFrom(file)]));
  const circles = [...targets.keys()]
    .filter((file) => reached.get(file)?.has(file))
    .map((file) =>
      [...(reached.get(file) ?? [])].filter((other) => reached.get(other)?.has(file)).toSorted(),
    );
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()];

  function reachedFrom(start: string): Set<string> {
    const found = new Set<string>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const target of targets.get(at) ?? []) {
        if (!targets.has(target) || found.has(target)) continue;
        found.add(target);
        open.push(target);
      }
    }
    return found;
  }
}
