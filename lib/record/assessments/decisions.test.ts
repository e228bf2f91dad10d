import { describe, expect, it } from 'vitest';
import { decideSave, type StoredAnswers } from './decisions.ts';

const ANSWERS = { score: 2, strengths: 'Visits', improvements: '', impact: '', completed: false } as const;
const STORED: StoredAnswers = {
  answers: ANSWERS,
  version: 3,
  carried: false,
  at: '2026-11-29T09:00:00.000Z',
  by: 'Sam Patel',
  scoreReason: 'Waits fell',
};
const INPUT = { ...ANSWERS, assessment: 'a', version: 3 };
const FREE = { lock: null, lastScore: 2 } as const;
const LOCKED = { lock: { outcome: 'locked', state: 'signed' }, lastScore: 2 } as const;

describe('decideSave', () => {
  it('writes nothing for the same answers, whatever version they started from', () => {
    for (const version of [1, 3]) {
      expect(decideSave(STORED, { ...INPUT, version }, FREE)).toEqual({ outcome: 'unchanged' });
      expect(decideSave(STORED, { ...INPUT, version }, LOCKED)).toEqual({ outcome: 'unchanged' });
    }
  });

  it('confirms answers carried forward, except in a locked assessment', () => {
    const carried = { ...STORED, carried: true };
    expect(decideSave(carried, INPUT, FREE)).toEqual({ outcome: 'confirmed' });
    expect(decideSave(carried, INPUT, LOCKED)).toEqual({ outcome: 'unchanged' });
  });

  it('refuses changes in a locked assessment before asking for a reason', () => {
    expect(decideSave(STORED, { ...INPUT, score: 4 }, LOCKED)).toBe(LOCKED.lock);
    expect(decideSave(STORED, { ...INPUT, strengths: 'Calls', version: 1 }, LOCKED)).toBe(LOCKED.lock);
  });

  it('saves changes over the latest version, and finds a conflict over an older one', () => {
    expect(decideSave(STORED, { ...INPUT, strengths: 'Calls' }, FREE)).toEqual({ outcome: 'saved' });
    expect(decideSave(STORED, { ...INPUT, strengths: 'Calls', version: 2 }, FREE)).toEqual({
      outcome: 'conflict',
    });
  });

  it('asks for the reason for a new score, but only after a conflict is resolved', () => {
    const input = { ...INPUT, score: 3 as const };
    expect(decideSave(STORED, input, FREE)).toMatchObject({ outcome: 'score reason' });
    expect(decideSave(STORED, { ...input, scoreReason: 'New visits' }, FREE)).toEqual({ outcome: 'saved' });
    expect(decideSave(STORED, { ...input, version: 2 }, FREE)).toEqual({ outcome: 'conflict' });
  });

  it('treats a new reason for the same score as a change', () => {
    expect(decideSave(STORED, { ...INPUT, scoreReason: 'Waits fell' }, FREE)).toEqual({
      outcome: 'unchanged',
    });
    expect(decideSave(STORED, { ...INPUT, scoreReason: 'More staff' }, FREE)).toMatchObject({
      outcome: 'score reason',
    });
  });
});
