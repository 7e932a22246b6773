/** An address and a port without the protocol: what `endpoints` numbers and the filter knows. */
export interface Destination {
  /** Canonical text. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** A destination that somebody serves. */
export interface Backend extends Destination {
  /** Place in `server_states` of who serves it; 0: nobody watches whether it lives. */
  readonly server: number;
}

/** The same text exactly for the same destination. */
export function destinationKey({ address, port }: Destination): string {
  return `${address} ${port}`;
}
