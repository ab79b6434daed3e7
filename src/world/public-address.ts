/** Which addresses of the Internet Protocol belong to the public internet. */
import { BlockList, isIP } from "node:net";

/**
 * Ranges that are not globally reachable, and those by which an address of version 4 hides in one of version 6, after
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry. The block list itself
 * sees through `::ffff:0:0/96`.
 */
const notPublic: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // behind a carrier's NAT
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local: metadata of clouds
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, and broadcast
  ["::", 96], // unspecified, loopback, IPv4-compatible
  ["64:ff9b::", 96], // NAT64
  ["64:ff9b:1::", 48], // NAT64 within a network
  ["100::", 64], // discarded
  ["2001::", 23], // protocol assignments, with Teredo
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["3fff::", 20], // documentation
  ["5f00::", 16], // segment routing
  ["fc00::", 7], // unique local: private
  ["fe80::", 10], // link-local
  ["fec0::", 10], // site-local
  ["ff00::", 8], // multicast
];

const blocked = new BlockList();
for (const [network, prefix] of notPublic) blocked.addSubnet(network, prefix, family(network));

/** Whether an address, written as Node writes it, is one of the public internet; a name is none. */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && !blocked.check(address, family(address));
}

function family(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
