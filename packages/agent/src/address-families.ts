import { existsSync } from "node:fs";

/** Which address families the kernel of this node has. */
export interface AddressFamilies {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/** Looks for the settings of each; they are absent where the kernel is without the family. */
export function addressFamilies(settings = "/proc/sys/net"): AddressFamilies {
  return { ipv4: existsSync(`${settings}/ipv4`), ipv6: existsSync(`${settings}/ipv6`) };
}
