import type { HeldCertificate, Logger } from "@localredirect/process";
import type { Registry } from "prom-client";

import type { ControllerConfig } from "../config.ts";
import type { ConnectToCluster } from "../kubernetes-api/connect-to-cluster.ts";
import { defaultTimes } from "./authority/authority.ts";
import { ClusterAuthorityStore } from "./authority/cluster-authority-store.ts";
import { OwnCertificate } from "./authority/own-certificate.ts";
import type { OwnCertificateEvent } from "./authority/own-certificate.ts";
import { servingNames } from "./authority/serving-names.ts";
import { addIdentityGauges } from "./identity-metrics.ts";
import type { IdentityMetrics } from "./identity-metrics.ts";
import { reviewByCluster } from "./review-by-cluster.ts";
import type { TokenRules, TokenVerdict } from "./token-review.ts";
import { TokenVerifier } from "./token-verifier.ts";

/** How a controller knows who agents are, and proves to them who it is itself. */
export interface ControllerIdentity {
  /** Whose a token is; never rejects. Undefined: tokens prove nothing here. */
  readonly verify: ((token: string) => Promise<TokenVerdict>) | undefined;
  /**
   * What the controller made itself: certificate, key, and the bundle of those that vouch for it and
   * for all other controllers, each replaced as it changes. Undefined: it has files, or no TLS.
   */
  readonly certificate: HeldCertificate | undefined;
  close(): void;
}

/** What an identity works with. */
export interface IdentitySurroundings {
  readonly connect: ConnectToCluster;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly metrics: IdentityMetrics;
}

/** Of what the controller is told, that which concerns identity. */
export type IdentityConfig = Pick<
  ControllerConfig,
  "tokens" | "security" | "namespace" | "podIp" | "listen"
>;

/**
 * Opens what the configuration says of identity.
 *
 * @throws what the API server says, where the controller's own certificate cannot be made
 */
export async function openIdentity(
  config: IdentityConfig,
  surroundings: IdentitySurroundings,
): Promise<ControllerIdentity> {
  const { tokens, security } = config;
  const makesOwn = security.kind === "tls-or-token" && security.serving === undefined;
  const own = makesOwn ? await makeCertificate(config, surroundings) : undefined;
  own?.follow();
  const verifier = tokens === undefined ? undefined : createVerifier(tokens, surroundings);
  addIdentityGauges(surroundings.registry, {
    tokensWaiting: () => verifier?.waiting ?? 0,
    certificateExpiry: () => own?.expiresAt,
  });
  return {
    verify: verifier && ((token) => verifier.verify(token)),
    certificate: own?.held,
    close: () => {
      verifier?.close();
      own?.close();
    },
  };
}

async function makeCertificate(
  config: IdentityConfig,
  { connect, logger, metrics }: IdentitySurroundings,
): Promise<OwnCertificate> {
  const own = await OwnCertificate.make({
    store: new ClusterAuthorityStore(await connect(), config.namespace),
    names: servingNames(config),
    times: defaultTimes,
    onEvent: (event) => {
      if (event.kind === "authorities") metrics.authorityChanges.inc({ action: event.action });
      logCertificateEvent(event, logger);
    },
    now: Date.now,
  });
  logger.info({ expiresAt: new Date(own.expiresAt).toISOString() }, "certificate made");
  return own;
}

function logCertificateEvent(event: OwnCertificateEvent, logger: Logger): void {
  switch (event.kind) {
    case "authorities":
      logger.info({ action: event.action }, "authorities changed");
      break;
    case "renewed":
      logger.info({ expiresAt: new Date(event.expiresAt).toISOString() }, "certificate renewed");
      break;
    case "failed":
      logger.warn({ reason: reasonOf(event.error) }, "authorities cannot be read or written");
      break;
    case "mended":
      logger.info("authorities can be read and written again");
  }
}

function createVerifier(
  rules: TokenRules,
  { connect, logger, metrics }: IdentitySurroundings,
): TokenVerifier {
  const review = reviewByCluster(connect, rules.audience);
  return new TokenVerifier({
    rules,
    review: async (token, signal) => {
      try {
        const answer = await review(token, signal);
        metrics.tokenReviews.inc({ outcome: "answered" });
        return answer;
      } catch (error) {
        metrics.tokenReviews.inc({ outcome: "failed" });
        throw error;
      }
    },
    onOutage: (error) => {
      if (error === undefined) logger.info("tokens can be reviewed again");
      else logger.warn({ reason: reasonOf(error) }, "tokens cannot be reviewed");
    },
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
