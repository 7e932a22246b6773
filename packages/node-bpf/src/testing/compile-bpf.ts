import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, statSync } from "node:fs";
import { arch } from "node:os";
import { fileURLToPath } from "node:url";

const sources = fileURLToPath(new URL("../../native/testdata/", import.meta.url));
const objects = fileURLToPath(new URL("../../build/testdata/", import.meta.url));

/** Where Debian keeps asm/types.h, by Node's names of the architectures. */
const triplets: Readonly<Record<string, string>> = {
  x64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
};

/** Compiles native/testdata/NAME.bpf.c unless that is done; returns the object's path. */
export function compileBpf(name: string): string {
  const source = `${sources}${name}.bpf.c`;
  const object = `${objects}${name}.bpf.o`;
  if (isNewer(object, source)) return object;
  mkdirSync(objects, { recursive: true });
  // Renamed into place, as another test may read it now.
  const unfinished = `${object}.${process.pid}`;
  const include = `-I/usr/include/${triplets[arch()] ?? arch()}`;
  const flags = ["-g", "-O2", "-Wall", "-Werror", "-target", "bpf", "-mcpu=v3", include];
  execFileSync("clang", [...flags, "-c", source, "-o", unfinished], { stdio: "inherit" });
  renameSync(unfinished, object);
  return object;
}

function isNewer(object: string, source: string): boolean {
  const built = statSync(object, { throwIfNoEntry: false });
  return built !== undefined && built.mtimeMs > statSync(source).mtimeMs;
}
