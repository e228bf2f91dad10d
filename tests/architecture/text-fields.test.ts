import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, NOTHING, SCRIPTS } from '#lib/kernel/text/testing/texts.ts';
import { isTest, matches, sourceFiles } from './source-files.ts';
import { fieldsOfForms } from './text-fields.ts';

const { fields, unregistered } = await fieldsOfForms();
const typed = fields.filter(({ kind }) => ['line', 'text', 'read', 'email', 'web address'].includes(kind));

describe('text input', () => {
  it('is parsed only by the fields of lib/platform/forms', () => {
    // Settings, files of the installation, and the service's own answers.
    const others = [
      'lib/platform/forms/*.ts',
      'lib/platform/env.ts',
      'lib/tasks/add-frameworks.ts',
      'prisma/seed/*.ts',
      'components/accuracy/draft-answers.ts',
      'components/evidence/replace-answers.ts',
      'components/evidence/upload-answers.ts',
    ];
    const broken = sourceFiles()
      .filter(({ file }) => !isTest(file) && !others.some((pattern) => matches(file, pattern)))
      .filter(({ text }) => /\bz\s*\.\s*(coerce\s*\.\s*)?(string|email|url|httpUrl)\(/.test(text))
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });

  it('comes through a registered field in every form schema', () => {
    expect(unregistered).toEqual([]);
    expect(fields.length).toBeGreaterThan(90);
    expect(typed.length).toBeGreaterThan(60);
  });
});

describe.each(typed)('$at', ({ field, kind, limit }) => {
  const taken = (text: string) => {
    const parsed = field.safeParse(text);
    return parsed.success && typeof parsed.data === 'string' ? parsed.data : null;
  };
  const messages = (text: string) => field.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

  it('accepts only composed text without controls, unchanged when sent again and within its limit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const stored = taken(text);
        if (stored === null) return;
        expect(taken(stored)).toBe(stored);
        expect(stored.normalize('NFC')).toBe(stored);
        expect(stored.toWellFormed()).toBe(stored);
        expect(stored).not.toMatch(
          /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|[\u202a-\u202e\u2066-\u2069]/u,
        );
        if (kind !== 'text') expect(stored).not.toMatch(/[\t\n]/);
        expect(stored.length).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
      }),
      { numRuns: 60 },
    );
  });

  it('treats invisible text as empty', () => {
    const nothing = messages('');
    expect(nothing.length).toBeLessThanOrEqual(1);
    for (const message of nothing) expect(message).toMatch(/^Enter /);
    for (const [, text] of NOTHING) {
      expect(messages(text)).toEqual(nothing);
      if (nothing.length === 0) expect(field.parse(text)).toBe('');
    }
  });

  if (kind === 'line' || kind === 'text') {
    it('accepts every script, and text within the limit after cleaning', () => {
      for (const text of SCRIPTS) expect(messages(text)).toEqual([]);
      const longest = 'x'.repeat(limit ?? 1_000);
      expect(taken(`\u200b${longest}\u200b\u0007`)).toBe(longest);
      expect(messages(`${longest}x`)).toHaveLength(limit === undefined ? 0 : 1);
    });
  }
});
