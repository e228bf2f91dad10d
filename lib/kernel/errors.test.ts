import { describe, expect, it } from 'vitest';
import { isDatabaseUnavailable, NotAllowedError } from './errors.ts';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('failed'), { code, ...more });

describe('isDatabaseUnavailable', () => {
  it.each([
    Object.assign(new Error('failed'), { meta: { driverAdapterError: { cause: { severity: 'FATAL' } } } }),
    withCode('ECONNREFUSED'),
    withCode('57P01'),
    withCode('P1001'),
    withCode('ENOENT', { syscall: 'connect' }),
    new Error('Connection terminated unexpectedly'),
    new Error('failed', { cause: new Error('failed', { cause: withCode('ECONNRESET') }) }),
  ])('%o is', (error) => {
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it.each([
    new NotAllowedError('statement:save'),
    withCode('P2002'),
    withCode('23505'),
    withCode('ENOSPC'),
    withCode('ENOENT', { syscall: 'open' }),
    new Error('failed', { cause: withCode('ENOENT', { syscall: 'open' }) }),
    'ECONNREFUSED',
    null,
    undefined,
  ])('%o is not', (error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  });

  it('comes to an end where errors cause each other', () => {
    const one = new Error('one');
    one.cause = new Error('other', { cause: one });
    expect(isDatabaseUnavailable(one)).toBe(false);
  });
});
