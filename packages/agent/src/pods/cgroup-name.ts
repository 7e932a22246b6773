/**
 * The names that kubelets give to pods' cgroups: `pod` and a uid, in systemd's slices with `_`, or
 * the hash of a static pod.
 */
const podFolder =
  /(?:^|[-_])pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?:\.slice)?$/;

/**
 * What a kubelet's folder of a pod says of the pod, in the form of `plainToken`; undefined: the
 * folder is not named so.
 */
export function podFolderToken(name: string): string | undefined {
  const token = podFolder.exec(name)?.[1];
  return token === undefined ? undefined : plainToken(token);
}

/** A token without `-` and `_`, so that its spellings are equal. */
export function plainToken(token: string): string {
  return token.replaceAll(/[-_]/g, "");
}

/**
 * Whether a folder is that of the pod with this token: it holds the token, with `-` or `_`, and not
 * as a part of a longer word; `pod` may stand right before it.
 */
export function nameHoldsToken(name: string, token: string): boolean {
  const text = name.replaceAll("_", "-");
  const wanted = token.replaceAll("_", "-");
  if (wanted === "") return false;
  for (let start = text.indexOf(wanted); start !== -1; start = text.indexOf(wanted, start + 1)) {
    if (isWhole(text.slice(0, start), text.slice(start + wanted.length))) return true;
  }
  return false;
}

function isWhole(before: string, after: string): boolean {
  return /(?:^|[^0-9a-z]|(?:^|[^0-9a-z])pod)$/i.test(before) && /^(?:[^0-9a-z]|$)/i.test(after);
}
