import { describe, expect, it } from 'vitest';
import { decideAnswer, decideRequest, type ItemAndRequest } from './rules.ts';

const item: ItemAndRequest = { id: 'x', state: 'current', held: false, waiting: null };
const waiting: ItemAndRequest = { ...item, waiting: { number: 2, askedBy: 'sam' } };

describe('a request to erase', () => {
  it.each<[string, ItemAndRequest, ReturnType<typeof decideRequest>]>([
    ['is made about current evidence', item, 'ask'],
    ['is made about withdrawn evidence', { ...item, state: 'withdrawn' }, 'ask'],
    ['is blocked by a hold', { ...item, held: true }, 'held'],
    ['is made once', waiting, 'waiting'],
    ['is not made about what is erased', { ...item, state: 'erased' }, 'erased'],
  ])('%s', (_, given, expected) => {
    expect(decideRequest(given)).toBe(expected);
  });

  it.each<[string, ItemAndRequest, Parameters<typeof decideAnswer>[1], ReturnType<typeof decideAnswer>]>([
    ['confirmed by another person', waiting, { answer: 'confirm', number: 2, by: 'ann' }, 'answer'],
    ['declined by another person', waiting, { answer: 'decline', number: 2, by: 'ann' }, 'answer'],
    ['taken back by its asker', waiting, { answer: 'take back', number: 2, by: 'sam' }, 'answer'],
    ['not confirmed by its asker', waiting, { answer: 'confirm', number: 2, by: 'sam' }, 'own request'],
    ['not declined by its asker', waiting, { answer: 'decline', number: 2, by: 'sam' }, 'own request'],
    ['not taken back by others', waiting, { answer: 'take back', number: 2, by: 'ann' }, 'not own request'],
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
});
