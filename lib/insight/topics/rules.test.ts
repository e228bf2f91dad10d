import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import {
  gapsOf,
  type Narratives,
  paragraphsAbout,
  paragraphsOf,
  recentSince,
  type TopicFacts,
} from './rules.ts';

const TEXTS: Narratives = { statement: 'QS1', strengths: '', improvements: '', impact: '' };

function about(strengths: string, words: readonly string[], evidence: readonly number[] = []) {
  const paragraphs = paragraphsOf([{ ...TEXTS, strengths }]);
  return paragraphsAbout(paragraphs, words, (number) => evidence.includes(number));
}

describe('the paragraphs about a topic', () => {
  it.each([
    ['Carers wait for less time.', ['carer'], ['carers']],
    ['Carers and a carer', ['carer', 'carers'], ['carers']],
    ['We ask “carers” first.', ['carer'], ['carers']],
    ['We ask ‘carers’ first.', ['carer'], ['carers']],
    ['CARERS’ SURVEYS.', ['carers’ survey'], ["carers' surveys"]],
    ['Help for young carers and parent-carers.', ['young  CARER'], ['young carers']],
    ['The café of the centre', ['cafe'], ['cafe']],
    ['Co-produced with people', ['co-produc', 'coproduc'], ['co-produced']],
    ['Anything at all', ['!', ''], []],
    ['We manage demand.', ['age'], []],
    ['Healthcare assistants', ['care'], []],
    ['Nothing of the kind.', [], []],
  ])('%j is looked through for %j', (text, words, found) => {
    expect(about(text, words).flatMap((one) => one.words)).toEqual(found);
  });

  it('are those that cite its evidence too, and each says why', () => {
    expect(about('Waits are down (E3).\n\nCarers say so (E2, E4).\n\nAll else.', ['carer'], [3, 4])).toEqual([
      { statement: 'QS1', field: 'strengths', text: 'Waits are down (E3).', cites: [3], words: [] },
      {
        statement: 'QS1',
        field: 'strengths',
        text: 'Carers say so (E2, E4).',
        cites: [4],
        words: ['carers'],
      },
    ]);
  });

  it('are in the order of the statements and their texts', () => {
    const of = (statement: string): Narratives => ({
      ...{ statement, strengths: 'Carers 1', improvements: 'Carers 2', impact: 'Carers 3' },
    });
    const found = paragraphsAbout(paragraphsOf([of('QS1'), of('QS9')]), ['carer'], () => false);
    expect(found.map(({ statement, text }) => `${statement} ${text}`)).toEqual([
      ...['QS1 Carers 1', 'QS1 Carers 2', 'QS1 Carers 3', 'QS9 Carers 1', 'QS9 Carers 2', 'QS9 Carers 3'],
    ]);
  });

  it.each(['-', "'", 'a-', 'carer ', '. ', 'E1.'])('take time in proportion to %j repeated', async (part) => {
    const grown = await growth(5_000, (size) => {
      const strengths = part.repeat(size / part.length);
      return () => paragraphsAbout(paragraphsOf([{ ...TEXTS, strengths }]), ['carer', 'wait'], () => false);
    });
    expect(grown).toBeLessThan(3);
  });
});

const FINE: TopicFacts = {
  key: 'waiting',
  measures: 2,
  recentMeasures: 1,
  paragraphs: 3,
  evidence: {
    ...{ total: 2, count: 2, stale: 0, undated: 0, expired: 0, unowned: 0 },
    ...{ oldest: '2026-01-01', newest: '2026-02-01', voices: { people: 1 } },
  },
};

describe('the gaps of a topic', () => {
  it.each<[string, Partial<TopicFacts> | Partial<TopicFacts['evidence']>, readonly string[]]>([
    ['nothing lacks', {}, []],
    ['there is no evidence', { count: 0, voices: {} }, ['No evidence']],
    [
      'nobody concerned is heard',
      { voices: { staff: 2 } },
      ['No evidence from people who use services, people who pay for their own care or unpaid carers'],
    ],
    ['there is no measure', { measures: 0, recentMeasures: 0 }, ['No measure']],
    ['no measure is up to date', { recentMeasures: 0 }, ['No measure has a value of the last 12 months']],
    ['no paragraph is about it', { paragraphs: 0 }, ['No statement mentions it']],
    ['no assessment is open', { paragraphs: null }, []],
    [
      'evidence needs care',
      { stale: 1, expired: 2, unowned: 3 },
      [
        '1 item of evidence more than 2 years old',
        '2 items of evidence past the review date',
        '3 items of evidence without an owner',
      ],
    ],
  ])('when %s', (_when, given, gaps) => {
    const facts = { ...FINE, ...given, evidence: { ...FINE.evidence, ...given } };
    expect(gapsOf(facts).map(({ text }) => text)).toEqual(gaps);
  });

  it('ask carers about carers and staff about the workforce', () => {
    const voices = { people: 1 };
    const evidence = { ...FINE.evidence, voices };
    expect(gapsOf({ ...FINE, key: 'carers', evidence })[0]?.text).toBe('No evidence from unpaid carers');
    expect(gapsOf({ ...FINE, key: 'workforce', evidence })[0]?.text).toBe(
      'No evidence from staff, principal social worker or providers',
    );
  });

  it('count a value until 12 months after its period', () => {
    expect(recentSince(new Date('2026-11-30T12:00:00Z'))).toBe('2025-11-30');
  });
});
