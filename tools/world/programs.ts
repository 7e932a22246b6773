import { existsSync } from "node:fs";

/**
 * The path of a small program that runs in worlds.
 *
 * @throws {Error} where it is not built
 */
export function programPath(name: "whoami" | "probe" | "load" | "sockets" | "steps"): string {
  const path = `${import.meta.dirname}/programs/build/${name}`;
  if (!existsSync(path)) throw new Error(`Program ${path} is not built: run \`npm run setup\``);
  return path;
}
