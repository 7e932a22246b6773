import type { Frontend } from "@localredirect/types/tables";

/** Who serves a backend: whichever processes of a pod have bound its port. */
export interface Server {
  /** Id of the pod's cgroup. */
  readonly cgroup: bigint;
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: Frontend["protocol"];
}

/** The same text exactly for the same server. */
export function serverName({ cgroup, port, protocol }: Server): string {
  return `${cgroup} ${port}/${protocol}`;
}
