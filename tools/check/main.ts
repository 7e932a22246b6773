/** Checks everything about the repository that a tool can: see checks.ts. */
import { type Check, checks } from "./checks.ts";

/** No more at once: each takes a core and up to a gigabyte. */
const atOnce = 2;

async function perform(check: Check): Promise<boolean> {
  const start = performance.now();
  const { ok, output } = await check.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`check: ${check.name}: ${ok ? "good" : "BAD"} (${seconds} s)`);
  if (!ok) console.log(output);
  return ok;
}

async function performAll(queue: Check[]): Promise<readonly boolean[]> {
  const results: boolean[] = [];
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    results.push(await perform(check));
  }
  return results;
}

process.chdir(`${import.meta.dirname}/../..`);
const alone = await performAll(checks.filter((check) => check.alone === true));
const queue = checks.filter((check) => check.alone !== true);
const together = await Promise.all(Array.from({ length: atOnce }, () => performAll(queue)));
if ([alone, ...together].flat().includes(false)) process.exitCode = 1;
