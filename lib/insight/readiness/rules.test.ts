import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { exampleFacts } from '#lib/record/assessments/testing/fixtures.ts';
import { type Score, type Scores, STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  describePaths,
  describeSupport,
  nextBand,
  pathsBySupport,
  readWhatIfScores,
  type ScoreSupport,
  whatIf,
} from './rules.ts';
import type { StrengthLevel } from './strength.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const JUDGED = { framework: CQC_2023.id, thresholds: '62-80' };
const nine = (score: Score, others: Scores = {}): Scores => ({
  ...(Object.fromEntries(STATEMENT_IDS.map((id) => [id, score])) as Record<StatementId, Score>),
  ...others,
});

describe('whatIf', () => {
  it('gives the figures with replaced scores, beside the current ones', () => {
    const given = whatIf(exampleFacts(nine(3)), { QS1: 4, QS2: 4, QS3: 3 });
    expect(given.changes).toEqual([
      { statement: 'QS1', from: 3, to: 4 },
      { statement: 'QS2', from: 3, to: 4 },
    ]);
    expect(given.now.overall).toMatchObject({ points: 27, band: 'good' });
    expect(given.tried.overall).toMatchObject({ points: 29, band: 'outstanding' });
  });

  it('can complete an assessment, and flags a score of 1', () => {
    const given = whatIf(exampleFacts(nine(3, { QS9: null })), { QS9: 1 });
    expect([given.now.overall.state, given.tried.overall.state]).toEqual(['incomplete', 'complete']);
    expect(given.tried.flags).toMatchObject([{ kind: 'section-50', statements: ['QS9'] }]);
  });
});

describe('triedScores', () => {
  it('reads statements and scores from an address and ignores everything else', () => {
    const query = { QS1: '4', QS2: '5', QS3: ['3', '3'], QS4: '', QS10: '2', other: '1', QS9: '1' };
    expect(readWhatIfScores(query)).toEqual({ QS1: 4, QS9: 1 });
    // Each statement has the scale of its own framework, and counts only in that.
    const scores = readWhatIfScores({ QS1: '4', F10: '5' });
    expect(scores).toEqual({ QS1: 4, F10: 5 });
    expect(whatIf(exampleFacts(nine(3)), scores).changes).toEqual([{ statement: 'QS1', from: 3, to: 4 }]);
  });
});

describe('pathsBySupport', () => {
  const support = (level: StrengthLevel): ScoreSupport => ({
    level,
    ...{ unmet: 0, isCompleted: true, challenges: [] },
  });
  const all = (level: StrengthLevel, others: Readonly<Record<StatementId, StrengthLevel>> = {}) =>
    Object.fromEntries(STATEMENT_IDS.map((id) => [id, support(others[id] ?? level)]));
  const assessment = exampleFacts(nine(3, { QS7: 4 }));

  it('puts statements with the strongest evidence first, then framework order', () => {
    const found = pathsBySupport(
      assessment,
      'outstanding',
      all('weak', { QS5: 'strong', QS2: 'partial', QS3: 'none' }),
    );
    expect(found.map(({ rises }) => rises[0]?.statement)).toEqual([
      'QS5',
      'QS2',
      'QS1',
      'QS4',
      'QS6',
      'QS8',
      'QS9',
      'QS3',
    ]);
    expect(found[0]?.weakest).toEqual({ statement: 'QS5', level: 'strong' });
  });

  it('ranks a path by its weakest statement', () => {
    const two = { scores: nine(3), ...JUDGED };
    const found = pathsBySupport(two, 'outstanding', all('strong', { QS1: 'none' }));
    expect(found.slice(-8).every(({ rises }) => rises.some(({ statement }) => statement === 'QS1'))).toBe(
      true,
    );
    expect(found[0]?.rises.map(({ statement }) => statement)).toEqual(['QS2', 'QS3']);
  });

  it('ranks equal evidence by gaps, then by challenge scores below the new score, and says so', () => {
    const found = pathsBySupport(assessment, 'outstanding', {
      ...all('strong'),
      QS1: { ...support('strong'), challenges: [2, 4] },
      QS2: { ...support('strong'), isCompleted: false },
      QS3: { ...support('strong'), unmet: 2 },
      QS4: { ...support('strong'), challenges: [4] },
    });
    expect(found.map((path) => [path.rises[0]?.statement, describeSupport(path)])).toEqual([
      ['QS4', '1 challenge score agrees'],
      ['QS5', ''],
      ['QS6', ''],
      ['QS8', ''],
      ['QS9', ''],
      ['QS1', '1 challenge score lower, 1 challenge score agrees'],
      ['QS2', 'not completed'],
      ['QS3', '2 evidence checks not met'],
    ]);
  });

  it('is a single empty path if the band is already reached', () => {
    expect(pathsBySupport(assessment, 'good', all('none'))).toMatchObject([{ rises: [], weakest: null }]);
  });

  it('gives nextBand the band above, if there is one', () => {
    const strength = { level: 'partial', checks: [] } as const;
    const statements = STATEMENT_IDS.map((id) => ({ id, strength, challenges: [] }));
    const completed = { ...assessment, completed: STATEMENT_IDS };
    const next = nextBand(completed, statements);
    expect(next).toMatchObject({ band: 'outstanding', count: 8 });
    expect(next?.found).toEqual(pathsBySupport(assessment, 'outstanding', all('partial')));
    expect(nextBand({ ...assessment, scores: nine(4) }, statements)).toBeNull();
    expect(nextBand({ ...assessment, scores: nine(3, { QS1: null }) }, statements)).toBeNull();
    expect(nextBand({ ...assessment, carried: ['QS1'] }, statements)).toBeNull();
  });

  it('says how many ways there are, and what each adds', () => {
    const described = (framework: Framework, scores: Scores) => {
      const { id, statementIds, defaultThresholds: thresholds } = framework;
      const facts = exampleFacts(scores, { framework: id, thresholds });
      const strength = { level: 'strong', checks: [] } as const;
      const strengths = statementIds.map((one) => ({ id: one, strength, challenges: [] }));
      const next = nextBand(facts, strengths);
      return next && describePaths(next);
    };
    expect(described(CQC_2023, nine(3, { QS7: 4 }))).toBe('8 single changes would be enough.');
    expect(described(CQC_2023, nine(3))).toBe('36 combinations would be enough. Each adds 2 points.');
    const fours = Object.fromEntries(FICTIONAL_FRAMEWORK.statementIds.map((id) => [id, 4]));
    // Two statements of double weight add 4 where 3 are missing, and none of the two is needless.
    expect(described(FICTIONAL_FRAMEWORK, { ...fours, F1: 5 })).toBe(
      '73 combinations would be enough. Each adds 3 points or more.',
    );
  });
});
