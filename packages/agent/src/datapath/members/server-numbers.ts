import type { Frontend } from "@localredirect/types/tables";
import type { PodCgroup } from "../content.ts";
import type { Destination } from "../destination.ts";
import type { Server } from "../servers/server.ts";
import type { PlacedRedirect } from "../table/placed-redirect.ts";
import type { Guard } from "./guard.ts";

/** Tells the number of the server of a redirect's backend, by the backend's index; 0: none. */
export type ServerAt = (backend: Destination, index: number) => number;

/** What the servers of a redirect are told from. */
export interface ServerNumbering {
  readonly protocol: Frontend["protocol"];
  readonly guard: Guard;
  /** What the kernel holds for the frontend, with its guard; undefined: nothing. */
  readonly held: { readonly redirect: PlacedRedirect; readonly guard: Guard } | undefined;
  readonly find: (pod: string) => PodCgroup | undefined;
  readonly numberOf: (server: Server) => number;
  /** The server with a number. */
  readonly serverOf: (number: number) => Server | undefined;
}

/**
 * Makes a function that numbers the servers of a redirect. Where a pod's cgroup is gone, its backend
 * keeps the server that it had: what served it is dead, and must not come to be unknown.
 */
export function serverNumbers(numbering: ServerNumbering): ServerAt {
  const { protocol, guard, find, numberOf } = numbering;
  return ({ port }, index) => {
    const pod = guard.servers[index];
    if (pod === undefined) return 0;
    const cgroup = find(pod);
    if (cgroup !== undefined) return numberOf({ cgroup: cgroup.id, port, protocol });
    return formerNumber(numbering, pod, port);
  };
}

function formerNumber({ held, serverOf }: ServerNumbering, pod: string, port: number): number {
  const numbers = held?.redirect.placement.servers ?? [];
  const former = numbers.find(
    (number, index) => held?.guard.servers[index] === pod && serverOf(number)?.port === port,
  );
  return former ?? 0;
}
