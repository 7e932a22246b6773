import type { experimental } from "@grpc/grpc-js";

import { readCertificates, sameCertificates } from "./certificate-files.ts";
import type { Certificates } from "./certificate-files.ts";
import type { TlsFiles } from "./transport-security.ts";

/**
 * How often the files are read again, in milliseconds. Certificates are renewed hours before they
 * expire, and reading three small files costs nothing; change events are not to be had everywhere
 * (Kubernetes replaces a link two folders above the file).
 */
const rereadInterval = 10_000;

/** Says that changed files cannot be used, and why; what was read before stays in use. */
export type CertificateProblemListener = (reason: string) => void;

/** TLS files cannot be used; the message says which and why. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";
}

/**
 * What grpc-js asks for certificates: the last good content of the files. Other than grpc-js's own
 * watcher, which passes on whatever it finds, half-written or expired files replace nothing.
 */
export class CertificateWatch implements experimental.CertificateProvider {
  readonly #files: TlsFiles;
  readonly #onProblem: CertificateProblemListener;
  readonly #authorityListeners = new Set<experimental.CaCertificateUpdateListener>();
  readonly #identityListeners = new Set<experimental.IdentityCertificateUpdateListener>();
  #current: Certificates;
  /** Said once, not at every reading. */
  #problem: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @throws CertificateError when the files cannot be used now */
  constructor(files: TlsFiles, onProblem: CertificateProblemListener) {
    const first = readCertificates(files, Date.now());
    if (!first.ok) {
      throw new CertificateError(first.reason);
    }
    this.#files = files;
    this.#onProblem = onProblem;
    this.#current = first.value;
  }

  /** Reads the files again now, without waiting for the next time. */
  reread(): void {
    const next = readCertificates(this.#files, Date.now());
    if (!next.ok) {
      this.#say(next.reason);
      return;
    }
    this.#problem = undefined;
    if (sameCertificates(next.value, this.#current)) {
      return;
    }
    this.#current = next.value;
    this.#authorityListeners.forEach((listener) => {
      this.#tellAuthorities(listener);
    });
    this.#identityListeners.forEach((listener) => {
      this.#tellIdentity(listener);
    });
  }

  addCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#authorityListeners.add(listener);
    this.#watch();
    // grpc-js registers its own watcher only after this call, so it must not be called back yet.
    process.nextTick(() => {
      this.#tellAuthorities(listener);
    });
  }

  removeCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#authorityListeners.delete(listener);
    this.#unwatch();
  }

  addIdentityCertificateListener(listener: experimental.IdentityCertificateUpdateListener): void {
    this.#identityListeners.add(listener);
    this.#watch();
    process.nextTick(() => {
      this.#tellIdentity(listener);
    });
  }

  removeIdentityCertificateListener(
    listener: experimental.IdentityCertificateUpdateListener,
  ): void {
    this.#identityListeners.delete(listener);
    this.#unwatch();
  }

  #say(problem: string): void {
    if (problem !== this.#problem) {
      this.#problem = problem;
      this.#onProblem(problem);
    }
  }

  #tellAuthorities(listener: experimental.CaCertificateUpdateListener): void {
    const { authorities } = this.#current;
    listener(authorities === undefined ? null : { caCertificate: authorities });
  }

  #tellIdentity(listener: experimental.IdentityCertificateUpdateListener): void {
    listener(this.#current.identity ?? null);
  }

  #watch(): void {
    this.#timer ??= setInterval(() => {
      this.reread();
    }, rereadInterval).unref();
  }

  #unwatch(): void {
    if (this.#authorityListeners.size === 0 && this.#identityListeners.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
