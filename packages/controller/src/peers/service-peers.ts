import { isDeepStrictEqual } from "node:util";

import type { Logger } from "@localredirect/process";

import type { ApiConnection } from "../kubernetes-api/api-connection.ts";
import { ListWatch } from "../kubernetes-api/list-watch.ts";
import { ObjectStore } from "../kubernetes-api/object-store.ts";
import type { ObjectKey } from "../object-key.ts";
import { sliceResource } from "./endpoint-slice.ts";
import type { EndpointSlice, ServiceName } from "./endpoint-slice.ts";
import type { PeerAddress, PeerDiscovery } from "./peer-address.ts";
import { peersOfSlices } from "./slice-peers.ts";

/** Where replicas are looked for. */
export interface ServicePeersOptions {
  /** A headless Service of the controllers. */
  readonly service: ServiceName;
  /** As slice-peers has it. */
  readonly ownIp: string | undefined;
  readonly connect: () => Promise<ApiConnection>;
  readonly logger: Logger;
}

/** The replicas behind a Service, by its EndpointSlices. */
export function servicePeers(options: ServicePeersOptions): PeerDiscovery {
  const { service, ownIp, connect, logger } = options;
  return {
    run: async (found, signal) => {
      const slices = new Map<ObjectKey, EndpointSlice>();
      let told: readonly PeerAddress[] | undefined;
      const tell = (): void => {
        const peers = peersOfSlices(slices.values(), ownIp);
        if (!watch.listed || isDeepStrictEqual(peers, told)) return;
        told = peers;
        found(peers);
      };
      const store = new ObjectStore<EndpointSlice>((key, slice) => {
        if (slice === undefined) slices.delete(key);
        else slices.set(key, slice);
        tell();
      });
      const watch = new ListWatch(sliceResource(service), await connect(), {
        listBegan: () => {
          // The API may have been restored from a backup; all that it says comes by this one watch.
          store.forgetRevisions();
        },
        present: (stored, isNew) => {
          store.hold(stored, isNew);
        },
        absent: (key, uid) => {
          store.release(key, uid);
        },
        listEnded: tell,
        reached: () => undefined,
        failing: (reason) => {
          if (reason === undefined) logger.info("peers can be looked for again");
          else logger.warn({ reason }, "peers cannot be looked for, those that are known stay");
        },
        read: (key, [problem]) => {
          if (problem === undefined) return;
          logger.warn({ slice: key, ...problem }, "EndpointSlice cannot be read");
        },
      });
      await watch.run(signal);
    },
  };
}
