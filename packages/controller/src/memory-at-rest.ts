import { collectGarbage, MemorySettler } from "@localredirect/process";

import type { NodeProgressBoard } from "./node-tables.ts";

/** Nodes that connected or acknowledged something, after which it is worth a pause. */
const worthwhile = 1_000;

/**
 * How long no node must have done so, in milliseconds: nobody is to wait for an answer while the
 * garbage of thousands of agents is collected. Where there is always something new, the engine
 * collects by itself.
 */
const quietTime = 5_000;

/**
 * Gives memory back when the controller has come to rest after its start, or after much has come
 * from agents. Call `started` once the sources are listed.
 */
export function settleAtRest(board: Pick<NodeProgressBoard, "onChange">): MemorySettler {
  const settler = new MemorySettler({ worthwhile, quietTime, settle: collectGarbage });
  board.onChange((nodes) => {
    settler.changed(nodes.size);
  });
  return settler;
}
