import type { CgroupFolder } from "./cgroup-folders.ts";
import { nameHoldsToken, plainToken, podFolderToken } from "./cgroup-name.ts";

/**
 * Makes a function that tells which of many pods a folder belongs to. One pod may have several keys:
 * that of a controller, and the name of its folder where an earlier agent knew it. Names as kubelets
 * give them are looked up, so that hundreds of pods among hundreds of folders cost little.
 *
 * @param pods by key, with the tokens of which the folder's name holds one
 */
export function tokenMatcher(
  pods: ReadonlyMap<string, readonly string[]>,
): (folder: CgroupFolder) => readonly string[] {
  const all = [...pods].flatMap(([key, tokens]) =>
    tokens.map((token) => ({ key, token, plain: plainToken(token) })),
  );
  const byToken = Map.groupBy(all, ({ plain }) => plain);
  return ({ name }) => {
    const token = podFolderToken(name);
    const plainName = plainToken(name);
    const known =
      token === undefined ? [] : [...(byToken.get(token) ?? []), ...(byToken.get(plainName) ?? [])];
    const matching =
      known.length > 0
        ? known
        : all.filter((each) => plainName.includes(each.plain) && nameHoldsToken(name, each.token));
    return matching.map(({ key }) => key);
  };
}
