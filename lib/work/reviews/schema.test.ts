import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { DECISION_REASON_LIMIT } from './rules.ts';
import {
  decideSchema,
  decisionFields,
  proposeSchema,
  reopenSchema,
  returnSchema,
  withdrawSchema,
} from './schema.ts';

const place = { assessment: '0198a5c0-0000-7000-8000-000000000000', step: '3' };

function messages(schema: typeof proposeSchema | typeof returnSchema | typeof decideSchema, input: object) {
  const parsed = schema.safeParse({ ...place, ...input });
  return parsed.success ? [] : fieldErrors(parsed.error, decisionFields);
}

describe('proposeSchema', () => {
  it('asks to confirm the gaps, if there are any', () => {
    const gapsHash = 'a'.repeat(64);
    const seen = { gapsHash, content: 'b'.repeat(64) };
    expect(messages(proposeSchema, { gaps: '0', ...seen, reason: '' })).toEqual([]);
    expect(messages(proposeSchema, { gaps: '2', ...seen, confirmed: 'yes' })).toEqual([]);
    expect(messages(proposeSchema, { gaps: '1', ...seen })).toEqual([
      { field: 'confirmed', message: 'Confirm that you are sending it with 1 gap' },
    ]);
    for (const half of [{ gapsHash }, { content: seen.content }]) {
      expect(messages(proposeSchema, { gaps: '0', ...half })).toEqual([
        { field: '', message: 'Open this page again from the review' },
      ]);
    }
  });
});

describe('returnSchema and reopenSchema', () => {
  it.each(['', ' \n'])('require a reason, which %j is not', (reason) => {
    expect(messages(returnSchema, { reason })).toEqual([
      { field: 'reason', message: 'Enter what needs to change' },
    ]);
    expect(messages(reopenSchema, { reason })).toEqual([
      { field: 'reason', message: 'Enter why you are reopening it' },
    ]);
    expect(withdrawSchema.safeParse({ ...place, reason }).data).toEqual({ ...place, step: 3, reason: '' });
  });

  it('allow a reason of up to 2,000 characters', () => {
    expect(messages(returnSchema, { reason: 'a'.repeat(DECISION_REASON_LIMIT) })).toEqual([]);
    expect(messages(returnSchema, { reason: 'a'.repeat(DECISION_REASON_LIMIT + 1) })).toEqual([
      { field: 'reason', message: 'Reason must be 2,000 characters or less. It is 2,001 now' },
    ]);
  });
});

describe('decideSchema', () => {
  const content = 'a'.repeat(64);

  it('requires a choice, which nothing preselects', () => {
    for (const decision of [undefined, '', 'yes']) {
      expect(messages(decideSchema, { content, decision, reason: 'Why' })).toEqual([
        { field: 'decision', message: 'Select whether you sign it or return it' },
      ]);
    }
  });

  it('requires the hash of the content read to sign, and takes a comment', () => {
    expect(messages(decideSchema, { decision: 'sign', content })).toEqual([]);
    expect(messages(decideSchema, { decision: 'sign', content, reason: 'Well done' })).toEqual([]);
    for (const hash of [undefined, '', 'A'.repeat(64), 'a'.repeat(63)]) {
      expect(messages(decideSchema, { decision: 'sign', content: hash })).toEqual([
        { field: '', message: 'Open this page again from the review' },
      ]);
    }
  });

  it('requires a reason to return it', () => {
    expect(messages(decideSchema, { decision: 'return', content, reason: ' ' })).toEqual([
      { field: 'reason', message: 'Enter what needs to change' },
    ]);
  });
});
