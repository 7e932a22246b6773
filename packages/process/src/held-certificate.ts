import type { experimental } from "@grpc/grpc-js";

import type { IdentityCertificate } from "./certificate-files.ts";

/** What a program shows that makes its own certificate, and whom it believes in turn. */
export interface HeldIdentity extends IdentityCertificate {
  /** Those that vouch for others who are like it, PEM. Undefined: nobody is like it. */
  readonly authorities: Buffer | undefined;
}

/**
 * A certificate that the program makes itself, and replaces while it uses it: who connects, or is
 * connected to, after `replace` is shown the new one; connections that stand are left alone.
 */
export class HeldCertificate implements experimental.CertificateProvider {
  readonly #identityListeners = new Set<experimental.IdentityCertificateUpdateListener>();
  readonly #authorityListeners = new Set<experimental.CaCertificateUpdateListener>();
  #current: HeldIdentity;

  constructor(first: HeldIdentity) {
    this.#current = first;
  }

  /** What is shown now. */
  get current(): HeldIdentity {
    return this.#current;
  }

  /** From now on, this one. */
  replace(next: HeldIdentity): void {
    this.#current = next;
    this.#authorityListeners.forEach((listener) => {
      this.#tellAuthorities(listener);
    });
    this.#identityListeners.forEach((listener) => {
      listener(next);
    });
  }

  addIdentityCertificateListener(listener: experimental.IdentityCertificateUpdateListener): void {
    this.#identityListeners.add(listener);
    // grpc-js registers its own watcher only after this call, so it must not be called back yet.
    process.nextTick(() => {
      listener(this.#current);
    });
  }

  removeIdentityCertificateListener(
    listener: experimental.IdentityCertificateUpdateListener,
  ): void {
    this.#identityListeners.delete(listener);
  }

  addCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#authorityListeners.add(listener);
    process.nextTick(() => {
      this.#tellAuthorities(listener);
    });
  }

  removeCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#authorityListeners.delete(listener);
  }

  #tellAuthorities(listener: experimental.CaCertificateUpdateListener): void {
    const { authorities } = this.#current;
    listener(authorities === undefined ? null : { caCertificate: authorities });
  }
}
