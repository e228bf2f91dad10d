import { describe, expect, it } from 'vitest';
import { isSameOrigin } from '#lib/platform/http/same-origin.ts';

const host = 'assurance.example';

describe('isSameOrigin', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-origin', origin: `https://${host}` }, true],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: `https://${host}` }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': '' }, false],
    [{ origin: `https://${host}` }, true],
    [{ origin: 'https://elsewhere.example' }, false],
    [{ origin: `https://${host}.elsewhere.example` }, false],
    [{ origin: `https://${host}:8443` }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{}, false],
  ])('%o: %s', (headers, answer) => {
    expect(isSameOrigin(new Headers({ host, ...headers }))).toBe(answer);
  });
});
