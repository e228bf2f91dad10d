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
    ['Sam\u0000Patel\u001b', 'SamPatel'],
    ['Sam\u0085Patel', 'Sam Patel'],
    ['\u202aSam Patel\u202c\u200b', 'Sam Patel'],
    ['Nu\u0301n\u0303ez', 'Núñez'],
  ])('%j is kept as %j', (given, name) => {
    expect(parsed(given).data?.name).toBe(name);
  });

  it.each([
    [undefined, 'Enter their name'],
    [' \n ', 'Enter their name'],
    ['x'.repeat(121), 'Name must be 120 characters or less'],
    ['\u200b\u00ad', 'Enter their name'],
    ...['\u202a', '\u202d', '\u202e', '\u2066', '\u2069'].map((character): [string, string] => [
      `Sam${character}Patel`,
      'Name contains hidden characters. Type it again',
    ]),
  ])('%j is refused', (given, message) => {
    expect(parsed(given).error?.issues[0]?.message).toBe(message);
  });
});
