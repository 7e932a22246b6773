import { releaseUnusedMemory } from "@localredirect/node-bpf";
import { collectGarbage, MemorySettler } from "@localredirect/process";

/** Redirects after which the heap has grown by so much that it is worth a pause of some 100 ms. */
const worthwhile = 1_000;

/** How long no batch must have come, in milliseconds. */
const quietTime = 1_000;

/**
 * Gives memory back when the agent has come to rest. A heap that grew while 10,000 redirects came
 * keeps 70 MB of free space, and half of the resident memory of an idle agent is text of the engine
 * that only the start needed.
 */
export function settleAtRest(): MemorySettler {
  return new MemorySettler({
    ...{ worthwhile, quietTime },
    settle: () => {
      collectGarbage();
      releaseUnusedMemory();
    },
  });
}
