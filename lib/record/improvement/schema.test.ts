import { describe, expect, it } from 'vitest';
import { saveActionSchema } from '#lib/record/improvement/schema.ts';

const SENT = {
  ...{ action: '0', version: '0', title: 'Shorter waits', priority: 'high', startsOn: '', dueOn: '' },
};
const read = (given: Readonly<Record<string, unknown>>) => saveActionSchema.safeParse({ ...SENT, ...given });
const problem = (given: Readonly<Record<string, unknown>>) =>
  read(given).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('an action as it is sent', () => {
  it('needs a title and a priority alone', () => {
    expect(read({}).data).toMatchObject({ title: 'Shorter waits', aims: [], proofs: [], costOnce: null });
    expect(problem({ title: ' ' })).toEqual(['title: Enter what will be done']);
    expect(problem({ priority: '' })).toEqual(['priority: Select a priority']);
  });

  it.each([
    ['', null],
    ['0', 0],
    ['£12,500', 12_500],
    ['12500.00', 12_500],
    ['999,999,999', 999_999_999],
  ])('reads %j as pounds', (costOnce, pounds) => {
    expect(read({ costOnce }).data?.costOnce).toBe(pounds);
  });

  it.each(['12.50', '-1', 'about 5', '1e3'])('asks for whole pounds, not %j', (costOnce) => {
    expect(problem({ costOnce })).toEqual([
      'costOnce: One-off cost in pounds must be a whole number of pounds, like 12500',
    ]);
  });

  it('reads numbers on a line, each once and in order', () => {
    const { data } = read({ evidenceItems: 'e15, E12 E15', findings: '4;3' });
    expect(data).toMatchObject({ evidence: [12, 15], findings: [3, 4] });
    expect(problem({ evidenceItems: 'E12, twelve' })).toEqual([
      'evidenceItems: Enter the numbers of items of evidence, like E12, E15',
    ]);
    expect(problem({ findings: '0' })).toEqual(['findings: Enter the numbers of findings, like 3, 4']);
    const many = Array.from({ length: 51 }, (_, index) => index + 1).join(' ');
    expect(problem({ findings: many })).toEqual(['findings: Enter 50 findings or fewer']);
  });

  it('has one owner, and is due once it has started', () => {
    const owner = '0198a5c0-0000-7000-8000-000000000000';
    expect(problem({ owner, ownerName: 'Ann Lee' })).toEqual([
      'ownerName: Select an owner or enter a name, not both',
    ]);
    expect(read({ startsOn: '2026-12-01', dueOn: '2026-12-01' }).success).toBe(true);
    expect(problem({ startsOn: '2026-12-02', dueOn: '2026-12-01' })).toEqual([
      'dueOn: Due date must be on or after the start date',
    ]);
  });

  it('aims at statements, and is proved by measures, each once', () => {
    const { data } = read({
      aim: { QS1: '3', QS2: '', QS5: 'improve' },
      ...{ 'proof-1': 'assessment-wait', 'proofValue-1': '14 days', 'proof-3': 'reviews-overdue' },
    });
    expect(data).toMatchObject({
      aims: [
        { statement: 'QS1', score: 3 },
        { statement: 'QS5', score: null },
      ],
      proofs: [
        { measure: 'assessment-wait', value: 140_000n, typed: '14 days' },
        { measure: 'reviews-overdue', value: null, typed: '' },
      ],
    });
    expect(problem({ aim: { QS1: '9' } })).toHaveLength(1);
    expect(problem({ 'proof-1': 'one', 'proof-2': 'one' })).toEqual([
      'proof-2: Select each measure only once',
    ]);
    expect(problem({ 'proofValue-2': '14' })).toEqual([
      'proof-2: Select the measure that should reach this value',
    ]);
    expect(problem({ 'proof-1': 'one', 'proofValue-1': 'soon' })).toEqual([
      'proofValue-1: Value to reach must be a number, like 14',
    ]);
  });
});
