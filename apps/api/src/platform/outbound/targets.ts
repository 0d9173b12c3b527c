import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { DeliveryRefused } from '../delivery';

/** One address of a name, as Node gives it. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Looks a name up: all its addresses. */
export type LookUp = (hostname: string) => Promise<readonly Address[]>;

/** Asks the system: its file of hosts and its name servers. */
const systemLookUp: LookUp = (hostname) => lookup(hostname, { all: true });

/** Each look-up that nobody answers keeps one of the process's four threads busy, which also check passwords, for many seconds. */
const LOOK_UPS_AT_ONCE = 2;

type Network = ReturnType<typeof ipaddr.parseCIDR>;
type Ip = ReturnType<typeof ipaddr.parse>;

/** All that has been given out as public IPv6 addresses is in here (RFC 4291). */
const PUBLIC_IPV6 = ipaddr.parseCIDR('2000::/3');

const networkOf = (text: string): Network => {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

const isWithin = (ip: Ip, [network, bits]: Network): boolean => ip.kind() === network.kind() && ip.match([network, bits] as never);

function isPublic(address: string): boolean {
  const ip = ipaddr.parse(address);
  return ip.range() === 'unicast' && (ip.kind() === 'ipv4' || isWithin(ip, PUBLIC_IPV6));
}

/** The parts of an address that can be judged before any name is looked up. */
export function parseTarget(text: string): URL {
  if (!URL.canParse(text)) throw new DeliveryRefused('This is not an address. Write it in full, such as https://example.com/hook.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new DeliveryRefused('The address must start with https://.');
  if (url.username || url.password) throw new DeliveryRefused('The address must not hold a user name or a password.');
  return url;
}

/** Which machines may be spoken to: those of the public Internet, and those that the operator names. */
export class Targets {
  private readonly allowed: readonly Network[];
  private readonly turns: (() => void)[] = [];
  private lookingUp = 0;

  /** `privateTargets`: IP addresses and networks that may be spoken to though they are not public, over http too. */
  constructor(
    privateTargets: readonly string[],
    private readonly lookUp: LookUp = systemLookUp,
  ) {
    this.allowed = privateTargets.map(networkOf);
  }

  /**
   * Where a target is. Throws `DeliveryRefused` unless all of it may be spoken to; what the look-up throws otherwise, and
   * what `signal` was aborted for when that was before it was this name's turn.
   */
  async addressesOf(url: URL, signal: AbortSignal): Promise<readonly Address[]> {
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const family = isIP(hostname);
    const addresses = family ? [{ address: hostname, family }] : await this.inTurn(() => this.lookUp(hostname), signal);
    const strangers = addresses.filter(({ address }) => !this.isAllowed(address));
    if (!strangers.every(({ address }) => isPublic(address))) {
      throw new DeliveryRefused('The address leads into a private network, or to this machine. Only public addresses are called.');
    }
    if (url.protocol === 'http:' && strangers.length > 0) throw new DeliveryRefused('The address must start with https://.');
    return addresses;
  }

  /** Few at once, in their order; one that nobody waits for any more is not begun. */
  private async inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.lookingUp >= LOOK_UPS_AT_ONCE) await new Promise<void>((turn) => this.turns.push(turn));
    else this.lookingUp++;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = this.turns.shift();
      if (next) next();
      else this.lookingUp--;
    }
  }

  /** Whether the operator lets this machine be spoken to, wherever it is. */
  isAllowed(address: string): boolean {
    const ip = ipaddr.process(address); // an IPv4 address in IPv6 clothes is an IPv4 address
    return this.allowed.some((network) => isWithin(ip, network));
  }
}
