import { execFile } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { ClusterError } from "../cluster-error.ts";

/** How long one download may take, in milliseconds. */
const deadline = 5 * 60_000;

/**
 * Downloads Debian packages and unpacks them into a folder instead of installing them: that would
 * start servers, and remove what they conflict with (containerd: Docker's).
 *
 * @throws ClusterError `debian` where they cannot be had
 */
export async function unpackDebianPackages(
  folder: string,
  packages: readonly string[],
): Promise<void> {
  const download = ["apt-get", "download", "-q", ...packages];
  try {
    await run(folder, download);
  } catch {
    // A machine whose lists of packages are missing or old.
    await run(folder, ["apt-get", "update", "-q"]);
    await run(folder, download);
  }
  const archives = (await readdir(folder)).filter((name) => name.endsWith(".deb"));
  for (const archive of archives) {
    await run(folder, ["dpkg-deb", "-x", archive, "."]);
    await rm(join(folder, archive));
  }
}

async function run(folder: string, [program = "", ...parameters]: readonly string[]) {
  try {
    await promisify(execFile)(program, parameters, { cwd: folder, timeout: deadline });
  } catch (error) {
    // Its message has the command and what it printed to standard error.
    const said = error instanceof Error ? error.message.trim() : String(error);
    throw new ClusterError(
      "debian",
      `A Debian package cannot be had; use Debian 12 or newer, and look at its network: ${said}`,
      error,
    );
  }
}
