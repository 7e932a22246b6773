import { parsePolicy } from "../policy/parse-policy.ts";
import { serviceManifest } from "./policy-manifests.ts";

/** The problems as lines, so that tables can be read. */
export function problemsOf(manifest: unknown): readonly string[] {
  const result = parsePolicy(manifest);
  return result.ok ? [] : result.problems.map(({ path, reason }) => `${path}: ${reason}`);
}

/** A valid manifest with one part of its spec replaced by anything. */
export function withSpec(change: Record<string, unknown>): unknown {
  const manifest = serviceManifest();
  return { ...manifest, spec: { ...manifest.spec, ...change } };
}

/** A valid manifest with one part of its backend replaced by anything. */
export function withBackend(change: Record<string, unknown>): unknown {
  return withSpec({ backend: { ...serviceManifest().spec.backend, ...change } });
}
