import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

it('gives every date column the type of a date, not of an instant', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const columns = [...schema.matchAll(/^\s+(\w+)\s+DateTime.*@db\.Date$/gm)].flatMap(([line, field = '']) => [
    field,
    /@map\("(\w+)"\)/.exec(line)?.[1] ?? field,
  ]);
  // The day of a digest is a key and never shown.
  const names = new Set(columns.filter((name) => name !== 'day'));
  expect(names).toContain('datedOn');
  expect(names).toContain('starts_on');
  const asInstant = new RegExp(`\\b(${[...names].join('|')})\\??: Date\\b`, 'g');
  const broken = sourceFiles().flatMap(({ file, text }) =>
    /^(app|components|lib)\//.test(file) && !file.startsWith('lib/platform/db/generated/')
      ? [...text.matchAll(asInstant)].map(([found]) => `${file}: ${found}`)
      : [],
  );
  expect(broken).toEqual([]);
});
