import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTest, sourceFiles } from './source-files.ts';

const sources = sourceFiles();
const folders = (at: string) =>
  readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

describe('file names', () => {
  it('are the same nouns in components and lib', () => {
    const known = folders('lib').flatMap((layer) => [layer, ...folders(`lib/${layer}`)]);
    expect(folders('components').filter((name) => ![...known, 'ui', 'layout'].includes(name))).toEqual([]);
  });

  it('are in kebab case', () => {
    const broken = sources
      .map(({ file }) => file)
      .filter(
        (file) => !file.split('/').every((part) => /^(\[?\.{0,3}[a-z0-9.-]+\]?|\([a-z-]+\))$/.test(part)),
      );
    expect(broken).toEqual([]);
  });

  it('are no catch-alls', () => {
    const drawer = /(^|\/)(utils?|helpers?|misc|common|shared|types|constants)(\.tsx?$|\/)/;
    expect(sources.map(({ file }) => file).filter((file) => drawer.test(file))).toEqual([]);
  });

  it('at the root are only those that tools require there', () => {
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
  it('are named, except where Next or a tool requires a default', () => {
    const asked = /^(app\/|[^/]+\.config\.ts$|tests\/setup\/)/;
    const broken = sources.filter(({ file, text }) => !asked.test(file) && /^export default\b/m.test(text));
    expect(broken.map(({ file }) => file)).toEqual([]);
  });

  it('are collected in no barrel but lib/scoring/index.ts', () => {
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
