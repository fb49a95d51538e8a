import { BlockList, isIP } from "node:net";

/** IPv4 that is nobody's public address: private, loopback, link-local, shared, documentation, benchmarks, multicast, reserved. */
const NOT_PUBLIC_V4 = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15],
  ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
] as const;
/** Within 2000::/3: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address inside. */
const NOT_PUBLIC_V6 = [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]] as const;

const closed = new BlockList();
for (const [net, bits] of NOT_PUBLIC_V4) closed.addSubnet(net, bits, "ipv4");
for (const [net, bits] of NOT_PUBLIC_V6) closed.addSubnet(net, bits, "ipv6");
/** Of IPv6 only global unicast is public; mapped, translated, local and multicast addresses all lie outside. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether an address may be connected to from here. Anything that is no plain address may not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  return family === 6 && !address.includes("%") && global6.check(address, "ipv6") && !closed.check(address, "ipv6");
}

export function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !address.includes("%") && !address.toLowerCase().startsWith("::ffff:") && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** Networks that a company uses inside. Only within these may an administrator open a door; this machine and link-local addresses stay shut. */
const PRIVATE: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [["10.0.0.0", 8, "ipv4"], ["172.16.0.0", 12, "ipv4"], ["192.168.0.0", 16, "ipv4"], ["100.64.0.0", 10, "ipv4"], ["fc00::", 7, "ipv6"]];

function readNet(text: string): { readonly address: string; readonly bits: number; readonly family: "ipv4" | "ipv6" } | null {
  const [address = "", bits = "", ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return null;
  return { address, bits: Number(bits), family: version === 4 ? "ipv4" : "ipv6" };
}

/** Whether a text names a network (CIDR) that lies wholly within the private ones. */
export function isPrivateNet(text: string): boolean {
  const net = readNet(text);
  return net !== null && PRIVATE.some(([address, bits, family]) => {
    const whole = new BlockList();
    whole.addSubnet(address, bits, family);
    return family === net.family && net.bits >= bits && whole.check(net.address, family);
  });
}

/** A check of addresses against networks that were opened by name; others than private ones are never among them. */
export function openedNets(nets: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of nets) {
    const net = isPrivateNet(text) ? readNet(text) : null;
    if (net) list.addSubnet(net.address, net.bits, net.family);
  }
  return (address) => {
    const family = isIP(address);
    // A mapped IPv4 address would be compared with the IPv4 networks.
    return family !== 0 && !address.includes("%") && !address.toLowerCase().startsWith("::ffff:") && list.check(address, family === 4 ? "ipv4" : "ipv6");
  };
}
