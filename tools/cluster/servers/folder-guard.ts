import { spawn } from "node:child_process";
import { once } from "node:events";

/** Removes a folder, and cgroups, when told to, and when this process ends without a word. */
export interface FolderGuard {
  /** Removes all of it now. What runs in the cgroups is killed. */
  remove(): Promise<void>;
}

/**
 * Tries again for ten seconds: servers that were killed at the same moment may still write, and a
 * cgroup goes only after its processes. It waits for the end of its input, which comes when this
 * process ends, however it does.
 */
const script = `
cat > /dev/null
folder=$1
shift
for attempt in $(seq 100); do
  left=
  for cgroup in "$@"; do
    [ -d "$cgroup" ] || continue
    [ -e "$cgroup/cgroup.kill" ] && echo 1 > "$cgroup/cgroup.kill"
    find "$cgroup" -depth -type d -exec rmdir {} + 2> /dev/null || left=cgroup
  done
  rm -rf -- "$folder" 2> /dev/null || left=folder
  [ "$left" ] || exit 0
  sleep 0.1
done
exit 1`;

/**
 * Starts a small process that outlives this one by a moment.
 *
 * @param cgroups folders, which need not exist yet
 */
export function guardFolder(folder: string, cgroups: readonly string[] = []): FolderGuard {
  const guard = spawn("sh", ["-c", script, "sh", folder, ...cgroups], {
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
