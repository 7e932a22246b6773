import { spawn } from "node:child_process";
import { once } from "node:events";

/** Removes a folder when told to, and when this process ends without a word. */
export interface FolderGuard {
  /** Removes the folder now. */
  remove(): Promise<void>;
}

/**
 * Tries again for five seconds: servers that were killed at the same moment may still write. It
 * waits for the end of its input, which comes when this process ends, however it does.
 */
const script = `
cat > /dev/null
for attempt in $(seq 50); do
  rm -rf -- "$1" 2> /dev/null && exit 0
  sleep 0.1
done
exit 1`;

/** Starts a small process that outlives this one by a moment. */
export function guardFolder(folder: string): FolderGuard {
  const guard = spawn("sh", ["-c", script, "sh", folder], {
    // Ctrl-C must not end it before its work.
    detached: true,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const closed = once(guard, "close");
  return {
    async remove() {
      guard.stdin.end();
      await closed;
    },
  };
}
