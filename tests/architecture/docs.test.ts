import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv, SETTINGS } from '#lib/platform/env.ts';

const DECISIONS = globSync('docs/decisions/*.md').toSorted();
const PAGES = ['README.md', ...globSync('docs/*.md').toSorted(), ...DECISIONS];
const textOf = (file: string) => readFileSync(file, 'utf8');
const scripts: readonly string[] = Object.keys(JSON.parse(textOf('package.json')).scripts);

const withoutBlocks = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '');
const codeIn = (text: string) =>
  [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
/** The rows of tables whose header starts with a heading, as trimmed cells. */
const rowsBelow = (text: string, heading: string) =>
  (text.split(heading)[1]?.split('\n\n')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

describe('links', () => {
  it('lead to files and headings that exist', () => {
    const anchorsOf = (file: string) =>
      [...withoutBlocks(textOf(file)).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      );
    const links = PAGES.flatMap((page) =>
      [...withoutBlocks(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({ page, link })),
    ).filter(({ link }) => !/^https?:/.test(link));
    expect(links.length).toBeGreaterThan(15);
    const broken = links.filter(({ page, link }) => {
      const [to = '', anchor] = link.split('#');
      const file = to === '' ? page : path.join(path.dirname(page), to);
      return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('in the README reach every page', () => {
    const readme = textOf('README.md');
    const pages = globSync('docs/*.md').toSorted();
    expect(pages.filter((page) => !readme.includes(`](${page})`))).toEqual([]);
  });
});

describe('code in the docs', () => {
  it('exists, if it is a file or folder', () => {
    const named = PAGES.flatMap((page) => codeIn(textOf(page)).map((code) => ({ page, code })));
    const inRepository = named.filter(({ code }) =>
      /^(app|components|docs|lib|prisma|public|tests)(\/[^\s`…]*)?$/.test(code),
    );
    // Such as `rules.ts`, which is in many folders, or `proxy.ts`.
    const byName = named.filter(({ code }) => /^[\w.-]+\.(ts|tsx|mjs|json|md|typ|csv)$/.test(code));
    expect(Math.min(inRepository.length, byName.length)).toBeGreaterThan(5);
    const names = new Set(globSync('{app,components,lib,tests}/**/*').map((file) => path.basename(file)));
    const exists = (code: string) =>
      code.includes('<') ? globSync(code.replaceAll(/<\w+>/g, '*')).length > 0 : existsSync(code);
    const broken = [
      ...inRepository.filter(({ code }) => !exists(code)),
      ...byName.filter(({ code }) => !existsSync(code) && !names.has(code)),
    ];
    expect(broken).toEqual([]);
  });

  it('is a script of package.json, if it is a command', () => {
    const commands = PAGES.flatMap((page) =>
      [...textOf(page).matchAll(/\bnpm (?:run ([a-z]+(?:[:-][a-z]+)*)|(test|start))\b/g)].map(
        ([, script, short]) => ({ page, script: script ?? short }),
      ),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter(({ script }) => !scripts.includes(script ?? ''))).toEqual([]);
  });
});

describe('the README', () => {
  it('is short', () => {
    expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(130);
  });

  it('lists every command', () => {
    const [, commands = ''] = textOf('README.md').split('\n## Commands\n');
    const table = commands.split('\n## ')[0] ?? '';
    const missing = scripts.filter(
      (script) => !new RegExp(`\`npm (run )?${script}( -- \\w+)?\``).test(table),
    );
    expect(missing).toEqual([]);
  });
});

describe('operations', () => {
  it('lists every setting with its default, and nothing else', () => {
    const read = readEnv({
      DATABASE_URL: 'postgresql://web:secret@database.example/assurance',
      NEXTAUTH_URL: 'https://assurance.example',
      NEXTAUTH_SECRET: 'x'.repeat(32),
    });
    const given: Readonly<Record<string, unknown>> = read.ok ? read.env : {};
    const required = SETTINGS.filter((name) => !readEnv({ ...asText(given), [name]: undefined }).ok);
    const defaults = SETTINGS.map((name) => [
      name,
      required.includes(name) ? 'required' : shown(given[name]),
    ]);
    const listed = rowsBelow(textOf('docs/operations.md'), '| Setting | Default | Meaning |');
    expect(listed.map(([, name, fallback]) => [name, fallback]).toSorted()).toEqual(defaults.toSorted());

    function shown(value: unknown): string {
      if (value === undefined) return 'none';
      if (typeof value === 'boolean') return value ? '1' : '0';
      const text = String(value);
      return path.isAbsolute(text) ? `./${path.relative('.', text)}` : text;
    }
    function asText(settings: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
      return Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [
          name,
          value === undefined ? undefined : typeof value === 'boolean' ? shown(value) : String(value),
        ]),
      );
    }
  });
});

describe('decisions', () => {
  it('are numbered in order, each with a title, a date and four parts', () => {
    expect(DECISIONS.length).toBeGreaterThan(40);
    const numbers = DECISIONS.map((file) => path.basename(file).slice(0, 4));
    expect(numbers).toEqual(DECISIONS.map((_, index) => String(index + 1).padStart(4, '0')));
    const form =
      /^# [^\n]+\n\n\d{1,2} [A-Z][a-z]+ \d{4}\n\n## Context\n\n.+\n\n## Decision\n\n.+\n\n## Consequences\n\n.+\n\n## How it is checked\n\n.+\n$/s;
    expect(DECISIONS.filter((file) => !form.test(textOf(file)))).toEqual([]);
  });

  it('come oldest first', () => {
    const dates = DECISIONS.map((file) => Date.parse(`${/^\d{1,2} \w+ \d{4}$/m.exec(textOf(file))} UTC`));
    expect(dates).toEqual(dates.toSorted((one, other) => one - other));
  });

  it('are Markdown files and nothing else', () => {
    expect(globSync('docs/**/*').filter((file) => statSync(file).isFile() && !file.endsWith('.md'))).toEqual(
      [],
    );
  });
});
