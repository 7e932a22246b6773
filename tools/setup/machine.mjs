// @ts-check
import { readFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { SetupError } from "./setup-error.mjs";

/** The first Node that has what these scripts use (`import.meta.dirname`). */
const oldestNode = [20, 11];

/**
 * The name of the Linux distribution and of those that it descends from, as in os-release(5).
 *
 * @param {string} text the content of /etc/os-release
 * @returns {string[]} for example `["ubuntu", "debian"]`
 */
export function distributions(text) {
  const value = (/** @type {string} */ key) =>
    new RegExp(`^${key}="?([^"\\n]*)"?$`, "m").exec(text)?.[1] ?? "";
  return `${value("ID")} ${value("ID_LIKE")}`.split(" ").filter((name) => name !== "");
}

/** Throws a {@link SetupError} where localredirect cannot be built at all. */
export function requireSupportedMachine() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new SetupError(
      `Node ${process.versions.node} is older than ${oldestNode.join(".")}`,
      "Install Node 20.11 or newer; a newer one for everything else is then installed here.",
    );
  }
  if (platform() !== "linux" || !["x64", "arm64"].includes(arch())) {
    throw new SetupError(
      `This is ${platform()} on ${arch()}`,
      "Use Linux on x64 or arm64, for example a Debian 12 virtual machine.",
    );
  }
}

/** Whether apt installs software here. */
export function isDebianLike() {
  try {
    return distributions(readFileSync("/etc/os-release", "utf8")).includes("debian");
  } catch {
    return false;
  }
}
