import { execFile } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { jsonField } from "../cluster/json-field.ts";
import { ourOptions } from "../deploy/our-images.ts";
import { imageTime } from "./build-command.ts";
import { buildImages, type ImageOptions } from "./build-images.ts";
import {
  compressedSize,
  modificationTimes,
  type UnpackedImage,
  unpackImage,
} from "./image-archive.ts";
import { readSource, type Source } from "./source.ts";

const execute = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), "localredirect-images-"));
const images = new Map<string, UnpackedImage>();
let source: Source;

const checkout = join(import.meta.dirname, "../..");
// The same on every machine; and not every docker sets the time of files.
const options: ImageOptions = { ...ourOptions, builder: "buildah" };

beforeAll(async () => {
  source = await readSource(checkout);
  const built = await buildImages(options);
  for (const { target, file } of built) {
    images.set(target, await unpackImage(file, join(folder, target)));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function imageOf(target: string): UnpackedImage {
  const image = images.get(target);
  if (image === undefined) throw new TypeError(`No image ${target} was built`);
  return image;
}

function setting(target: string, name: string): unknown {
  return jsonField(imageOf(target).configuration, "config", name);
}

/** What a program prints in an image, as the image's user, without a network or an environment. */
async function runIn(target: string, command: readonly string[]): Promise<string> {
  const { root } = imageOf(target);
  const environment = setting(target, "Env");
  const user = String(setting(target, "User"));
  const { stdout } = await execute("unshare", [
    ...["--net", "env", "--ignore-environment"],
    ...(Array.isArray(environment) ? environment.map(String) : []),
    ...["chroot", `--userspec=${user}`, root, ...command],
  ]);
  return stdout;
}

/** The files of an image that a test accepts. */
async function find(target: string, ...tests: readonly string[]): Promise<readonly string[]> {
  const { root } = imageOf(target);
  const { stdout } = await execute("find", [root, ...tests, "-printf", "/%P\n"]);
  return stdout.split("\n").filter((line) => line !== "");
}

describe.each(["controller", "agent"])("the image of the %s", (target) => {
  const entrypoint = `localredirect-${target}`;

  test("runs its program, without a network", async () => {
    expect(setting(target, "Entrypoint")).toEqual([entrypoint]);
    expect(await runIn(target, [entrypoint, "--version"])).toBe(`${source.version}\n`);
    expect(await runIn(target, [entrypoint, "--help"])).toContain(`Usage: ${entrypoint}`);
  });

  test("says what it is, and of which commit", () => {
    expect(setting(target, "Labels")).toMatchObject({
      "org.opencontainers.image.title": entrypoint,
      "org.opencontainers.image.description": expect.any(String) as unknown,
      "org.opencontainers.image.licenses": "Apache-2.0",
      "org.opencontainers.image.version": source.version,
      "org.opencontainers.image.revision": expect.stringMatching(
        /^[0-9a-f]{40}(-dirty)?$/,
      ) as unknown,
    });
  });

  test("has the Node that tests run with on its path", async () => {
    expect(await runIn(target, ["node", "--version"])).toBe(`${process.version}\n`);
  });

  test("has neither a compiler nor a package manager of JavaScript", async () => {
    const programs = await find(target, "-path", "*/bin/*");
    const names = programs.map((path) => basename(path));
    expect(names).toContain("node");
    expect(
      names.filter((name) => /^(cc|gcc|g\+\+|c\+\+|clang|make|npm|npx|yarn)\b/.test(name)),
    ).toEqual([]);
  });

  test("has no file that makes whoever runs it somebody else", async () => {
    expect(await find(target, "-type", "f", "-perm", "/6000")).toEqual([]);
  });

  test("has no package of development, and no link that leads nowhere", async () => {
    const modules = join(imageOf(target).root, "opt/localredirect/node_modules");
    const names = readdirSync(modules);
    expect(names).toContain("@grpc");
    for (const name of ["typescript", "vitest", "nx", "node-addon-api", "protobufjs-cli"]) {
      expect(names).not.toContain(name);
    }
    const ours = readdirSync(join(modules, "@localredirect"));
    expect(ours).toEqual(
      target === "agent"
        ? ["agent", "node-bpf", "process", "types"]
        : ["controller", "process", "types"],
    );
    expect(await find(target, "-path", "*/opt/*", "-xtype", "l")).toEqual([]);
  });

  test("has at most 150 MB, compressed", async () => {
    const sizes = await Promise.all(imageOf(target).layers.map(compressedSize));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150e6);
  });

  test("has the same time on everything that it adds to its base, whenever it was built", async () => {
    const { configuration, layers } = imageOf(target);
    expect(Date.parse(String(jsonField(configuration, "created")))).toBe(imageTime * 1000);
    for (const layer of layers.slice(1)) {
      expect(await modificationTimes(layer)).toEqual([imageTime]);
    }
  });
});

/** The layers of images by target, as digests of what is in them. */
type Layers = Readonly<Record<string, unknown>>;

function layersOf({ configuration }: UnpackedImage): unknown {
  return jsonField(configuration, "rootfs", "diff_ids");
}

/** Builds both with nothing of earlier builds. */
async function buildAnew(): Promise<Layers> {
  const place = { root: checkout, archives: mkdtempSync(join(folder, "again-")) };
  const built = await buildImages({ ...options, cached: false }, place);
  const unpacked = built.map(async ({ target, file }): Promise<[string, unknown]> => {
    return [target, layersOf(await unpackImage(file, join(place.archives, target)))];
  });
  return Object.fromEntries(await Promise.all(unpacked));
}

test("both are built again to the same layers, with nothing left of earlier builds", async () => {
  const before: Layers = Object.fromEntries(
    Array.from(images, ([target, image]) => [target, layersOf(image)]),
  );
  const again = await buildAnew();
  expect(Object.keys(again)).toHaveLength(images.size);
  // Debian may have released a package since what an earlier build had left was made.
  if (isDeepStrictEqual(again, before)) return;
  expect(await buildAnew()).toEqual(again);
}, 600_000);

test("the controller runs as nobody in particular, and nothing of it belongs to that user", async () => {
  expect(setting("controller", "User")).toBe("65532:65532");
  expect(await find("controller", "-path", "*/opt/*", "-not", "-uid", "0")).toEqual([]);
});

test("the controller in its image allocates with jemalloc", async () => {
  const start = ["sh", "-c", "LD_DEBUG=libs localredirect-controller --version 2>&1"];
  expect(await runIn("controller", start)).toMatch(/calling init: .*\/libjemalloc\.so\.2\n/);
});

test("the controller's image has the client of Kubernetes", async () => {
  const module = "/opt/localredirect/packages/controller/dist/kubernetes-api/cluster-connection.js";
  const script = `console.log(Object.keys(await import("${module}")).length > 0)`;
  const node = ["node", "--input-type=module", "--eval", script];
  expect(await runIn("controller", node)).toBe("true\n");
});

test("the agent's image has its program for the kernel, and the library that loads it", async () => {
  const home = "opt/localredirect/packages/agent/dist/bpf/localredirect.bpf.o";
  expect(lstatSync(join(imageOf("agent").root, home)).size).toBeGreaterThan(10_000);
  const module = "/opt/localredirect/packages/node-bpf/dist/index.js";
  const script = `import { BpfObject } from "${module}";
    using object = BpfObject.open("/${home}");
    console.log([...object.programs.keys()].join(" "));`;
  const node = ["node", "--input-type=module", "--eval", script];
  expect(await runIn("agent", node)).toContain("connect4");
});
