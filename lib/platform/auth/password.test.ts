import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password.ts';

describe('passwords', () => {
  it('are kept as Argon2id with OWASP’s setting and a salt of their own', async () => {
    const [one, other] = await Promise.all([hashPassword('the same'), hashPassword('the same')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('match whole, past 72 bytes too, and in either form of an accent', async () => {
    const password = `${'a'.repeat(100)}ŷ`;
    const hash = await hashPassword(password.normalize('NFD'));
    expect(await passwordMatches(hash, password.normalize('NFC'))).toBe(true);
    expect(await passwordMatches(hash, `${'a'.repeat(100)}w`)).toBe(false);
    expect(await passwordMatches(hash, '')).toBe(false);
  });

  it('match nothing where there is no hash, the stand-in’s own password included', async () => {
    expect(await passwordMatches(null, 'nobody has this password')).toBe(false);
  });
});
