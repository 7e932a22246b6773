import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

import type { Manifest } from "./manifest.ts";

/** What can be done with a folder of manifests. */
export interface ManifestFolder {
  /** Replaces a file of the folder as editors do, by rename. */
  readonly write: (file: string, ...objects: readonly Manifest[]) => void;
  /** Writes text as it is. */
  readonly writeText: (file: string, text: string) => void;
  /** Removes a file of the folder; it need not be there. */
  readonly remove: (file: string) => void;
}

/** Changes a folder as a person does whose controller follows it. */
export function manifestFolder(folder: string): ManifestFolder {
  const writeText = (file: string, text: string): void => {
    const hidden = join(folder, `.${file}.new`);
    writeFileSync(hidden, text);
    renameSync(hidden, join(folder, file));
  };
  return {
    writeText,
    write: (file, ...objects) => {
      writeText(file, objects.map((object) => stringify(object)).join("---\n"));
    },
    remove: (file) => {
      rmSync(join(folder, file), { force: true });
    },
  };
}
