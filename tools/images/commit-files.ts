import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { runCommand } from "./command.ts";
import { ImageError } from "./image-error.ts";

/**
 * Writes the files of an earlier commit into a folder, from the clone's own history.
 *
 * @param clone the folder of a clone of this repository
 * @param folder where `source` with the files is made
 * @returns the folder with the files
 * @throws {ImageError} `source`, for example where the clone is shallow
 */
export async function writeCommitFiles(
  clone: string,
  commit: string,
  folder: string,
): Promise<string> {
  const git = ["git", "-C", clone] as const;
  await runCommand([...git, "cat-file", "-e", `${commit}^{commit}`], { code: "source" }).catch(
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      const mend = "let it have its history: git fetch --unshallow";
      throw new ImageError("source", `${clone} has no commit ${commit}; ${mend}\n${why}`, error);
    },
  );
  const files = join(folder, "source");
  const archive = join(folder, "source.tar");
  await mkdir(files, { recursive: true });
  await runCommand([...git, "archive", `--output=${archive}`, commit], { code: "source" });
  await runCommand(["tar", "-xf", archive, "-C", files], { code: "source" });
  return files;
}
