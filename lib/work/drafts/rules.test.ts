import { describe, expect, it } from 'vitest';
import { type Draft, draftsToOffer, draftToOpen } from './rules.ts';

const SAVED = {
  score: '3',
  scoreReason: '',
  strengths: 'As saved',
  improvements: '',
  impact: '',
  completed: 'no',
};

function draft(page: string, minute: number, typed: Partial<Draft['typed']> = { strengths: page }): Draft {
  return {
    page,
    edit: minute,
    version: 1,
    typed: { ...SAVED, ...typed },
    at: new Date(Date.UTC(2026, 10, 21, 9, minute)),
  };
}

describe('draftsToOffer', () => {
  it('gives drafts newest first, without those equal to what is saved', () => {
    const drafts = [draft('older', 1), draft('newest', 3), draft('same', 4, {}), draft('middle', 2)];
    expect(draftsToOffer(drafts, SAVED).map(({ page }) => page)).toEqual(['newest', 'middle', 'older']);
  });

  it.each([
    ['a section not answered for one not completed', { completed: '' }],
    ['blank lines around a text', { strengths: 'As saved\n' }],
  ])('treats %s as equal', (_what, typed) => {
    expect(draftsToOffer([draft('a', 1, typed)], SAVED)).toEqual([]);
  });

  it('treats no score and "not scored yet" as equal', () => {
    const unscored = { ...SAVED, score: '' };
    expect(draftsToOffer([draft('a', 1, { score: 'none' })], unscored)).toEqual([]);
    expect(draftsToOffer([draft('a', 1, { score: 'none' })], SAVED)).toHaveLength(1);
  });

  it.each([
    { score: '4' },
    { scoreReason: 'Because' },
    { improvements: 'More' },
    { impact: 'More' },
    { completed: 'yes' },
  ])('offers a draft with %o', (typed) => {
    expect(draftsToOffer([draft('a', 1, typed)], SAVED)).toHaveLength(1);
  });
});

describe('draftToOpen', () => {
  const offered = [draft('newest', 2), draft('older', 1)];

  it('is the newest draft, or the one requested', () => {
    expect(draftToOpen(offered, undefined)?.page).toBe('newest');
    expect(draftToOpen(offered, 'older')?.page).toBe('older');
    expect(draftToOpen(offered, 'discarded meanwhile')?.page).toBe('newest');
  });

  it('is null without drafts or if the saved version is requested', () => {
    expect(draftToOpen([], undefined)).toBeNull();
    expect(draftToOpen(offered, 'saved')).toBeNull();
  });
});
