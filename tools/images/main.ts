/** `npm run images`: both images, from the Dockerfile that users build them with. */
import { parseArgs } from "node:util";

import { isOrigin, origins } from "./base-images.ts";
import { buildImages, type ImageOptions } from "./build-images.ts";
import { builders, isBuilder } from "./builder.ts";
import { ImageError } from "./image-error.ts";

const help = `Usage: npm run images [-- OPTION..]

Builds the images of controller and agent from deploy/images/Dockerfile, and writes them to
dist/images/localredirect-controller.tar and -agent.tar, for \`docker load\`, \`kind load
image-archive\` or \`ctr -n k8s.io images import\`. They are called localhost/localredirect-controller:dev
and localhost/localredirect-agent:dev, as deploy/overlays/dev has them.

  --builder NAME  docker, podman or buildah (default: the first that works; buildah is installed
                  where none does, on Debian, by root)
  --base ORIGIN   registry: Debian and Node from Docker Hub; packages: both made from Debian's and
                  npm's packages (default: registry where it answers, else packages)
  --tag TAG       instead of dev
  --no-cache      use nothing of earlier builds
  --help          print this

Environment:
  NODE_EXTRA_CA_CERTS  a file with certificates, which npm then trusts while it builds
`;

/** A tag, as the distribution specification has it. */
const tagPattern = /^\w[\w.-]{0,127}$/;

process.exitCode = await main(process.argv.slice(2));

async function main(parameters: readonly string[]): Promise<number> {
  const options = readOptions(parameters);
  if (typeof options === "string") {
    process.stderr.write(`${options}\n${help}`);
    return 2;
  }
  if (options === undefined) {
    process.stdout.write(help);
    return 0;
  }
  try {
    for (const { name, file, size } of await buildImages(options)) {
      process.stdout.write(`${name}  ${(size / 1e6).toFixed(0)} MB  ${file}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    process.stderr.write(`images: ${error.message}\n`);
    return 1;
  }
}

/** A text says what is wrong with them; undefined: help is wanted. */
function readOptions(parameters: readonly string[]): ImageOptions | string | undefined {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        builder: { type: "string" },
        base: { type: "string" },
        tag: { type: "string", default: "dev" },
        "no-cache": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return undefined;
    const { builder, base, tag } = values;
    if (builder !== undefined && !isBuilder(builder)) {
      return `--builder ${builder} is none of ${builders.join(", ")}`;
    }
    if (base !== undefined && !isOrigin(base)) {
      return `--base ${base} is none of ${origins.join(", ")}`;
    }
    if (!tagPattern.test(tag)) return `--tag ${tag} is no tag: letters, digits, dots and dashes`;
    return { builder, base, tag, cached: !values["no-cache"], progress: printProgress };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function printProgress(line: string) {
  process.stderr.write(`images: ${line}\n`);
}
