import type { Authority } from "./authority.ts";

/** Something that was read, and how to say that one means just that when it is replaced. */
export interface Stored<Value> {
  readonly value: Value;
  /** Undefined: there is none yet; replacing it makes it. */
  readonly version: string | undefined;
}

/**
 * Where all controllers of a cluster keep their authorities. What fails throws; that somebody else
 * was faster is an answer.
 */
export interface AuthorityStore {
  readBundle(signal: AbortSignal): Promise<Stored<readonly string[] | undefined>>;
  readAuthorities(signal: AbortSignal): Promise<Stored<readonly Authority[]>>;
  /** False: it has changed since it was read. */
  replaceBundle(next: Stored<readonly string[]>, signal: AbortSignal): Promise<boolean>;
  /** False: they have changed since they were read. */
  replaceAuthorities(next: Stored<readonly Authority[]>, signal: AbortSignal): Promise<boolean>;
}
