import { describe, expect, it } from 'vitest';
import { inviteMemberSchema } from './schema.ts';

const parsed = (name: unknown) =>
  inviteMemberSchema.safeParse({ name, email: 'sam@northmere.example', role: 'lead' });

describe('the name of a member', () => {
  it.each([
    [' Sam  Patel ', 'Sam Patel'],
    ['Sam\r\nPatel\tJones', 'Sam Patel Jones'],
    ['Sam\u2028Patel\u00a0Jones', 'Sam Patel Jones'],
    ['Łukasz O’Brien-Núñez', 'Łukasz O’Brien-Núñez'],
    ['محمد بن سلمان', 'محمد بن سلمان'],
    ['فاطمه‌زهرا', 'فاطمه‌زهرا'],
  ])('%j is kept as %j', (given, name) => {
    expect(parsed(given).data?.name).toBe(name);
  });

  it.each([
    [undefined, 'Enter their name'],
    [' \n ', 'Enter their name'],
    ['x'.repeat(121), 'Name must be 120 characters or less'],
    ...['\u0000', '\u001b', '\u0085', '\u202a', '\u202e', '\u2066', '\u2069'].map(
      (character): [string, string] => [
        `Sam${character}Patel`,
        'Name must not have characters that cannot be seen',
      ],
    ),
  ])('%j is refused', (given, message) => {
    expect(parsed(given).error?.issues[0]?.message).toBe(message);
  });
});
