import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { defineFramework } from '#lib/frameworks/define-framework.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { FICTIONAL, FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  describeContinuation,
  describeCopied,
  describeFramework,
  describeNextFramework,
  describeWeights,
} from './framework-text.ts';

beforeAll(() => addFramework(FICTIONAL_FRAMEWORK));
afterAll(removeAddedFrameworks);

describe('a framework in words', () => {
  it('says what it holds, and what it continues', () => {
    expect(describeFramework(FICTIONAL_FRAMEWORK)).toBe('11 statements in 5 themes, scored 1 to 5.');
    expect(describeContinuation(CQC_2023, FICTIONAL_FRAMEWORK)).toBe(
      '8 of them continue statements of the last assessment and 3 are new. Not continued: Equity in experiences and outcomes. Scores are not copied for: Neighbourhoods. For the others, a score of 3 becomes 4 and 4 becomes 5.',
    );
    expect(describeContinuation(FICTIONAL_FRAMEWORK, CQC_2023)).toMatch('not known');
  });

  it('says what the framework of a requested cycle changes, even if it is not known any more', () => {
    const next = (framework: string, carries = false) =>
      describeNextFramework('cqc-2023', { framework, carries });
    expect(next('cqc-2023')).toBeUndefined();
    expect(next('fictional-2031')).toBe(
      'The next assessment uses Fictional framework, 2031: 11 statements in 5 themes, scored 1 to 5.',
    );
    expect(next('fictional-2031', true)).toMatch(/scored 1 to 5\. 8 of them continue statements/);
    expect(next('gone-2033', true)).toMatch(/^No assessment can start on the framework gone-2033 any more/);
  });

  it('says what of a statement was copied', () => {
    expect(describeCopied(CQC_2023, 'QS1')).toBe('The score, texts and evidence are from that assessment.');
    expect(describeCopied(CQC_2023, 'F2')).toBe(
      'The score, texts and evidence are from “Supporting people to live healthier lives” in that assessment, which used another framework. A score of 3 becomes 4 and 4 becomes 5.',
    );
    expect(describeCopied(CQC_2023, 'F5')).toMatch('Its score was not copied');
  });

  it('names the statements that count more than once', () => {
    expect(describeWeights(CQC_2023)).toBe('All nine count the same.');
    expect(describeWeights(FICTIONAL_FRAMEWORK)).toBe(
      '“Safeguarding” and “Governance, management and sustainability” count twice. All others count once.',
    );
    const statements = FICTIONAL.statements.map((one) => ({ ...one, weight: one.id === 'F10' ? 3 : 1 }));
    expect(describeWeights(defineFramework({ ...FICTIONAL, statements }))).toBe(
      '“Workforce” counts three times. All others count once.',
    );
  });
});
