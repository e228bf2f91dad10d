import { describe, expect, it } from 'vitest';
import { passwordFrom } from './read-password.ts';

const piped = (text: string) => passwordFrom(Buffer.from(text));

describe('passwordFrom', () => {
  it.each([
    ['secret-1', 'secret-1'],
    ['secret-1\n', 'secret-1'],
    ['secret-1\r\n', 'secret-1'],
    ['secret-1\n\n\n', 'secret-1'],
    ['secret-1\nsecret-1\n', 'secret-1'],
    ['secret-1\r\nsecret-1', 'secret-1'],
    ['\ufeffsecret-1\n', 'secret-1'],
    [' two  words \n', ' two  words '],
    ['pässwörd ✓\n', 'pässwörd ✓'],
  ])('of %j is %j', (text, password) => {
    expect(piped(text)).toBe(password);
  });

  it.each([
    ['', 'The pipe contained no password'],
    ['\n', 'The pipe contained no password'],
    ['\r\n\r\n', 'The pipe contained no password'],
    ['secret-1\nsecret-2\n', 'The pipe contained different lines'],
    ['secret-1\r\nsecret-2', 'The pipe contained different lines'],
    ['secret-1\rsecret-2', 'The pipe contained different lines'],
    ['\nsecret-1\n', 'The pipe contained different lines'],
    ['secret-1\n\nsecret-1\n', 'The pipe contained different lines'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => piped(text)).toThrow(message);
  });

  it('refuses text that is not UTF-8, which some consoles send', () => {
    expect(() => passwordFrom(Buffer.from('pässword', 'latin1'))).toThrow('must be in UTF-8');
    expect(() => passwordFrom(Buffer.from('\ufeffsecret', 'utf16le'))).toThrow('must be in UTF-8');
  });
});
