import ipaddr from 'ipaddr.js';

/**
 * What to count a client under: its IPv4 address, or the /64 network of its IPv6 address, because whoever has one
 * address of it has all 2^64 (RFC 6177).
 */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip); // an IPv4 address in IPv6 clothes is an IPv4 address
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}
