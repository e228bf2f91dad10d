import { describe, expect, it } from 'vitest';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { signInFields, signInSchema } from '#lib/record/accounts/schema.ts';

function errorsOf(given: Record<string, string>): Record<string, string> {
  const parsed = signInSchema.safeParse(given);
  if (parsed.success) return {};
  return Object.fromEntries(
    fieldErrors(parsed.error, signInFields).map(({ field, message }) => [field, message]),
  );
}

describe('signInSchema', () => {
  it('reads an address without its surroundings and in small letters, and leaves the password alone', () => {
    expect(signInSchema.parse({ email: ' Lead@Exampleshire.Example ', password: ' two spaces ' })).toEqual({
      email: { address: 'lead@exampleshire.example', asTyped: 'lead@exampleshire.example' },
      password: ' two spaces ',
    });
  });

  it('asks for what is missing', () => {
    const both = { email: 'Enter your email address', password: 'Enter your password' };
    expect(errorsOf({})).toEqual(both);
    expect(errorsOf({ email: '  ', password: '' })).toEqual(both);
  });

  it.each(['lead', 'lead@', '@example', 'a b@example', 'a@b@c', 'lead\n@example.org'])(
    'refuses %j',
    (email) => {
      expect(errorsOf({ email, password: 'x' })).toEqual({
        email: 'Enter an email address in the correct format, like name@example.gov.uk',
      });
    },
  );

  it('does not hash a book', () => {
    expect(errorsOf({ email: 'a@b', password: 'x'.repeat(1_001) })).toEqual({
      password: 'Password must be 1,000 characters or less',
    });
    expect(errorsOf({ email: `${'a'.repeat(253)}@b`, password: 'x' })).toHaveProperty('email');
  });
});
