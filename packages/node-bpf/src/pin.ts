import { unlinkSync } from "node:fs";

import { BpfError } from "./bpf-error.ts";
import { attempt } from "./native-call.ts";

/** EINVAL in errno.h. */
const invalid = 22;

/** What is to be unpinned, and what stands at its path. */
export interface PinnedIds {
  readonly own: number;
  readonly found: number;
}

/**
 * Removes a pin, after seeing that it is the right one.
 *
 * @throws {BpfError} EINVAL when something else is pinned there
 */
export function removePin(operation: string, path: string, ids: PinnedIds): void {
  if (ids.own !== ids.found) {
    throw new BpfError(operation, invalid, {
      detail: `${path} pins number ${ids.found}, not this one, number ${ids.own}`,
    });
  }
  attempt(operation, () => {
    unlinkSync(path);
  });
}
