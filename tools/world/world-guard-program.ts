/**
 * `world-guard-program.ts WORLD`: waits for the end of its input, which comes when its parent ends,
 * however it does, and removes the world then.
 */
import { removeWorld } from "./removal.ts";
import { parseWorldId } from "./world-id.ts";

const id = parseWorldId(process.argv[2] ?? "");
if (id === undefined) {
  console.error(`Not the name of a world: ${process.argv[2] ?? ""}`);
  process.exitCode = 2;
} else {
  process.stdin.resume().on("end", () => {
    removeWorld(id);
  });
}
