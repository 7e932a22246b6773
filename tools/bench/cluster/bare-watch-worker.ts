/**
 * A process that watches all pods and keeps nothing: the least that anything between the API server
 * and an agent can cost.
 */
import { request } from "node:https";
import { createInterface } from "node:readline";

import { jsonField } from "../../cluster/json-field.ts";
import type { BareWatchOptions, PodSighting } from "./bare-watch.ts";
import { monotonicTime } from "./monotonic-time.ts";

function watch({ url, ca, certificate, key, revision }: BareWatchOptions): void {
  const query = new URLSearchParams({ watch: "1", resourceVersion: revision });
  const target = new URL(`/api/v1/pods?${query.toString()}`, url);
  const options = { ca, cert: certificate, key, headers: { accept: "application/json" } };
  request(target, options, (response) => {
    process.send?.("watching");
    createInterface({ input: response }).on("line", take);
    response.on("end", () => process.exit(1));
  }).end();
}

function take(line: string): void {
  const at = monotonicTime();
  const pod = jsonField(JSON.parse(line), "object", "metadata", "name");
  if (typeof pod !== "string") return;
  process.send?.({ pod, at } satisfies PodSighting);
}

// The only one who sends is the parent, with bare-watch.ts, of the same checkout.
process.on("message", (message) => {
  watch(message as BareWatchOptions);
});
process.on("disconnect", () => process.exit());
