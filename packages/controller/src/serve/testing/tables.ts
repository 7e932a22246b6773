import { digestOf, formatFrontend, redirectVersion } from "@localredirect/types";
import type { Redirect, Watermark } from "@localredirect/types";

import type { CompiledRedirect, CompiledTable, NodeTables } from "../../node-tables.ts";

const cache = new Map<string, CompiledRedirect>();

/** The redirect of frontend number `index`, one of several contents by `variant`. */
export function compiledRedirect(index: number, variant = 0): CompiledRedirect {
  const name = `${index}/${variant}`;
  const known = cache.get(name);
  if (known !== undefined) {
    return known;
  }
  const redirect: Redirect = {
    frontend: { address: `10.96.${index >> 8}.${index & 255}`, port: 80, protocol: "TCP" },
    policy: { name: "policy", uid: "policy-uid", id: 1 },
    options: { redirectSelf: false, qosLimit: undefined },
    backends: [
      {
        address: `10.244.0.${variant + 1}`,
        port: 8080,
        pod: { namespace: "default", name: `pod-${variant}`, uid: `uid-${variant}` },
        hostNetwork: false,
      },
    ],
    members: [],
  };
  const compiled = {
    redirect,
    version: redirectVersion(redirect),
    policyUid: redirect.policy.uid,
    generation: variant + 1,
  };
  cache.set(name, compiled);
  return compiled;
}

export function compiledTable(redirects: Iterable<CompiledRedirect>, causedAt = 0): CompiledTable {
  const entries = [...redirects];
  return {
    redirects: new Map(
      entries.map((compiled) => [formatFrontend(compiled.redirect.frontend), compiled]),
    ),
    digest: digestOf(entries.map(({ version }) => version)),
    causedAt,
  };
}

/** A table of frontends `from` to `to` (excluded), all of one variant. */
export function tableOfRange(from: number, to: number, variant = 0): CompiledTable {
  return compiledTable(
    Array.from({ length: Math.max(to - from, 0) }, (_, offset) =>
      compiledRedirect(from + offset, variant),
    ),
  );
}

/** Node tables that a test sets. */
export class FakeTables implements NodeTables {
  ready = true;
  watermarks: readonly Watermark[] = [];
  /** What agents have been said to have seen. */
  readonly seen: (readonly Watermark[])[] = [];
  readonly #tables = new Map<string, CompiledTable>();
  readonly #listeners = new Set<(nodes: ReadonlySet<string>) => void>();

  get nodes(): ReadonlySet<string> {
    return new Set(this.#tables.keys());
  }

  table(node: string): CompiledTable {
    return this.#tables.get(node) ?? compiledTable([]);
  }

  onChange(listener: (nodes: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  noteSeen(seen: readonly Watermark[]): void {
    this.seen.push(seen);
  }

  set(node: string, table: CompiledTable): void {
    this.#tables.set(node, table);
    this.notify(new Set([node]));
  }

  notify(nodes: ReadonlySet<string>): void {
    this.#listeners.forEach((listener) => {
      listener(nodes);
    });
  }
}
