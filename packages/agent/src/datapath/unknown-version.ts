import type { Version } from "@localredirect/types/tables";

/**
 * The version of a redirect whose content in the kernel is not known for sure: it equals no content
 * hash (but for a chance of 2^-128), so a controller sends the redirect again. It is not zero,
 * because a digest would not show it then.
 */
export const unknownVersion: Version = "f".repeat(32);
