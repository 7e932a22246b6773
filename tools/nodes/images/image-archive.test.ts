import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { jsonField } from "../../cluster/json-field.ts";
import { runCommand } from "../../world/command.ts";
import { writeImageArchive } from "./image-archive.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "image-archive-"));
  writeFileSync(join(folder, "program"), "#!/bin/sh\n", { mode: 0o700 });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write() {
  return writeImageArchive(folder, {
    name: "localhost/example:1",
    files: { "/bin/example": join(folder, "program") },
    entrypoint: ["/bin/example"],
  });
}

/** The content of a file in the archive. */
function entry(archive: string, path: string): Promise<string> {
  return runCommand(["tar", "--extract", "--to-stdout", "--file", archive, `./${path}`]);
}

async function blob(archive: string, descriptor: unknown): Promise<string> {
  const digest = String(jsonField(descriptor, "digest")).replace("sha256:", "");
  const content = await entry(archive, `blobs/sha256/${digest}`);
  expect(createHash("sha256").update(content).digest("hex")).toBe(digest);
  expect(jsonField(descriptor, "size")).toBe(Buffer.byteLength(content));
  return content;
}

test("writeImageArchive leads from its index to the program, each blob by its digest", async () => {
  const archive = await write();
  expect(basename(archive)).toBe("localhost-example-1.tar");
  expect(readdirSync(folder).sort()).toEqual(["localhost-example-1.tar", "program"]);

  const index: unknown = JSON.parse(await entry(archive, "index.json"));
  const described = jsonField(index, "manifests", "0");
  expect(jsonField(described, "annotations", "io.containerd.image.name")).toBe(
    "localhost/example:1",
  );
  const manifest: unknown = JSON.parse(await blob(archive, described));
  const config: unknown = JSON.parse(await blob(archive, jsonField(manifest, "config")));
  expect(config).toMatchObject({
    config: { Entrypoint: ["/bin/example"] },
    rootfs: { diff_ids: [jsonField(manifest, "layers", "0", "digest")] },
  });
  const layer = join(folder, "layer.tar");
  writeFileSync(layer, await blob(archive, jsonField(manifest, "layers", "0")));
  const listing = await runCommand(["tar", "--list", "--verbose", "--file", layer]);
  expect(listing).toMatch(/^-rwxr-xr-x 0\/0 .* \.\/bin\/example$/m);
});

test("writeImageArchive writes the same archive for the same files", async () => {
  const first = readFileSync(await write());
  expect(readFileSync(await write()).equals(first)).toBe(true);
});
