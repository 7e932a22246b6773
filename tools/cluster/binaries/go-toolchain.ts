import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { downloadedGo } from "./go-download.ts";
import type { Progress } from "./progress.ts";

/** From this one on, Go downloads the newer toolchain that a go.mod asks for by itself. */
const oldest = [1, 21] as const;

/**
 * The `go` to build with: that of the PATH, or where there is none that is new enough (Debian 12
 * has 1.19), one that is downloaded.
 *
 * @throws ClusterError `go`
 */
export async function findGo(
  progress: Progress,
  download: typeof downloadedGo = downloadedGo,
): Promise<string> {
  const installed = await installedVersion();
  if (installed !== undefined && !isOlder(installed)) {
    progress(`building with the ${installed} that is installed`);
    return "go";
  }
  progress(
    installed === undefined ? "no Go is installed" : `the installed ${installed} is too old`,
  );
  return download(progress);
}

async function installedVersion(): Promise<string | undefined> {
  try {
    return (await promisify(execFile)("go", ["env", "GOVERSION"])).stdout.trim();
  } catch {
    return undefined;
  }
}

function isOlder(version: string): boolean {
  const numbers = /(\d+)\.(\d+)/.exec(version);
  // A development version may have none, and is new.
  if (numbers === null) return false;
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])];
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}
