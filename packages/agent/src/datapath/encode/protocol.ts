import type { Frontend } from "@localredirect/types/tables";

/** IANA's numbers, as a socket's context has them. */
export const protocolNumbers = { TCP: 6, UDP: 17 } as const;

/** The protocol with a number; undefined: it is none that can be redirected. */
export function protocolOf(number: number | undefined): Frontend["protocol"] | undefined {
  if (number === protocolNumbers.TCP) return "TCP";
  return number === protocolNumbers.UDP ? "UDP" : undefined;
}
