import { isIpv4Mapped, parseAddress } from "../address.ts";
import type { IpAddress } from "../address.ts";

/** What is wrong with an address that is to be a frontend. Undefined: nothing. */
export function frontendAddressProblem(text: string): string | undefined {
  if (isIpv4Mapped(text)) {
    return `Is "${text}", an IPv4-mapped IPv6 address; write the IPv4 address`;
  }
  const address = parseAddress(text);
  if (address === undefined) return "Must be an IPv4 or IPv6 address";
  const kind = kindOf(address);
  return kind === undefined
    ? undefined
    : `Is "${text}", ${kind} address; no connection to it can be redirected`;
}

/** The kind of address that cannot be a frontend. */
function kindOf(address: IpAddress): string | undefined {
  return address.family === "IPv4"
    ? kindOfIpv4(address.bytes16[12] ?? 0, address.text)
    : kindOfIpv6(address);
}

function kindOfIpv4(first: number, text: string): string | undefined {
  if (text === "0.0.0.0") return "the unspecified";
  if (text === "255.255.255.255") return "the broadcast";
  if (first === 127) return "a loopback";
  return first >= 224 && first <= 239 ? "a multicast" : undefined;
}

function kindOfIpv6({ text, bytes16 }: IpAddress): string | undefined {
  if (text === "::") return "the unspecified";
  if (text === "::1") return "the loopback";
  return bytes16[0] === 0xff ? "a multicast" : undefined;
}
