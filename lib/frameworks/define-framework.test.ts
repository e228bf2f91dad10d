import { describe, expect, it } from 'vitest';
import { FICTIONAL, FICTIONAL_FRAMEWORK } from '#tests/setup/fictional-framework.ts';
import { CQC_2023 } from './cqc-2023.ts';
import { defineFramework } from './define-framework.ts';
import type { FrameworkDescription } from './framework.ts';

const [first, second] = FICTIONAL.statements;
const [set] = FICTIONAL.thresholdSets;
const [mapping] = FICTIONAL.mappings;
if (!first || !second || !set || !mapping)
  throw new Error('The fictional framework has statements, thresholds and a mapping');

const upTo = (highest: number) =>
  Array.from({ length: highest }, (_, at) => ({ score: at + 1, words: `Level ${at + 1}` }));
const endingFirstAt = (limit: number) => ({
  ...set,
  bands: set.bands.map((band, at) => (at === 0 ? { ...band, limit } : band)),
});

const changed = (changes: Partial<FrameworkDescription>) => () =>
  defineFramework({ ...FICTIONAL, ...changes });

describe('defineFramework', () => {
  it('adds what follows from a description', () => {
    expect(FICTIONAL_FRAMEWORK).toMatchObject({
      statementIds: ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11'],
      scores: [1, 2, 3, 4, 5],
      lowestScore: 1,
      highestScore: 5,
      // Eleven statements, two of double weight.
      lowestPoints: 13,
      highestPoints: 65,
    });
    expect(FICTIONAL_FRAMEWORK.themes[3]).toEqual({ id: 4, name: 'Green theme', statements: ['F8', 'F9'] });
    expect([CQC_2023.lowestPoints, CQC_2023.highestPoints]).toEqual([9, 36]);
  });

  it('freezes all of it', () => {
    expect(Object.isFrozen(FICTIONAL_FRAMEWORK.statements[0]?.topics)).toBe(true);
    expect(Object.isFrozen(CQC_2023.thresholdSets[1]?.bands[0])).toBe(true);
  });

  it.each<[string, Partial<FrameworkDescription>]>([
    ['its id', { id: 'Fictional 2031' }],
    ['its version', { version: 0 }],
    ['its dates', { from: '1 April 2031' }],
    ['its dates', { from: '2031-02-31' }],
    ['it ends before it begins', { from: '2031-04-01', to: '2031-03-31' }],
    ['its themes', { themes: FICTIONAL.themes.slice(1) }],
    ['its statements repeat', { statements: [...FICTIONAL.statements, first] }],
    ['its statements repeat or are missing', { statements: [] }],
    ['the id of a statement', { statements: [{ ...first, id: 'F 1' }, ...FICTIONAL.statements.slice(1)] }],
    ['a weight', { statements: [{ ...first, weight: 0.5 }, ...FICTIONAL.statements.slice(1)] }],
    ['repeats a topic', { statements: [{ ...first, topics: ['A', 'A'] }, ...FICTIONAL.statements.slice(1)] }],
    ['the order of its themes', { statements: FICTIONAL.statements.toReversed() }],
    [
      'some scores and not others',
      { statements: [{ ...first, characteristics: { 1: 'Low' } }, ...FICTIONAL.statements.slice(1)] },
    ],
    ['a theme has no statement', { statements: FICTIONAL.statements.filter(({ theme }) => theme !== 3) }],
    ['its scale has gaps', { scale: FICTIONAL.scale.filter(({ score }) => score !== 3) }],
    ['its scale goes above 9', { scale: upTo(10) }],
    [
      'its highest total is above 1000',
      { statements: [{ ...first, weight: 1e9 }, ...FICTIONAL.statements.slice(1)] },
    ],
    ['its default thresholds', { defaultThresholds: 'other' }],
    ['its regulator’s thresholds', { regulatorThresholds: 'other' }],
    ['does not rise through the four bands', { thresholdSets: [{ ...set, bands: set.bands.slice(1) }] }],
    ['does not rise through the four bands', { thresholdSets: [{ ...set, bands: set.bands.toReversed() }] }],
    ['does not rise through the four bands', { thresholdSets: [endingFirstAt(40.5)] }],
    // No total is below 20%: eleven statements scored 1 of 5.
    ['a band that no total reaches', { thresholdSets: [endingFirstAt(15)] }],
    ['a mapping', { mappings: [{ ...mapping, comparable: ['constructor'] }] }],
    ['the score to notice', { notice: { score: 6, why: 'Why', precedent: 'Once' } }],
    ['its statement about transitions', { transitions: 'QS6' }],
    ['its categories', { categories: [...FICTIONAL.categories, ...FICTIONAL.categories] }],
    ['a text is empty, longer', { source: 'x'.repeat(2_001) }],
    ['not a line of Latin script', { name: 'שלום' }],
    ['not a line of Latin script', { name: 'Two\nlines' }],
    ['not a line of Latin script', { name: 'Turned \u202eround' }],
    ['a text is empty', { statements: [first, { ...second, asks: ' ' }, ...FICTIONAL.statements.slice(2)] }],
  ])('refuses a framework where %s is wrong', (fault, changes) => {
    expect(changed(changes)).toThrow(fault);
  });
});
