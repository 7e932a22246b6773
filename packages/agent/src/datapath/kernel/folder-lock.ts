import { lockPinFolder, type PinFolderLock } from "@localredirect/node-bpf";
import type { Logger } from "@localredirect/process";
import { setTimeout as sleep } from "node:timers/promises";
import { DatapathError } from "../datapath-error.ts";

/** An upgrade starts the new agent before the old one has ended. */
const patienceMilliseconds = 10_000;
const pollMilliseconds = 50;

/**
 * Makes sure that no other agent works in a pin folder, and waits for one that is about to end.
 * @throws DatapathError `locked` when it does not end.
 */
export async function lockFolder(path: string, logger: Logger): Promise<PinFolderLock> {
  const deadline = performance.now() + patienceMilliseconds;
  let lock = lockPinFolder(path);
  if (lock === undefined) logger.info({ folder: path }, "Waiting for another agent to end");
  while (lock === undefined) {
    if (performance.now() > deadline) {
      const seconds = patienceMilliseconds / 1000;
      throw new DatapathError(
        "locked",
        `Another agent has worked in ${path} for ${seconds} s: stop it, or give this one a --pin of its own`,
      );
    }
    await sleep(pollMilliseconds);
    lock = lockPinFolder(path);
  }
  return lock;
}
