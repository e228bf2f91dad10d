import { describe, expect, it } from 'vitest';
import { addressOf, networkOf } from '#lib/platform/http/address.ts';

describe('addressOf', () => {
  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['1.2.3.4:5555', '1.2.3.4'],
    [' 1.2.3.4 ', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['[::ffff:1.2.3.4]:80', '1.2.3.4'],
    ['::ffff:102:304', '1.2.3.4'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['[::1]:80', '::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25eth0]:443', 'fe80::1'],
  ])('reads %j as %s', (text, address) => {
    expect(addressOf(text)).toBe(address);
  });

  it.each([
    undefined,
    '',
    'unknown',
    '_hidden',
    'council.example',
    '1.2.3',
    '256.1.1.1',
    '010.1.1.1',
    '0x7f.1',
    '2130706433',
    '1.2.3.4:99999999',
    '1.2.3.4, 5.6.7.8',
    '[1.2.3.4',
    '[]:80',
    '::1::',
    '1:2:3:4:5:6:7:8:9',
    '1.2.3.4\n5.6.7.8',
    `${'1'.repeat(10_000)}.1.1.1`,
  ])('finds no address in %j', (text) => {
    expect(addressOf(text)).toBeNull();
  });
});

describe('networkOf', () => {
  it('is one for all ports and spellings of an IPv4 address', () => {
    const networks = ['1.2.3.4', '1.2.3.4:5555', '1.2.3.4:5556', '::ffff:1.2.3.4', '::ffff:102:304'].map(
      (text) => networkOf(addressOf(text) ?? ''),
    );
    expect(new Set(networks)).toEqual(new Set(['1.2.3.4']));
    expect(networkOf('1.2.3.5')).not.toBe('1.2.3.4');
  });

  it('is one for the addresses of an IPv6 /64, and another for the next /64', () => {
    const networks = Array.from({ length: 115 }, (_, number) =>
      networkOf(addressOf(`2001:db8:0:7::${number.toString(16)}:1`) ?? ''),
    );
    expect(new Set(networks)).toEqual(new Set(['2001:db8:0:7::/64']));
    expect(networkOf('2001:db8:0:8::1')).toBe('2001:db8:0:8::/64');
  });

  it('leaves what is not an address alone', () => {
    expect(networkOf('unknown')).toBe('unknown');
  });
});
