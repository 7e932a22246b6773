import ipaddr from "ipaddr.js";

/** The address families. */
export type AddressFamily = "IPv4" | "IPv6";

/** An IP address in the one form that all parts compare, hash and print. */
export interface IpAddress {
  readonly family: AddressFamily;
  /** Canonical: dotted decimal, or RFC 5952 for IPv6. */
  readonly text: string;
  /** 16 bytes in network order; an IPv4 address stands as ::ffff:a.b.c.d. */
  readonly bytes16: Uint8Array;
}

/** The longest IPv6 text: eight groups, the last two as dotted decimal. */
const maxAddressLength = 45;

/**
 * Reads an address in any of its textual forms. Undefined: not an address, or one with two meanings,
 * which we never take: an IPv4-mapped one, a zone, an octet with a leading zero.
 */
export function parseAddress(text: string): IpAddress | undefined {
  if (text.length > maxAddressLength) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return { family: "IPv4", text, bytes16: mappedBytes(ipaddr.IPv4.parse(text).octets) };
  }
  const address = parseIpv6(text);
  if (address === undefined || address.isIPv4MappedAddress()) return undefined;
  const bytes16 = Uint8Array.from(address.toByteArray());
  return { family: "IPv6", text: address.toRFC5952String(), bytes16 };
}

/** Whether a text is an IPv6 address that stands for an IPv4 one, as ::ffff:1.2.3.4 does. */
export function isIpv4Mapped(text: string): boolean {
  return text.length <= maxAddressLength && parseIpv6(text)?.isIPv4MappedAddress() === true;
}

/**
 * The 16 bytes of an address in network order, an IPv4 one as ::ffff:a.b.c.d.
 * @throws {RangeError} when the text is no address; text of unknown origin goes through parseAddress.
 */
export function addressBytes(text: string): Uint8Array {
  const address = parseAddress(text);
  if (address === undefined) throw new RangeError(`"${text}" is not an IP address`);
  return address.bytes16;
}

/**
 * The canonical text of an address of 4 or 16 bytes in network order; ::ffff:a.b.c.d is read as the
 * IPv4 address that it stands for.
 * @throws {RangeError} when there are neither 4 nor 16 bytes.
 */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length !== 4 && bytes.length !== 16) {
    throw new RangeError(`An IP address has 4 or 16 bytes, not ${bytes.length}`);
  }
  if (bytes.length === 4) return bytes.join(".");
  if (isMappedBytes(bytes)) return bytes.subarray(12).join(".");
  const parts = Array.from({ length: 8 }, (_, index) => readGroup(bytes, index * 2));
  return new ipaddr.IPv6(parts).toRFC5952String();
}

/** The family of a canonical address text. */
export function addressFamily(text: string): AddressFamily {
  return text.includes(":") ? "IPv6" : "IPv4";
}

/** Whether 16 bytes are those of an IPv4 address, ::ffff:a.b.c.d. */
export function isMappedBytes(bytes: Uint8Array): boolean {
  return (
    bytes.length === 16 &&
    bytes.subarray(0, 10).every((byte) => byte === 0) &&
    readGroup(bytes, 10) === 0xffff
  );
}

function parseIpv6(text: string): ipaddr.IPv6 | undefined {
  // ipaddr.js reads the dotted tail more loosely than an address of its own, and takes zones.
  const tail = text.slice(text.lastIndexOf(":") + 1);
  if (tail.includes(".") && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  if (text.includes("%") || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.IPv6.parse(text);
}

function mappedBytes(octets: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.fill(0xff, 10, 12);
  bytes.set(octets, 12);
  return bytes;
}

function readGroup(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
