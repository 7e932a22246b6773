// @ts-check
import { run } from "./command.mjs";
import { isDebianLike } from "./machine.mjs";
import { SetupError } from "./setup-error.mjs";

/** What the build, the tests and the demo use, and for what. */
const needed = [
  // the kernel programs and their header
  "clang",
  "llvm",
  "bpftool",
  // the binding to libbpf and the test programs; with g++ comes libatomic, which Node is linked with
  "g++",
  "make",
  "libbpf-dev",
  // the controller's allocator
  "libjemalloc2",
  // test worlds: namespaces, Services, a DNS server and its client (of dnsmasq and bind only what
  // starts no service of its own)
  "iproute2",
  "nftables",
  "util-linux",
  "dnsmasq-base",
  "bind9-dnsutils",
  // the wire in another language
  "protobuf-compiler",
  "libprotobuf-dev",
];

/** @type {import("./steps.mjs").Step} */
export const debianStep = debianPackages(needed);

/**
 * The step that installs those of Debian's packages that are missing.
 *
 * @param {readonly string[]} packages
 * @returns {import("./steps.mjs").Step}
 */
export function debianPackages(packages) {
  return {
    name: "Debian packages",
    async look() {
      const missing = await missingPackages(packages);
      if (missing.length === 0) return undefined;
      return {
        what: `installing ${missing.join(", ")} (about a minute)`,
        perform: () => install(missing),
      };
    },
  };
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>}
 */
async function missingPackages(packages) {
  const query = await run("dpkg-query", [
    "-W",
    "-f",
    "${Package} ${db:Status-Status}\n",
    ...packages,
  ]);
  const installed = new Set(
    query.output.split("\n").flatMap((line) => {
      const [name, status] = line.split(" ");
      return name !== undefined && status === "installed" ? [name] : [];
    }),
  );
  return packages.filter((name) => !installed.has(name));
}

/** @param {readonly string[]} missing */
async function install(missing) {
  const byHand = `apt-get install --no-install-recommends ${missing.join(" ")}`;
  if (!isDebianLike()) {
    throw new SetupError(
      "This is not Debian, so the packages cannot be installed from here",
      `Install what corresponds to: ${missing.join(", ")}; then run this again on a Debian 12.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      "Packages are missing, and only root may install them",
      `Run \`sudo ${byHand}\`, or this as root (the tests and the demo need root too).`,
    );
  }
  await apt(["update"], "Look at the network and at /etc/apt/sources.list*, then run this again.");
  await apt(
    ["install", "--yes", "--no-install-recommends", ...missing],
    `Run \`${byHand}\` to see what apt wants, then run this again.`,
  );
}

/**
 * @param {readonly string[]} parameters
 * @param {string} mend
 */
async function apt(parameters, mend) {
  // Another apt may be at work, for example the one that a new machine starts by itself.
  const waiting = ["-o", "DPkg::Lock::Timeout=120", "-q"];
  const result = await run("apt-get", [...waiting, ...parameters], {
    DEBIAN_FRONTEND: "noninteractive",
  });
  if (!result.ok) throw new SetupError(`apt-get ${parameters[0]} failed`, mend, result.shown);
}
