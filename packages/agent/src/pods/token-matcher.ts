import type { CgroupFolder } from "./cgroup-folders.ts";
import { nameHoldsToken, plainToken, podFolderToken } from "./cgroup-name.ts";

/**
 * Makes a function that tells which of many pods a folder belongs to. Names as kubelets give them
 * are looked up, so that hundreds of pods among hundreds of folders cost little.
 *
 * @param pods by key, with the tokens of which the folder's name holds one
 */
export function tokenMatcher(
  pods: ReadonlyMap<string, readonly string[]>,
): (folder: CgroupFolder) => string | undefined {
  const all = [...pods].flatMap(([key, tokens]) =>
    tokens.map((token) => ({ key, token, plain: plainToken(token) })),
  );
  const byToken = new Map(all.map(({ key, plain }) => [plain, key]));
  return ({ name }) => {
    const token = podFolderToken(name);
    const known = token === undefined ? undefined : byToken.get(token);
    if (known !== undefined) return known;
    const plainName = plainToken(name);
    return all.find((each) => plainName.includes(each.plain) && nameHoldsToken(name, each.token))
      ?.key;
  };
}
