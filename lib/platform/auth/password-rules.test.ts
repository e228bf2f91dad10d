import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password-rules.ts';

const owner = { email: 'sam.patel@tygwyn.example', councilName: 'Royal Borough of Tŷ Gwyn and Northmere' };

describe('passwordProblem', () => {
  it.each([
    'correct horse battery staple',
    'Glas y dorlan 1984',
    'council county city 7 rivers',
    'মাটির ঘরে বৃষ্টির শব্দ',
    'no rule about digits',
    '🐿️🌲🍂🌧️🍄🦔🌰🦉🪵🌙⭐🔥',
  ])('accepts %s', async (password) => {
    expect(await passwordProblem(password, owner)).toBeNull();
  });

  it('counts characters, not the units they are stored in', async () => {
    expect(await passwordProblem('eleven char', owner)).toBe('Password must be 12 characters or more');
    expect(await passwordProblem('🐿🌲🍂🌧🍄🦔', owner)).toBe('Password must be 12 characters or more');
    expect(await passwordProblem('twelve chars', owner)).toBeNull();
    expect(await passwordProblem('ab cd '.repeat(167), owner)).toBe(
      'Password must be 1,000 characters or less',
    );
  });

  it.each(['two lines\nof a pipe', 'two lines\rof a pipe', 'a tab\tfrom a table', 'a line\u2028of a page'])(
    'refuses %j, which no page could send again',
    async (password) => {
      expect(await passwordProblem(password, owner)).toBe('Password must be one line, without tabs');
    },
  );

  it.each(['we are patel family', 'SAM-PATEL-forever', 'Pátel and others too'])(
    'refuses %s, which holds the name in the email address',
    async (password) => {
      expect(await passwordProblem(password, owner)).toBe(
        'Password must not contain part of your email address',
      );
    },
  );

  it.each(['hello north mere 1', 'Northmere rises', 'ty gwyn northmere again', 'we love TyGwynNorthmere'])(
    'refuses %s when it holds the council’s name',
    async (password) => {
      const problem = await passwordProblem(password, owner);
      expect(problem).toBe('Password must not contain your council’s name');
    },
  );

  it('does not mind names of fewer than four letters', async () => {
    expect(
      await passwordProblem('an albatross at sea', { email: 'al@x.example', councilName: 'Ely' }),
    ).toBeNull();
  });

  it.each([
    'Password1234',
    'qwerty123456',
    'Iloveyou2026!',
    '1234-sunflower',
    '123456789012',
    '2026-11-21 09:30',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'passwordpassword',
    'unbelievable',
  ])('refuses %s as commonly used', async (password) => {
    expect(await passwordProblem(password, owner)).toBe(
      'Password must be harder to guess. This one is commonly used',
    );
  });
});
