import type { experimental } from "@grpc/grpc-js";

type Provider = Pick<
  experimental.CertificateProvider,
  "addCaCertificateListener" | "removeCaCertificateListener"
>;

/** The authorities of several providers as one: whom any of them vouches for is believed. */
export class JoinedAuthorities implements experimental.CertificateProvider {
  readonly #providers: readonly Provider[];
  /** How each listener is taken off again. */
  readonly #removals = new Map<experimental.CaCertificateUpdateListener, () => void>();

  constructor(providers: readonly Provider[]) {
    this.#providers = providers;
  }

  addCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    const latest = new Map<Provider, Buffer>();
    const removals = this.#providers.map((provider) => {
      const onUpdate: experimental.CaCertificateUpdateListener = (update) => {
        if (update !== null) latest.set(provider, update.caCertificate);
        // Half of them would turn away whom the other half vouches for.
        if (latest.size < this.#providers.length) return;
        listener({ caCertificate: joined([...latest.values()]) });
      };
      provider.addCaCertificateListener(onUpdate);
      return () => {
        provider.removeCaCertificateListener(onUpdate);
      };
    });
    this.#removals.set(listener, () => {
      removals.forEach((remove) => {
        remove();
      });
    });
  }

  removeCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#removals.get(listener)?.();
    this.#removals.delete(listener);
  }

  /** What to show is another provider's business. */
  addIdentityCertificateListener(): void {
    throw new TypeError("Joined authorities have no certificate of their own");
  }

  removeIdentityCertificateListener(): void {
    // None was added.
  }
}

/** A file need not end with a line's end. */
function joined(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
}
