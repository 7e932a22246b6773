import { bad, good } from "@localredirect/process";
import type { Result } from "@localredirect/process";

/** A place that objects come from. */
export type SourceConfig =
  /** The API of the cluster that $KUBECONFIG names, or in which the controller runs. */
  | { readonly kind: "kubernetes" }
  /** The manifests of a folder. */
  | { readonly kind: "files"; readonly folder: string };

/** Reads a value of --source. */
export function parseSource(text: string): Result<SourceConfig> {
  if (text === "kubernetes") return good({ kind: "kubernetes" });
  const folder = text.startsWith("files:") ? text.slice("files:".length) : "";
  return folder === ""
    ? bad(`Source '${text}' is neither kubernetes nor files:DIR`)
    : good({ kind: "files", folder });
}

/** As it is written in --source. */
export function sourceName(source: SourceConfig): string {
  return source.kind === "files" ? `files:${source.folder}` : source.kind;
}
