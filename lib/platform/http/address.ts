import ipaddr from 'ipaddr.js';

/**
 * The network address in a connection's or a proxy's notation, or null: `1.2.3.4:5555` and `[::1]:80` without the port,
 * `::ffff:1.2.3.4` as IPv4, `fe80::1%eth0` without the zone, in one spelling (RFC 5952 for IPv6).
 */
export function addressOf(text: string | undefined): string | null {
  const bare = withoutPort((text ?? '').trim()).replace(/%.*$/s, '');
  // ipaddr.js also reads 0x7f.1 and 010.1.1.1, as the old C functions do.
  const valid = ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare);
  return valid ? ipaddr.process(bare).toString() : null;
}

/**
 * The network that limits count by: an IPv4 address itself, or the /64 of an IPv6 address, within which one person can
 * use any number of addresses. `address` is as `addressOf` returns it; other text is returned unchanged.
 */
export function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}

function withoutPort(text: string): string {
  return /^\[(.*)\](?::\d{1,5})?$/s.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}
