import { describe, expect, it } from 'vitest';
import { isTest, matches, sourceFiles } from './source-files.ts';

// What only named people see: see docs/decisions on named people and on deletion.
// `readers`: who else may read it, such as its import, its deletion, its exports and its own pages and forms.
const NAMED = [
  {
    what: 'cases and reflective logs',
    nouns: ['lib/record/{cases,case-logs}/**'],
    readers: [
      'lib/exchange/imports/*.ts',
      'lib/background/registers.ts',
      'lib/nouns.ts',
      'lib/tasks/cases-draw.ts',
      'components/{cases,case-logs}/**',
      'app/councils/*/inspections/*/{cases,logs}/**',
      'prisma/seed/*.ts',
    ],
    tables:
      /\b(?:trackedCase|caseDraw|caseLog|caseRegister)\.\w+\(|\b(?:from|join) (?:cases|case_draws|case_logs|registers)\b/,
  },
  {
    what: 'draft reports and points of accuracy',
    nouns: ['lib/record/accuracy/**'],
    readers: [
      'lib/exchange/accuracy/*.ts',
      'lib/nouns.ts',
      'components/accuracy/**',
      'app/councils/*/inspections/*/accuracy/**',
      'prisma/seed/*.ts',
    ],
    // The files alone, without whose they are, are for the sweep of the storage and its checks.
    tables:
      /\b(?:reportDraft|reportPage|accuracyPoint)\.\w+\(|\b(?:from|join) (?:report_drafts|report_pages|accuracy_points)\b/,
  },
];

const sources = sourceFiles().filter(({ file }) => !isTest(file) && !file.includes('/generated/'));
const among = (file: string, patterns: readonly string[]) =>
  patterns.some((pattern) => matches(file, pattern));

describe.each(NAMED)('$what', ({ nouns, readers, tables }) => {
  const named = sources.filter(({ file }) => among(file, nouns));
  const others = sources.filter(({ file }) => !among(file, [...nouns, ...readers]));

  it('are read by their own pages alone: not by search, packs, papers, feeds, digests or other exports', () => {
    expect(named.length).toBeGreaterThan(5);
    const broken = others.flatMap(({ file, imports, text }) => [
      ...imports
        .filter(({ target }) => among(target, nouns))
        .map(({ target }) => `${file} imports ${target}`),
      ...(tables.test(text) ? [`${file} reads their tables`] : []),
    ]);
    expect(broken).toEqual([]);
  });

  it('are never cached by the last event, which is the same for everybody', () => {
    const cached = named.filter(({ text }) => /cacheByAuditHead|markup/i.test(text)).map(({ file }) => file);
    expect(cached).toEqual([]);
  });
});

describe('what only named people see', () => {
  it('is shown whole to verification and to their deletion alone', () => {
    const seeing = sources
      .filter(({ text }) => /\bseeNamed\(|app\.sees_named/.test(text))
      .map(({ file }) => file)
      .filter((file) => !file.startsWith('tests/'));
    expect(seeing.toSorted()).toEqual(['lib/background/registers.ts', 'lib/platform/db/in-council.ts']);
  });
});
