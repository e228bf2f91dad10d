import { describe, expect, it } from 'vitest';
import { setInternalHeaders } from './internal-headers.ts';

const SENT = {
  host: 'inside:3000',
  'x-forwarded-for': '6.6.6.6, 1.2.3.4:5555',
  'x-forwarded-host': 'elsewhere.example, assurance.example',
  'x-forwarded-proto': 'https',
  'x-real-ip': '6.6.6.6',
  'x-request-id': 'mine',
  'x-middleware-subrequest': 'proxy',
  accept: 'text/html',
};

function facts(proxy: boolean, headers: Record<string, string>) {
  const request = {
    headers: { ...headers } as Record<string, string>,
    method: 'GET',
    url: '/x?y',
    socket: { remoteAddress: '::ffff:10.0.0.1' },
  };
  const trust = { proxy, secret: 'known to nobody else', host: 'assurance.example' };
  return { ...setInternalHeaders(request, trust), headers: request.headers };
}

describe('setInternalHeaders', () => {
  it('believes nobody who is not trusted', () => {
    const { client, isForwarded, requestId, headers } = facts(false, SENT);
    expect([client, isForwarded]).toEqual(['10.0.0.1', true]);
    expect(headers).toEqual({
      host: 'inside:3000',
      accept: 'text/html',
      'x-forwarded-for': '10.0.0.1',
      'x-request-id': requestId,
      'x-own-call': 'known to nobody else',
      'x-path': '/x?y',
      'x-method': 'GET',
      'x-page-load': '1',
    });
  });

  it('knows a page that is loaded whole from a part of one, whatever the client says', () => {
    const load = (sent: Parameters<typeof facts>[1]) => facts(false, sent).headers['x-page-load'];
    expect(load({ ...SENT, rsc: '1' })).toBeUndefined();
    expect(load({ ...SENT, rsc: '1', 'x-page-load': '1' })).toBeUndefined();
    expect(load(SENT)).toBe('1');
  });

  it('believes the proxy next to it, and none before that', () => {
    const { client, headers } = facts(true, SENT);
    expect(client).toBe('1.2.3.4');
    expect(headers).toMatchObject({
      host: 'assurance.example',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
    });
    expect(headers).not.toHaveProperty('x-forwarded-host');
    expect(headers).not.toHaveProperty('x-real-ip');
    expect(headers).not.toHaveProperty('x-middleware-subrequest');
  });

  it('knows its own call for the page that an answer goes on to', () => {
    const call = {
      host: 'localhost:3000',
      'x-own-call': 'known to nobody else',
      'x-forwarded-for': '1.2.3.4',
    };
    expect(facts(false, call)).toMatchObject({
      client: '1.2.3.4',
      isForwarded: false,
      headers: { host: 'assurance.example' },
    });
    expect(facts(false, { ...call, 'x-own-call': 'guessed' })).toMatchObject({
      client: '10.0.0.1',
      isForwarded: true,
      headers: { host: 'localhost:3000' },
    });
  });

  it('takes the connection for the client where the proxy names none', () => {
    expect(facts(true, { host: 'assurance.example' })).toMatchObject({
      client: '10.0.0.1',
      isForwarded: false,
    });
    expect(facts(true, { host: 'a', 'x-forwarded-for': 'unknown' })).toMatchObject({ client: '10.0.0.1' });
  });
});
