import { globSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest, sourceFiles } from './source-files.ts';

const sources = sourceFiles();
const folders = (at: string) =>
  readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

// Folders of lib that hold machinery; every other one is a noun of the domain.
const MACHINERY = [
  'scoring',
  'auth',
  'db',
  'audit',
  'storage',
  'pdf',
  'workers',
  'jobs',
  'forms',
  'text',
  'http',
  'mail',
  'tasks',
];
// `import.ts`: what a file that somebody brings would do, where that is more than a rule.
const NOUN_FILES = [
  'schema.ts',
  'queries.ts',
  'commands.ts',
  'actions.ts',
  'rules.ts',
  'events.ts',
  'import.ts',
];
// What other nouns take from one, with a name of its own.
const MODELS = ['lib/record/assessments/state.ts', 'lib/insight/readiness/strength.ts'];

describe('file names', () => {
  it('are one closed set inside the folder of a noun, with what its tests are made of', () => {
    const nouns = folders('lib').filter((name) => !MACHINERY.includes(name));
    const broken = nouns.flatMap((noun) =>
      globSync(`lib/${noun}/**/*.*`).filter(
        (file) =>
          file !== `lib/${noun}/testing/fixtures.ts` &&
          !MODELS.includes(file.replace('.test.ts', '.ts')) &&
          !NOUN_FILES.includes(path.basename(file).replace('.test.ts', '.ts')),
      ),
    );
    expect(broken).toEqual([]);
  });

  it('are the same nouns in components as in lib', () => {
    const known = [...folders('lib'), 'ui', 'layout'];
    expect(folders('components').filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are in kebab case', () => {
    const broken = sources
      .map(({ file }) => file)
      .filter(
        (file) => !file.split('/').every((part) => /^(\[?\.{0,3}[a-z0-9.-]+\]?|\([a-z-]+\))$/.test(part)),
      );
    expect(broken).toEqual([]);
  });

  it('are no drawers for whatever', () => {
    const drawer = /(^|\/)(utils?|helpers?|misc|common|shared|types|constants)(\.tsx?$|\/)/;
    expect(sources.map(({ file }) => file).filter((file) => drawer.test(file))).toEqual([]);
  });

  it('at the root are those that a tool insists on having there', () => {
    const known = [
      'LICENSE',
      'README.md',
      'biome.json',
      'next.config.ts',
      'package-lock.json',
      'package.json',
      'postcss.config.mjs',
      'proxy.ts',
      'instrumentation.ts',
      'tsconfig.json',
      'next-env.d.ts',
    ]; // prettier-ignore
    const found = readdirSync('.', { withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.startsWith('.'),
    );
    expect(found.map((entry) => entry.name).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('exports', () => {
  it('have names, but where Next or a tool asks for a default', () => {
    const asked = /^(app\/|[^/]+\.config\.ts$|tests\/setup\/)/;
    const broken = sources.filter(({ file, text }) => !asked.test(file) && /^export default\b/m.test(text));
    expect(broken.map(({ file }) => file)).toEqual([]);
  });

  it('are gathered in no barrel but lib/scoring/index.ts', () => {
    const broken = sources
      .filter(({ file }) => file !== 'lib/scoring/index.ts' && !isTest(file))
      .filter(({ text }) => {
        const lines = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').trim();
        return (
          lines !== '' &&
          lines.replaceAll(/^(export|import)\s[^;]*\sfrom\s'[^']+';|^import '[^']+';/gm, '').trim() === ''
        );
      })
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });
});
