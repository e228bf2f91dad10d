import { describe, expect, it } from 'vitest';
import { ASSIGNABLE_ROLES, stillMissing } from './rules.ts';

describe('stillMissing', () => {
  it('names what is missing in the order of the page', () => {
    expect(stillMissing({ score: null, hasNarrative: false, evidenceCount: 0 })).toEqual([
      'a score',
      'reasons',
      'evidence',
    ]);
    expect(stillMissing({ score: 1, hasNarrative: false, evidenceCount: 2 })).toEqual(['reasons']);
    expect(stillMissing({ score: 4, hasNarrative: true, evidenceCount: 1 })).toEqual([]);
  });
});

describe('ASSIGNABLE_ROLES', () => {
  it('are those who may write a statement', () => {
    expect(ASSIGNABLE_ROLES).toEqual(['contributor', 'lead']);
  });
});
