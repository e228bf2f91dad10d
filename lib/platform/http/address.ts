import ipaddr from 'ipaddr.js';

/**
 * The network address in what a connection or a proxy's `X-Forwarded-For` says: `1.2.3.4:5555` and `[::1]:80` without
 * their port, `::ffff:1.2.3.4` as IPv4, `fe80::1%eth0` without its zone, all in one spelling (RFC 5952 for IPv6).
 * `null` for what is not an address.
 */
export function addressOf(text: string | undefined): string | null {
  const bare = withoutPort((text ?? '').trim()).replace(/%.*$/s, '');
  // ipaddr.js also reads 0x7f.1 and 010.1.1.1, as the old C functions do: nobody means those.
  const valid = ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare);
  return valid ? ipaddr.process(bare).toString() : null;
}

/**
 * Whose address that is, for limits: an IPv4 address stands for itself, an IPv6 address for its /64, within which one
 * person has as many addresses as they like. `address` as `addressOf` writes it; any other text stands for itself.
 */
export function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}

function withoutPort(text: string): string {
  return /^\[(.*)\](?::\d{1,5})?$/s.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}
