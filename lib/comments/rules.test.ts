import { describe, expect, it } from 'vitest';
import { countInWords, NO_COMMENTS, nameOfSubject, subjectInWords, subjectOf } from './rules.ts';

describe('subjectOf', () => {
  it.each(['QS1', 'QS9', 'E1', 'E123456789'])('knows %s, and names it so', (name) => {
    const subject = subjectOf(name);
    expect(subject && nameOfSubject(subject)).toBe(name);
  });

  it.each(['', 'QS0', 'QS10', 'E0', 'E01', 'e1', 'E1 ', 'E1234567890', undefined])('knows no %j', (name) => {
    expect(subjectOf(name)).toBeNull();
  });
});

describe('subjectInWords', () => {
  it('names a statement and an item', () => {
    expect(subjectInWords('QS7')).toBe('Safeguarding');
    expect(subjectInWords('E12')).toBe('evidence E12');
  });
});

describe('countInWords', () => {
  it('tells what there is, and nothing of what there is not', () => {
    expect(countInWords(NO_COMMENTS)).toBeNull();
    expect(countInWords({ open: 1, unread: 0 })).toBe('1 open thread');
    expect(countInWords({ open: 0, unread: 2 })).toBe('2 new comments');
    expect(countInWords({ open: 2, unread: 1 })).toBe('2 open threads, 1 new comment');
  });
});
