import { describe, expect, it } from 'vitest';
import { decideAnswer, decideRequest, decideTakeBack, type ItemAndRequest } from './rules.ts';

const item: ItemAndRequest = { id: 'x', state: 'current', held: false, newest: 3, waiting: null };
const waiting: ItemAndRequest = { ...item, waiting: { number: 2, askedBy: 'sam', fileVersion: 3 } };

describe('a request to erase', () => {
  it.each<[string, ItemAndRequest, ReturnType<typeof decideRequest>]>([
    ['is made about current evidence', item, 'ask'],
    ['is made about withdrawn evidence', { ...item, state: 'withdrawn' }, 'ask'],
    ['is blocked by a hold', { ...item, held: true }, 'held'],
    ['is made once', waiting, 'waiting'],
    ['is not made about a version that its asker has not seen', { ...item, newest: 4 }, 'newer version'],
    ['is not made about what is erased', { ...item, state: 'erased' }, 'erased'],
  ])('%s', (_, given, expected) => {
    expect(decideRequest(given, 3)).toBe(expected);
  });

  it.each<[string, ItemAndRequest, Parameters<typeof decideAnswer>[1], ReturnType<typeof decideAnswer>]>([
    ['confirmed by another person', waiting, { answer: 'confirm', number: 2, by: 'ann' }, 'answer'],
    ['declined by another person', waiting, { answer: 'decline', number: 2, by: 'ann' }, 'answer'],
    ['not confirmed by its asker', waiting, { answer: 'confirm', number: 2, by: 'sam' }, 'own request'],
    ['not declined by its asker', waiting, { answer: 'decline', number: 2, by: 'sam' }, 'own request'],
    [
      'blocked by a version added since',
      { ...waiting, newest: 4 },
      { answer: 'confirm', number: 2, by: 'ann' },
      'newer version',
    ],
    ['blocked by a hold', { ...waiting, held: true }, { answer: 'confirm', number: 2, by: 'ann' }, 'held'],
    [
      'declined although held',
      { ...waiting, held: true },
      { answer: 'decline', number: 2, by: 'ann' },
      'answer',
    ],
    ['not the one of the page', waiting, { answer: 'confirm', number: 1, by: 'ann' }, 'stale'],
    ['answered already', item, { answer: 'confirm', number: 2, by: 'ann' }, 'stale'],
    [
      'about what is erased',
      { ...waiting, state: 'erased' },
      { answer: 'decline', number: 2, by: 'ann' },
      'stale',
    ],
  ])('is %s', (_, given, answer, expected) => {
    expect(decideAnswer(given, answer)).toBe(expected);
  });

  it('is taken back by its asker alone, once', () => {
    expect(decideTakeBack(waiting, { number: 2, by: 'sam' })).toBe('take back');
    expect(decideTakeBack(waiting, { number: 2, by: 'ann' })).toBe('not own request');
    expect(decideTakeBack(item, { number: 2, by: 'sam' })).toBe('stale');
  });
});
