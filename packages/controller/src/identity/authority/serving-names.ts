import { isIP } from "node:net";

import type { ListenAddress } from "@localredirect/process";

import type { ServingNames } from "./certificate-maker.ts";

/** The Service by which agents reach the controllers; deploy/base has it. */
const serviceName = "localredirect-controller";

/** The name that every controller's certificate has, also of one that is reached by its address. */
export function controllerHost(namespace: string): string {
  return `${serviceName}.${namespace}.svc`;
}

/** By which a controller is known to another, in the certificate of either. */
export const controllerUri = "localredirect:controller";

/** Where a controller is. */
export interface ServingPlace {
  readonly namespace: string;
  /** Undefined: it runs in no pod, or does not know its address. */
  readonly podIp: string | undefined;
  readonly listen: ListenAddress;
}

/**
 * By which names a controller is found: those of its Service, its pod's address, and where it
 * listens at one address only, that one; and by which it is known as a controller.
 */
export function servingNames({ namespace, podIp, listen }: ServingPlace): ServingNames {
  const host = listen.kind === "tcp" ? listen.host : undefined;
  const hosts = [podIp, host]
    .filter((each) => each !== undefined)
    .filter((each) => !unspecified.has(each));
  const services = ["", `.${namespace}`, `.${namespace}.svc`, `.${namespace}.svc.cluster.local`];
  return {
    dns: [
      ...services.map((suffix) => `${serviceName}${suffix}`),
      ...hosts.filter((each) => isIP(each) === 0),
    ],
    ip: [...new Set(hosts.filter((each) => isIP(each) !== 0))],
    uri: [controllerUri],
  };
}

const unspecified: ReadonlySet<string> = new Set(["::", "0.0.0.0", ""]);
