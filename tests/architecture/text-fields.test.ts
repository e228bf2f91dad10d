import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, NOTHING, SCRIPTS } from '#lib/kernel/text/testing/texts.ts';
import { isTest, matches, sourceFiles } from './source-files.ts';
import { fieldsOfForms } from './text-fields.ts';

const { fields, unregistered } = await fieldsOfForms();
const typed = fields.filter(({ kind }) => ['line', 'text', 'read', 'email', 'web address'].includes(kind));

describe('text from outside', () => {
  it('is taken by the fields of lib/platform/forms alone', () => {
    // Settings, files that ship with the service, and what the service answers itself.
    const others = [
      'lib/platform/forms/*.ts',
      'lib/platform/env.ts',
      'prisma/seed/*.ts',
      'components/evidence/upload-answers.ts',
    ];
    const broken = sourceFiles()
      .filter(({ file }) => !isTest(file) && !others.some((pattern) => matches(file, pattern)))
      .filter(({ text }) => /\bz\s*\.\s*(coerce\s*\.\s*)?(string|email|url|httpUrl)\(/.test(text))
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });

  it('comes through a field of the register in every schema of a form', () => {
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

  it('takes text that is composed, without controls, the same when it is sent again, and within its limit', () => {
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

  it('takes nothing to see for nothing', () => {
    const nothing = messages('');
    expect(nothing.length).toBeLessThanOrEqual(1);
    for (const message of nothing) expect(message).toMatch(/^Enter /);
    for (const [, text] of NOTHING) {
      expect(messages(text)).toEqual(nothing);
      if (nothing.length === 0) expect(field.parse(text)).toBe('');
    }
  });

  if (kind === 'line' || kind === 'text') {
    it('takes every script, and what is within the limit once it is clean', () => {
      for (const text of SCRIPTS) expect(messages(text)).toEqual([]);
      const longest = 'x'.repeat(limit ?? 1_000);
      expect(taken(`\u200b${longest}\u200b\u0007`)).toBe(longest);
      expect(messages(`${longest}x`)).toHaveLength(limit === undefined ? 0 : 1);
    });
  }
});
