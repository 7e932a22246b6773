/** The transport protocols that can be redirected. */
export type Protocol = "TCP" | "UDP";

/** IANA's protocol numbers, as on the wire, in canonical bytes and in kernel maps. */
const numbers: Readonly<Record<Protocol, number>> = { TCP: 6, UDP: 17 };

/** A protocol's number at IANA: 6 or 17. */
export function protocolNumber(protocol: Protocol): number {
  return numbers[protocol];
}

/** The protocol that has a number at IANA. Undefined: it is not one that can be redirected. */
export function protocolOfNumber(number: number): Protocol | undefined {
  if (number === numbers.TCP) return "TCP";
  return number === numbers.UDP ? "UDP" : undefined;
}
