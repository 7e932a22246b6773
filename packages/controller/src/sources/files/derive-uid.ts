import { createHash } from "node:crypto";

/**
 * A uid for a manifest that has none: the same after every start and on every machine, in the form
 * of a UUID (version 8, RFC 9562) so that nothing that expects one stumbles.
 */
export function deriveUid(kind: string, key: string): string {
  const hex = createHash("sha256").update(`${kind}/${key}`).digest("hex");
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
