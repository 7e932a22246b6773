/** Who hears what becomes of certificates and tokens; no token is ever told. */
export interface CredentialListener {
  /** Changed files cannot be used, or were not changed in time; those read before stay in use. */
  problem(reason: string): void;
  /** A controller is being shown a token, at the beginning of a stream or later in it. */
  shown(token: ShownToken): void;
}

/** What may be told of a token. */
export interface ShownToken {
  /** In milliseconds since 1970; undefined: it does not say. */
  readonly expiresAt: number | undefined;
  /** It takes the place of an earlier one, within a stream. */
  readonly renews: boolean;
}
