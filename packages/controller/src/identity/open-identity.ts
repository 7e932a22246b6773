import type { CheckResult, HeldCertificate, Logger } from "@localredirect/process";
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
   * What the controller makes itself: certificate, key, and the bundle of those that vouch for it
   * and for all other controllers, each replaced as it changes. Undefined: it has files, or no TLS.
   */
  readonly certificate: HeldCertificate | undefined;
  /** What has to be good, by its name, before anybody can be served. */
  readonly checks: Readonly<Record<string, () => CheckResult>>;
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

/** Opens what the configuration says of identity. It asks the API server for nothing yet. */
export function openIdentity(
  config: IdentityConfig,
  surroundings: IdentitySurroundings,
): ControllerIdentity {
  const { tokens, security } = config;
  const makesOwn = security.kind === "tls-or-token" && security.serving === undefined;
  const own = makesOwn ? openCertificate(config, surroundings) : undefined;
  own?.follow();
  const verifier = tokens === undefined ? undefined : createVerifier(tokens, surroundings);
  addIdentityGauges(surroundings.registry, {
    tokensWaiting: () => verifier?.waiting ?? 0,
    certificateExpiry: () => own?.expiresAt,
  });
  return {
    verify: verifier && ((token) => verifier.verify(token)),
    certificate: own?.held,
    checks: own === undefined ? {} : { certificate: () => checkCertificate(own) },
    close: () => {
      verifier?.close();
      own?.close();
    },
  };
}

function checkCertificate({ held }: OwnCertificate): CheckResult {
  return held.current === undefined
    ? { ok: false, message: "The authorities have not been read; the log says why" }
    : { ok: true, message: "" };
}

function openCertificate(
  config: IdentityConfig,
  { connect, logger, metrics }: IdentitySurroundings,
): OwnCertificate {
  return new OwnCertificate({
    store: new ClusterAuthorityStore(connect, config.namespace),
    names: servingNames(config),
    times: defaultTimes,
    onEvent: (event) => {
      if (event.kind === "authorities") metrics.authorityChanges.inc({ action: event.action });
      logCertificateEvent(event, logger);
    },
    now: Date.now,
  });
}

function logCertificateEvent(event: OwnCertificateEvent, logger: Logger): void {
  switch (event.kind) {
    case "authorities":
      logger.info({ action: event.action }, "authorities changed");
      break;
    case "made":
      logger.info({ expiresAt: new Date(event.expiresAt).toISOString() }, "certificate made");
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
