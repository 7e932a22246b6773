import { Counter, Gauge } from "prom-client";
import type { Registry } from "prom-client";

import type { RotationAction } from "./authority/rotation-plan.ts";

/** What is counted of tokens and of the controllers' authorities. */
export interface IdentityMetrics {
  /** Times that the API server was asked whose a token is. */
  readonly tokenReviews: Counter<"outcome">;
  /** What this controller has done to the authorities of all. */
  readonly authorityChanges: Counter<"action">;
}

/** What is looked up at each scrape. */
export interface IdentityGauges {
  /** Tokens that wait for their review. */
  tokensWaiting(): number;
  /** When the controller's own certificate expires, in milliseconds since 1970, if it has one. */
  certificateExpiry(): number | undefined;
}

const outcomes: readonly string[] = ["answered", "failed"];

const actions: readonly RotationAction["kind"][] = ["create", "publish", "record", "retire"];

const prefix = "localredirect_controller_";

/** Adds to a registry what is counted. */
export function createIdentityMetrics(registry: Registry): IdentityMetrics {
  const tokenReviews = new Counter({
    name: `${prefix}token_reviews_total`,
    help: "Times that the API server was asked whose a token is, by whether it answered",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const authorityChanges = new Counter({
    name: `${prefix}authority_changes_total`,
    help: "Steps in the rotation of the controllers' authorities that this one has taken",
    labelNames: ["action"],
    registers: [registry],
  });
  // So that an alert sees the first one too: a series that begins with 1 has no increase.
  outcomes.forEach((outcome) => {
    tokenReviews.inc({ outcome }, 0);
  });
  actions.forEach((action) => {
    authorityChanges.inc({ action }, 0);
  });
  return { tokenReviews, authorityChanges };
}

/** Adds to a registry what is looked up. */
export function addIdentityGauges(registry: Registry, gauges: IdentityGauges): void {
  new Gauge({
    name: `${prefix}tokens_waiting`,
    help: "Tokens that wait until those before them have been reviewed, 16,384 at most",
    registers: [registry],
    collect() {
      this.set(gauges.tokensWaiting());
    },
  });
  new Gauge({
    name: `${prefix}certificate_expiry_timestamp_seconds`,
    help: "When the certificate expires that the controller made itself; absent without one",
    registers: [registry],
    collect() {
      this.remove();
      const expiry = gauges.certificateExpiry();
      if (expiry !== undefined) this.set(expiry / 1000);
    },
  });
}
