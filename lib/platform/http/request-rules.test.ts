import { describe, expect, it } from 'vitest';
import { EDGE_LIMITS } from './limits.ts';
import { acceptedHosts, isReadable, refusalFor } from './request-rules.ts';

const HOSTS = acceptedHosts('https://assurance.example', false);

type Change = { method?: string; url?: string; headers?: Record<string, string>; raw?: readonly string[] };

function asked({ method = 'GET', url = '/sign-in', headers = {}, raw = [] }: Change) {
  const all = { host: 'assurance.example', ...headers };
  return refusalFor(
    { method, url, headers: all, rawHeaders: [...Object.entries(all).flat(), ...raw] },
    HOSTS,
  );
}

describe('refusalFor', () => {
  it.each<Change>([
    {},
    { method: 'HEAD' },
    { method: 'POST', headers: { 'content-length': '12', origin: 'https://assurance.example' } },
    { method: 'POST', headers: { 'transfer-encoding': 'chunked', origin: 'null' } },
    { method: 'POST', headers: { 'next-action': `40${'0a'.repeat(20)}`, 'content-length': '9' } },
    { method: 'POST', url: '/api/session' },
    { headers: { host: 'ASSURANCE.example:443' } },
    { url: '/api/health/ready', headers: { host: '10.0.0.7:3000' } },
    { url: `/x?${Array.from({ length: EDGE_LIMITS.queryParameters }, () => 'a').join('&')}` },
    { url: `/x?${'a'.repeat(EDGE_LIMITS.queryBytes)}` },
    { headers: { 'content-length': '0' } },
    { url: '/councils/exampleshire/activity/export.csv' },
  ])('lets through %j', (change) => {
    expect(asked(change)).toBeNull();
  });

  it.each<[string, Change]>([
    ['upgrade', { headers: { upgrade: 'websocket', connection: 'Upgrade' } }],
    ['upgrade', { headers: { upgrade: 'h2c', connection: 'Upgrade, HTTP2-Settings' } }],
    ['method', { method: 'TRACE' }],
    ['method', { method: 'OPTIONS', url: '*' }],
    ['method', { method: 'PUT' }],
    ['method', { method: 'DELETE' }],
    ['method', { method: 'POST', url: '/favicon.ico' }],
    ['method', { method: 'POST', url: '/_next/static/chunks/x' }],
    ['method', { method: 'POST', url: '/councils/x/packs/current.pdf?a' }],
    ['malformed', { url: 'http://elsewhere.example/' }],
    ['malformed', { url: '*' }],
    ['malformed', { raw: ['Host', 'assurance.example'] }],
    ['malformed', { raw: ['hOST', 'elsewhere.example'], url: '/api/health/live' }],
    ['malformed', { method: 'POST', headers: { origin: 'garbage' } }],
    ['malformed', { headers: { 'content-length': '3' } }],
    ['malformed', { headers: { 'transfer-encoding': 'chunked' } }],
    ['malformed', { method: 'POST', headers: { 'next-action': 'toString' } }],
    ['malformed', { method: 'POST', headers: { 'next-action': 'x'.repeat(42) } }],
    ['malformed', { method: 'POST', headers: { 'next-action': `40${'0a'.repeat(20)}` } }],
    ['malformed', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } }],
    ['wrong-host', { headers: { host: '' } }],
    ['wrong-host', { headers: { host: 'elsewhere.example' } }],
    ['wrong-host', { headers: { host: 'assurance.example:444' } }],
    ['wrong-host', { headers: { host: 'localhost' } }],
    ['wrong-host', { url: '/api/session', headers: { host: '10.0.0.7' } }],
    ['address-too-long', { url: `/nope?${'a&'.repeat(7_800)}` }],
    ['address-too-long', { url: `/x?${'&'.repeat(EDGE_LIMITS.queryParameters)}` }],
    ['address-too-long', { url: `/x?${'a'.repeat(EDGE_LIMITS.queryBytes + 1)}` }],
    ['address-too-long', { url: `/${'a/'.repeat(EDGE_LIMITS.pathBytes)}` }],
    ['too-many-headers', { raw: Array.from({ length: 2 * EDGE_LIMITS.headers }, () => 'x') }],
  ])('refuses as %s: %j', (refusal, change) => {
    expect(asked(change)).toBe(refusal);
  });
});

describe('acceptedHosts', () => {
  it('writes a host as the address does, and knows no other', () => {
    const { find } = acceptedHosts('http://assurance.example:3000/', false);
    expect(find('Assurance.EXAMPLE:3000')).toBe('assurance.example:3000');
    for (const other of [
      'assurance.example',
      'assurance.example:3001',
      'localhost:3000',
      '127.0.0.1:3000',
      '',
    ]) {
      expect(find(other), other).toBeNull();
    }
  });

  it.each([
    'x@assurance.example',
    'assurance.example/x',
    'assurance.example?x',
    'assurance.example#x',
    'assurance.example\\x',
    'assurance.example, elsewhere.example',
    ' assurance.example',
    'assurance.example.',
    'xn--',
    '[',
  ])('takes %j for no host', (host) => {
    expect(HOSTS.find(host)).toBeNull();
  });

  it('lets a demonstration be reached by addresses of the machine, and by no foreign name', () => {
    const { find } = acceptedHosts('http://localhost:3000', true);
    expect(find('localhost:8080')).toBe('localhost:8080');
    expect(find('127.0.0.1:3000')).toBe('127.0.0.1:3000');
    expect(find('[::1]:3000')).toBe('[::1]:3000');
    expect(find('192.168.1.7:3000')).toBe('192.168.1.7:3000');
    expect(find('elsewhere.example:3000')).toBeNull();
    expect(find('localhost.elsewhere.example')).toBeNull();
  });
});

it('knows addresses that no page can have', () => {
  expect(isReadable('/councils/T%C5%B7?x=%E0%A4%A')).toBe(true);
  for (const url of ['/%', '/councils/%E0%A4%A', '/councils/%00', '/a%0Ab'])
    expect(isReadable(url), url).toBe(false);
});
