import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  FRAMEWORK_VERSION,
  HIGHEST_SCORE,
  isStatementId,
  LOWEST_SCORE,
  NO_SCORES,
  SCORE_WORDS,
  SCORES,
  STATEMENT_IDS,
  STATEMENTS,
  type StatementId,
  statement,
  THEMES,
} from './framework.ts';
import { thrownKind } from './testing/thrown-kind.ts';

describe('STATEMENTS', () => {
  it('holds the nine published names under their themes, in order', () => {
    expect(STATEMENTS.map(({ id, theme, name }) => `${id} ${theme} ${name}`)).toEqual([
      'QS1 1 Assessing needs',
      'QS2 1 Supporting people to live healthier lives',
      'QS3 1 Equity in experiences and outcomes',
      'QS4 2 Care provision, integration and continuity',
      'QS5 2 Partnerships and communities',
      'QS6 3 Safe systems, pathways and transitions',
      'QS7 3 Safeguarding',
      'QS8 4 Governance, management and sustainability',
      'QS9 4 Learning, improvement and innovation',
    ]);
  });

  it('has what each statement asks, and at least two different sub-topics', () => {
    for (const { asks, topics } of STATEMENTS) {
      expect(asks).not.toBe('');
      expect(topics.length).toBeGreaterThanOrEqual(2);
      expect(new Set(topics).size).toBe(topics.length);
    }
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(STATEMENTS)).toBe(true);
    expect(Object.isFrozen(STATEMENTS[0]?.topics)).toBe(true);
  });
});

describe('STATEMENT_IDS', () => {
  it('is QS1 to QS9', () => {
    expect(STATEMENT_IDS).toEqual(['QS1', 'QS2', 'QS3', 'QS4', 'QS5', 'QS6', 'QS7', 'QS8', 'QS9']);
  });
});

describe('THEMES', () => {
  it('are four, of three, two, two and two statements', () => {
    expect(THEMES).toEqual([
      { id: 1, name: 'Working with people', statements: ['QS1', 'QS2', 'QS3'] },
      { id: 2, name: 'Providing support', statements: ['QS4', 'QS5'] },
      { id: 3, name: 'Ensuring safety', statements: ['QS6', 'QS7'] },
      { id: 4, name: 'Leadership', statements: ['QS8', 'QS9'] },
    ]);
  });

  it('agree with the theme that each statement names', () => {
    for (const { id, statements } of THEMES) {
      expect(STATEMENTS.filter(({ theme }) => theme === id).map((each) => each.id)).toEqual(statements);
    }
  });
});

describe('scores', () => {
  it('are 1 to 4, with words', () => {
    expect(SCORES).toEqual([1, 2, 3, 4]);
    expect([LOWEST_SCORE, HIGHEST_SCORE]).toEqual([1, 4]);
    expect(SCORE_WORDS).toEqual({
      1: 'Significant shortfalls',
      2: 'Some shortfalls',
      3: 'Good standard',
      4: 'Exceptional standard',
    });
  });

  it('start as null for every statement', () => {
    expect(Object.keys(NO_SCORES)).toEqual(STATEMENT_IDS);
    expect(new Set(Object.values(NO_SCORES))).toEqual(new Set([null]));
  });
});

describe('isStatementId', () => {
  it.each(['QS1', 'QS9'])('knows %s', (id) => {
    expect(isStatementId(id)).toBe(true);
  });

  it.each(['QS0', 'QS10', 'qs1', ' QS1', '', 'constructor', '__proto__', 1, null, undefined, ['QS1']])(
    'rejects %o',
    (id) => {
      expect(isStatementId(id)).toBe(false);
    },
  );
});

describe('statement', () => {
  it('finds a statement by its id', () => {
    expect(statement('QS7').name).toBe('Safeguarding');
  });

  it('throws for any other id', () => {
    expect(thrownKind(() => statement('QS10' as StatementId))).toBe('statement-unknown');
    expect(thrownKind(() => statement(7 as unknown as StatementId))).toBe('statement-unknown');
  });
});

describe('FRAMEWORK_VERSION', () => {
  it('identifies these words: after changing them, increase it and update the pair here', () => {
    const words = JSON.stringify({
      themes: THEMES,
      statements: STATEMENTS.map(({ id, name, theme, asks }) => ({ id, name, theme, asks })),
    });
    const fingerprint = createHash('sha256').update(words).digest('hex').slice(0, 16);
    expect([FRAMEWORK_VERSION, fingerprint]).toEqual([1, '5f6ad2f722d3b55f']);
  });
});
