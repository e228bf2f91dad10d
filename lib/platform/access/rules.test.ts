import { describe, expect, it } from 'vitest';
import { normaliseCode, returnPath, sessionLimits, sessionState } from './rules.ts';

const NOW = new Date('2026-03-29T00:30:00Z');
const MINUTE = 60_000;
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);
const session = (idle: number, age = idle, endedAt: Date | null = null) => ({
  lastSeenAt: ago(idle),
  createdAt: ago(age),
  endedAt,
});

describe('sessionState', () => {
  it('holds for 90 minutes without a page, to the millisecond', () => {
    expect(sessionLimits.idleMinutes).toBe(90);
    expect(sessionState(session(90 * MINUTE - 1), NOW)).toBe('to be noted');
    expect(sessionState(session(90 * MINUTE), NOW)).toBe('over');
  });

  it('holds for 12 hours whatever happens, to the millisecond', () => {
    expect(sessionLimits.absoluteMinutes).toBe(720);
    expect(sessionState(session(0, 720 * MINUTE - 1), NOW)).toBe('fresh');
    expect(sessionState(session(0, 720 * MINUTE), NOW)).toBe('over');
  });

  it('is worth noting after a minute', () => {
    expect(sessionState(session(0), NOW)).toBe('fresh');
    expect(sessionState(session(MINUTE), NOW)).toBe('fresh');
    expect(sessionState(session(MINUTE + 1), NOW)).toBe('to be noted');
  });

  it('is over once it was ended', () => {
    expect(sessionState(session(0, 0, NOW), NOW)).toBe('over');
    expect(sessionState(session(0, 0, new Date(NOW.getTime() + MINUTE)), NOW)).toBe('over');
  });

  it('does not mind a server whose clock is a little behind', () => {
    expect(sessionState(session(-5 * MINUTE), NOW)).toBe('fresh');
  });
});

describe('returnPath', () => {
  it.each([
    '/councils/exampleshire',
    '/councils/exampleshire/evidence?words=a%20b&page=2',
    '/councils/x?from=https://elsewhere.example',
    '/%2F%2Felsewhere.example',
    '/%5Celsewhere.example',
    '/councils//evidence',
    '/@elsewhere.example',
  ])('goes back to %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it('leaves out a fragment and resolves dots', () => {
    expect(returnPath('/councils/a/../b?x=1#top')).toBe('/councils/b?x=1');
  });

  it.each([
    undefined,
    '',
    'councils',
    'https://elsewhere.example',
    'HTTPS://elsewhere.example/councils',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\\/elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '\t//elsewhere.example',
    ' //elsewhere.example',
    '/.//elsewhere.example',
    '/..//elsewhere.example',
    '/councils/..//elsewhere.example',
    '/%2e//elsewhere.example',
    '/%2E%2e/\\elsewhere.example',
    'javascript:alert(1)',
    '/\u0000/../\\elsewhere.example',
    'data:text/html,x',
    'http:councils',
    '//here.invalid:99999/',
  ])('goes to the first page and not to %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });

  it.each([
    ['/councils/x/packs/current.pdf', '/councils/x'],
    ['/councils/x/./packs//current.pdf?a=1', '/councils/x'],
    ['/councils/x/packs/current%2Epdf/', '/councils/x'],
    ['/councils/x/evidence/E1/file', '/councils/x'],
    ['/councils/x/activity/export.csv?kind=saved', '/councils/x'],
    ['/councils/export.csv', '/'],
    ['/councils//x/board-paper.pdf', '/'],
    ['/papers/token/board-paper.pdf', '/'],
  ])('goes not to the file at %s, but to %s', (path, page) => {
    expect(returnPath(path)).toBe(page);
  });

  it('never gives what a browser reads as another site', () => {
    const parts = [
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '\t',
      '@',
      ':',
      'elsewhere.example',
      '?',
      '#',
      'a',
    ];
    for (const a of parts) {
      for (const b of parts) {
        for (const c of parts) {
          for (const d of parts) {
            const given = `/${a}${b}${c}${d}`;
            const url = new URL(returnPath(given), 'https://assurance.example');
            if (url.origin !== 'https://assurance.example')
              expect.fail(`${JSON.stringify(given)} leads to ${url.origin}`);
          }
        }
      }
    }
  });
});

describe('normaliseCode', () => {
  it.each(['7K2M-X9RT-40QA-1W3C', '7k2mx9rt40qa1w3c', ' 7K2M X9RT\n4OQA–lW3C ', '7K2M−X9RT—4oQA-IW3C'])(
    'reads %s as the same code',
    (typed) => {
      expect(normaliseCode(typed)).toBe('7K2MX9RT40QA1W3C');
    },
  );
});
