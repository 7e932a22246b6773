import { setTimeout as wait } from "node:timers/promises";

import { fullJitter, HeldCertificate } from "@localredirect/process";
import type { HeldIdentity } from "@localredirect/process";

import type { Authority, RotationTimes } from "./authority.ts";
import type { AuthorityStore } from "./authority-store.ts";
import { issueServing, makeAuthority } from "./certificate-maker.ts";
import type { ServingCertificate, ServingNames } from "./certificate-maker.ts";
import { rotate, RotationError } from "./rotate.ts";
import { servingRenewal, signingAuthority } from "./rotation-plan.ts";
import type { RotationAction } from "./rotation-plan.ts";

/** What happens to a controller's own certificate, for its log. */
export type OwnCertificateEvent =
  /** This controller, and not another one, did something to the authorities of all. */
  | { readonly kind: "authorities"; readonly action: RotationAction["kind"] }
  /** From now on this certificate is shown. */
  | { readonly kind: "made"; readonly expiresAt: number }
  /** The authorities cannot be looked at; what is shown stays. Told once, until it works again. */
  | { readonly kind: "failed"; readonly error: unknown }
  /** They can again. */
  | { readonly kind: "mended" };

/** What an own certificate works with. */
export interface OwnCertificateOptions {
  readonly store: AuthorityStore;
  readonly names: ServingNames;
  readonly times: RotationTimes;
  readonly onEvent: (event: OwnCertificateEvent) => void;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** How often the authorities are looked at, in milliseconds: another replica may have new ones. */
const lookInterval = 60_000;

interface Shown {
  readonly issuer: Authority;
  readonly certificate: ServingCertificate;
  /** All whom the bundle has, PEM. */
  readonly bundle: string;
}

/**
 * The certificate that a controller makes itself, renewed at two thirds of its life. Whoever has
 * the cluster's bundle can verify it at every moment; another controller is known by it.
 */
export class OwnCertificate {
  /** What is shown, as server and as another controller's client, and the bundle. */
  readonly held: HeldCertificate = new HeldCertificate();
  readonly #options: OwnCertificateOptions;
  readonly #stop = new AbortController();
  #shown: Shown | undefined;
  #hasFailed = false;

  constructor(options: OwnCertificateOptions) {
    this.#options = options;
  }

  /** When what is shown expires, in milliseconds since 1970. Undefined: nothing is shown yet. */
  get expiresAt(): number | undefined {
    return this.#shown?.certificate.expiresAt;
  }

  /** Makes the first one as soon as it can, and looks at the authorities now and then, until `close`. */
  follow(): void {
    void this.#follow();
  }

  /** Looks at the authorities, does to them what is due, and makes a certificate where it is due. */
  async look(): Promise<void> {
    try {
      const next = await issue(this.#options, this.#shown, this.#stop.signal);
      if (this.#hasFailed) this.#options.onEvent({ kind: "mended" });
      this.#hasFailed = false;
      this.#show(next);
    } catch (error) {
      if (!this.#hasFailed && !this.#stop.signal.aborted) {
        this.#options.onEvent({ kind: "failed", error });
      }
      this.#hasFailed = true;
    }
  }

  close(): void {
    this.#stop.abort();
  }

  #show(next: Shown): void {
    const isNew = next.certificate !== this.#shown?.certificate;
    const isChanged = isNew || next.bundle !== this.#shown?.bundle;
    this.#shown = next;
    if (isChanged) this.held.replace(identityOf(next));
    if (isNew) this.#options.onEvent({ kind: "made", expiresAt: next.certificate.expiresAt });
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      await this.look();
      // Replicas that have started together need not look together.
      const delay =
        this.#shown === undefined
          ? fullJitter(attempt, Math.random())
          : lookInterval * (0.5 + Math.random());
      await wait(delay, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }
}

/**
 * What is to be shown: `shown` for as long as it is good. What it is signed with has been read just
 * before: an authority that was replaced long ago signs nothing.
 */
async function issue(
  { store, names, times, onEvent, now }: OwnCertificateOptions,
  shown: Shown | undefined,
  signal: AbortSignal,
): Promise<Shown> {
  const authorities = await rotate(
    {
      ...{ store, times, now, makeAuthority },
      onAction: (action) => {
        onEvent({ kind: "authorities", action });
      },
    },
    signal,
  );
  // What is settled is published, all of it.
  const bundle = authorities.map(({ certificate }) => certificate).join("\n");
  if (shown !== undefined && isGood(shown, authorities, now())) return { ...shown, bundle };
  const issuer = signingAuthority(authorities, now(), times);
  if (issuer === undefined) throw new RotationError("No authority is published that could sign");
  return { issuer, bundle, certificate: await issueServing(issuer, names, now(), times) };
}

/** Where the Secret was deleted, those that signed before are gone. */
function isGood(shown: Shown, authorities: readonly Authority[], now: number): boolean {
  const { issuedAt, expiresAt } = shown.certificate;
  return (
    now < servingRenewal(issuedAt, expiresAt) &&
    authorities.some(({ certificate }) => certificate === shown.issuer.certificate)
  );
}

function identityOf({ certificate, bundle }: Shown): HeldIdentity {
  return {
    certificate: Buffer.from(certificate.certificate),
    privateKey: Buffer.from(certificate.privateKey),
    authorities: Buffer.from(bundle),
  };
}
