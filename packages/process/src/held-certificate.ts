import type { experimental } from "@grpc/grpc-js";

import type { IdentityCertificate } from "./certificate-files.ts";

/**
 * A server's certificate that the program makes itself, and replaces while it serves: who connects
 * after `replace` is shown the new one, connections that stand are left alone.
 */
export class HeldCertificate implements experimental.CertificateProvider {
  readonly #listeners = new Set<experimental.IdentityCertificateUpdateListener>();
  #current: IdentityCertificate;

  constructor(first: IdentityCertificate) {
    this.#current = first;
  }

  /** From now on, this one. */
  replace(next: IdentityCertificate): void {
    this.#current = next;
    this.#listeners.forEach((listener) => {
      listener(next);
    });
  }

  addIdentityCertificateListener(listener: experimental.IdentityCertificateUpdateListener): void {
    this.#listeners.add(listener);
    // grpc-js registers its own watcher only after this call, so it must not be called back yet.
    process.nextTick(() => {
      listener(this.#current);
    });
  }

  removeIdentityCertificateListener(
    listener: experimental.IdentityCertificateUpdateListener,
  ): void {
    this.#listeners.delete(listener);
  }

  /** It vouches for nobody: whom to trust is another provider's business. */
  addCaCertificateListener(): void {
    throw new TypeError("A held certificate has no authorities");
  }

  removeCaCertificateListener(): void {
    // None was added.
  }
}
