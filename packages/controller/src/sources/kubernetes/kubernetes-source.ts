import { once } from "node:events";

import type { Watermark } from "@localredirect/types";

import type { Source, SourceBatch } from "../source.ts";
import type { ApiConnection } from "../../kubernetes-api/api-connection.ts";
import { PacedConnection } from "../../kubernetes-api/paced-connection.ts";
import { ClusterReading } from "./cluster-reading.ts";

/** The source's name, also in watermarks: there is one cluster. */
const sourceName = "kubernetes";

/** Objects from the API of a Kubernetes cluster: `--source kubernetes`. */
export class KubernetesSource implements Source {
  readonly name: string = sourceName;
  readonly listsNodes: boolean = true;
  readonly #connect: () => Promise<ApiConnection>;
  #reading: ClusterReading | undefined;

  /** `connect` gives the way to the API. */
  constructor(connect: () => Promise<ApiConnection>) {
    this.#connect = connect;
  }

  /** Lists what is in use and follows it until the signal aborts. */
  async run(deliver: (batch: SourceBatch) => void, signal: AbortSignal): Promise<void> {
    // With dozens of policies dozens of lists begin at the same time.
    const connection = new PacedConnection(await this.#connect());
    const reading = new ClusterReading({ source: sourceName, connection, deliver, signal });
    this.#reading = reading;
    const aborted = signal.aborted ? undefined : once(signal, "abort");
    reading.start();
    await Promise.race([aborted, reading.broken]);
    await reading.ended();
    this.#reading = undefined;
  }

  noteSeen(seen: Watermark): void {
    this.#reading?.noteSeen(seen);
  }
}
