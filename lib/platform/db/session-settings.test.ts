import { describe, expect, it } from 'vitest';
import { withSessionSettings } from './session-settings.ts';

const SETTINGS = 'options=-c%20TimeZone%3DUTC%20-c%20DateStyle%3DISO';

describe('withSessionSettings', () => {
  it.each([
    ['postgresql://a:b@c/d', `postgresql://a:b@c/d?${SETTINGS}`],
    ['postgresql://a:b@c/d?connect_timeout=5', `postgresql://a:b@c/d?connect_timeout=5&${SETTINGS}`],
    ['postgresql://a:b@c/d?sslmode=require', `postgresql://a:b@c/d?sslmode=verify-full&${SETTINGS}`],
    [
      'postgresql://a:b@c/d?x=1&sslmode=verify-ca&y=2',
      `postgresql://a:b@c/d?x=1&sslmode=verify-full&y=2&${SETTINGS}`,
    ],
    ['postgresql://a:b@c/d?sslmode=disable', `postgresql://a:b@c/d?sslmode=disable&${SETTINGS}`],
    [
      'postgresql://a:b@c/d?uselibpqcompat=true&sslmode=require',
      `postgresql://a:b@c/d?uselibpqcompat=true&sslmode=require&${SETTINGS}`,
    ],
  ])('of %s', (url, expected) => {
    expect(withSessionSettings(url)).toBe(expected);
  });
});
