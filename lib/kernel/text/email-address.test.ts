import { describe, expect, it } from 'vitest';
import { emailField, ownEmailField } from '#lib/platform/forms/email-field.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { cleanEmail } from './email-address.ts';

const added = emailField('Enter their email address');
const own = ownEmailField('Enter your email address');
const messages = (typed: string) => added.safeParse(typed).error?.issues.map(({ message }) => message);
const FORMAT = 'Enter an email address in the correct format, like name@example.gov.uk';

describe('an email address', () => {
  it.each([
    [' Ann.Other@Example.GOV.UK ', 'ann.other@example.gov.uk'],
    ['<z6@exampleshire.example>', 'z6@exampleshire.example'],
    ['mailto:z7@exampleshire.example', 'z7@exampleshire.example'],
    ['mailto:a@b.gov.uk?subject=Hello', 'a@b.gov.uk'],
    ['z8@exampleshire.example;', 'z8@exampleshire.example'],
    ['z9\u200b@exampleshire.example', 'z9@exampleshire.example'],
    ['\u202aann@b.gov.uk\u202c', 'ann@b.gov.uk'],
    ['"Other, Ann" <ann@b.gov.uk>', 'ann@b.gov.uk'],
    ['Ann Other <mailto:ann@b.gov.uk>;', 'ann@b.gov.uk'],
    ['Łukasz <l@b.gov.uk>,', 'l@b.gov.uk'],
    ['“ann@b.gov.uk”.', 'ann@b.gov.uk'],
    ['(ann@b.gov.uk)', 'ann@b.gov.uk'],
    ['ann＠ｂ.gov.uk', 'ann@b.gov.uk'],
    ['o’neill@b.gov.uk', "o'neill@b.gov.uk"],
    ['ann+cqc@b-c.gov.uk', 'ann+cqc@b-c.gov.uk'],
  ])('%j is taken as %j, and found by it', (typed, address) => {
    expect(added.parse(typed)).toBe(address);
    expect(own.parse(typed)).toEqual({ address, asTyped: typed.trim().toLowerCase() });
    expect(added.parse(address)).toBe(address);
  });

  it.each([
    ['\u200b', 'Enter their email address'],
    ['z10,x@exampleshire.example', FORMAT],
    ['z11@exampleshire..example.', FORMAT],
    ['.ann@b.gov.uk', FORMAT],
    ['ann@b', FORMAT],
    ['ann@-b.gov.uk', FORMAT],
    ['ann', FORMAT],
    ['ann b@c.gov.uk', FORMAT],
    ['аnn@b.gov.uk', FORMAT], // the first letter is Cyrillic
    ['a@b.gov.uk; c@d.gov.uk', 'Enter one email address'],
    ['a@b.gov.uk c@d.gov.uk', 'Enter one email address'],
    [`${'x'.repeat(250)}@b.uk`, 'Email address must be 254 characters or less'],
  ])('%j is refused: %s', (typed, message) => {
    expect(messages(typed)).toEqual([message]);
  });

  it.each(['a,x@exampleshire.example', 'lead@council', 'a..b@c.example'])(
    'that an older release took gets its person in: %j',
    (address) => {
      expect(own.parse(` ${address.toUpperCase()};`)).toMatchObject({ address });
    },
  );
});

it.each(['"', ' ', '\u200b', '<', '@', '?', '\u202c', ')', '\n'])(
  'takes time in proportion to length, of %j',
  async (unit) => {
    expect(
      await growth(20_000, (length) => {
        const typed = `a${unit.repeat(length)}x@a`;
        return () => cleanEmail(typed);
      }),
    ).toBeLessThan(3);
  },
);

it('is looked at for its length first', () => {
  const typed = `a${'"'.repeat(100_000)}@b.gov.uk`;
  expect(added.safeParse(typed).error?.issues[0]?.message).toMatch(/characters or less$/);
});
