import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { downloadTitle, isCrossSite } from './confirm-download.ts';

/** Handlers whose GET opens no file and is recorded nowhere. */
const NO_DOWNLOADS = [
  '/api/health/live',
  '/api/health/ready',
  '/brand/x',
  '/councils/x/assessment/x/citable',
  '/councils/x/evidence/x/pages/x',
  '/councils/x/logo/x',
  '/councils/x/measures/moving',
];

it('asks before the download of every handler that answers with a file', () => {
  const addresses = globSync('app/**/route.ts')
    .filter((file) =>
      /export (?:async )?(?:function |const )?(?:\{ )?GET\b|as GET\b/.test(readFileSync(file, 'utf8')),
    )
    .map((file) => file.replaceAll(/^app|\/route\.ts$|\/\([^)]+\)/g, '').replaceAll(/\[[^\]]+\]/g, 'x'));
  expect(addresses.length).toBeGreaterThan(12);
  expect(addresses.filter((address) => downloadTitle(address) === null).toSorted()).toEqual(NO_DOWNLOADS);
});

it('names what it asks about, and no address elsewhere', () => {
  expect(downloadTitle('/councils/x/review/cycles/1/versions/2/pack.pdf')).toBe(
    'Download this evidence pack?',
  );
  expect(downloadTitle('/councils/x/evidence/E1/file?x=.csv')).toBe('Download this evidence file?');
  expect(downloadTitle('/councils/x/activity/export.csv?kind=saved')).toBe(
    'Download this list as a CSV file?',
  );
  expect(downloadTitle('/papers/token/board-paper.pdf')).toBe('Download this board paper?');
  expect(downloadTitle('/shared-packs/token/1.pdf')).toBe('Download this evidence pack?');
  expect(downloadTitle('/calendars/token/inspection.ics')).toBe('Download this calendar?');
  for (const other of [
    '/councils/x/packs/1/share',
    '/councils/x/packs/links/x',
    '/shared-packs/token',
    '//elsewhere.example/x.csv',
    '/councils/x?then=/x.csv',
    '/sign-in',
    '/councils/x/evidence/E1',
  ]) {
    expect(downloadTitle(other), other).toBeNull();
  }
});

it.each([
  '/councils/x/./packs/current.pdf',
  '/councils/x/y/../packs/current.pdf',
  '/councils/x/%2e/packs/current.pdf',
  '/councils//x//packs/current.pdf',
  '//councils/x/packs/current.pdf',
  '/.//councils/x/packs/current.pdf',
  '/councils\\x/packs\\current.pdf',
  '/councils/x/packs/current.pdf/',
  '/councils/x/packs/current.pdf//?a=1',
  '/councils/x/packs/current%2Epdf',
  '/councils/x/%70acks/current.pdf#page=2',
])('knows a download written as %s', (address) => {
  expect(downloadTitle(address)).toBe('Download this evidence pack?');
});

it.each([
  '',
  '*',
  '/',
  '%',
  '/councils/%',
  '/councils/%ff/x',
  'https://:0/',
  '/councils/x/packs/current.pdf/more',
])('knows none at %j', (address) => {
  expect(downloadTitle(address)).toBeNull();
});

it('knows a download whose address nobody can decode', () => {
  expect(downloadTitle('/councils/%ff/packs/current.pdf')).toBe('Download this evidence pack?');
});

describe('isCrossSite', () => {
  const host = 'assurance.example';
  it.each([
    [false, { 'sec-fetch-site': 'same-origin', referer: 'https://elsewhere.example/' }],
    [false, { 'sec-fetch-site': 'none' }],
    [false, {}],
    [false, { referer: 'https://assurance.example/councils' }],
    [true, { 'sec-fetch-site': 'cross-site' }],
    [true, { 'sec-fetch-site': 'same-site' }],
    [true, { 'sec-fetch-site': 'nonsense' }],
    [true, { referer: 'https://elsewhere.example/' }],
    [true, { referer: 'about:client' }],
    [true, { referer: 'nonsense' }],
  ])('is %s of %j', (expected, headers) => {
    expect(isCrossSite({ headers: { host, ...headers } })).toBe(expected);
  });
});
