import { join } from "node:path";

import { runToEnd } from "../command/run-to-end.ts";
import { ClusterError } from "./cluster-error.ts";

/** Which kubectl to call, and for which control plane. */
export interface KubectlOptions {
  readonly program: string;
  /** Where it keeps what it learned of the API, instead of the home folder. */
  readonly folder: string;
  readonly kubeconfig: string;
}

/** A manifest: an object, or YAML or JSON text, of one document or several. */
export type Manifest = string | object;

/** How long one call may take, in milliseconds; `kubectl wait` and the like included. */
const deadline = 120_000;

/**
 * Calls kubectl and returns what it printed.
 *
 * @param input - its standard input
 * @throws ClusterError `kubectl` with what it printed to standard error
 */
export async function runKubectl(
  options: KubectlOptions,
  parameters: readonly string[],
  input = "",
): Promise<string> {
  const { code, output, errors } = await runToEnd([options.program, ...parameters], {
    environment: {
      KUBECONFIG: options.kubeconfig,
      KUBECACHEDIR: join(options.folder, "kubectl-cache"),
      // Whatever the user prefers: it must not change what tests see.
      KUBERC: "off",
    },
    ...{ input, timeout: deadline },
  });
  if (code === 0) return output;
  throw new ClusterError("kubectl", `kubectl ${parameters.join(" ")}: ${errors.trim()}`);
}

/** Applies manifests by server-side apply, in the order given, and takes over every field. */
export function applyManifests(
  options: KubectlOptions,
  manifests: readonly Manifest[],
): Promise<string> {
  const documents = manifests.map((manifest) =>
    typeof manifest === "string" ? manifest : JSON.stringify(manifest),
  );
  return runKubectl(
    options,
    ["apply", "--server-side", "--force-conflicts", "--field-manager=test", "-f", "-"],
    documents.join("\n---\n"),
  );
}
