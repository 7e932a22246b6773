import type { experimental } from "@grpc/grpc-js";

import type { IdentityCertificate } from "./certificate-files.ts";

/** What a program shows that makes its own certificate, and whom it believes in turn. */
export interface HeldIdentity extends IdentityCertificate {
  /** Those that vouch for it and for all who are like it, PEM. */
  readonly authorities: Buffer;
}

/**
 * A certificate that the program makes itself, and replaces while it uses it: who connects, or is
 * connected to, after `replace` is shown the new one; connections that stand are left alone. Before
 * there is a first one, a server drops connections, and a client waits.
 */
export class HeldCertificate implements experimental.CertificateProvider {
  readonly #identityListeners = new Set<experimental.IdentityCertificateUpdateListener>();
  readonly #authorityListeners = new Set<experimental.CaCertificateUpdateListener>();
  #current: HeldIdentity | undefined;

  /** `first`: where there is one already. */
  constructor(first?: HeldIdentity) {
    this.#current = first;
  }

  /** What is shown now. Undefined: nothing yet. */
  get current(): HeldIdentity | undefined {
    return this.#current;
  }

  /** From now on, this one. */
  replace(next: HeldIdentity): void {
    this.#current = next;
    this.#authorityListeners.forEach((listener) => {
      listener({ caCertificate: next.authorities });
    });
    this.#identityListeners.forEach((listener) => {
      listener(next);
    });
  }

  addIdentityCertificateListener(listener: experimental.IdentityCertificateUpdateListener): void {
    this.#identityListeners.add(listener);
    // grpc-js registers its own watcher only after this call, so it must not be called back yet.
    process.nextTick(() => {
      if (this.#current !== undefined) listener(this.#current);
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
      if (this.#current !== undefined) listener({ caCertificate: this.#current.authorities });
    });
  }

  removeCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#authorityListeners.delete(listener);
  }
}
