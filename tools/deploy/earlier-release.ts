import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildImages } from "../images/build-images.ts";
import { writeCommitFiles } from "../images/commit-files.ts";
import { type Release, thisCheckout } from "./node-installation.ts";
import { ourOptions } from "./our-images.ts";

/**
 * What nodes are upgraded from, and back to: the last commit with layout 1 of the pinned table.
 * Move it to each release, once there is one.
 */
export const earlierCommit = "07d2fc3649487336d7dde7347b1b2108b2392bd3";

/** An earlier state of this repository, ready to be installed. */
export interface EarlierRelease extends AsyncDisposable {
  readonly release: Release;
  /** The archives of its images. */
  readonly images: readonly string[];
}

/**
 * Builds the images of {@link earlierCommit} from its own files, which the clone's history has.
 *
 * @returns what to dispose of, which removes files and archives
 * @throws ImageError
 */
export async function buildEarlierRelease(): Promise<EarlierRelease> {
  const tag = "earlier";
  const folder = await mkdtemp(join(tmpdir(), "localredirect-earlier-"));
  await using made = new AsyncDisposableStack();
  made.defer(() => rm(folder, { recursive: true }));
  const root = await writeCommitFiles(thisCheckout.root, earlierCommit, folder);
  const place = { root, archives: folder, revision: earlierCommit };
  const images = await buildImages({ ...ourOptions, tag }, place);
  const kept = made.move();
  return {
    release: { root, tag },
    images: images.map(({ file }) => file),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
