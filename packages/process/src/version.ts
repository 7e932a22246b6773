import { readFileSync } from "node:fs";

/**
 * The version of the package that a file in its `src` or `dist` belongs to.
 *
 * @param moduleUrl - import.meta.url of that file
 * @throws when the package.json beside that folder cannot be read or names no version
 */
export function packageVersion(moduleUrl: string): string {
  const file = new URL("../package.json", moduleUrl);
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof content === "object" && content !== null && "version" in content) {
    return String(content.version);
  }
  throw new Error(`${file.pathname} names no version`);
}
