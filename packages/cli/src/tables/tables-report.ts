import { formatFrontend } from "@localredirect/types";
import type { Backend, Redirect } from "@localredirect/types";

import { textTable } from "../text-table.ts";

/** The table of one node as the controller wants it. */
export interface ShownTable {
  readonly node: string;
  readonly redirects: readonly Redirect[];
}

/** A line for each redirect and backend. */
export function tablesText(tables: readonly ShownTable[]): string {
  const rows = tables.flatMap(({ node, redirects }) =>
    redirects.flatMap((redirect) => redirectRows(node, redirect)),
  );
  return rows.length === 0
    ? "There are no redirects\n"
    : textTable(["NODE", "FRONTEND", "POLICY", "ID", "BACKEND", "POD"], rows);
}

/** The second and further backends of a frontend stand below the first. */
function redirectRows(node: string, redirect: Redirect): readonly (readonly string[])[] {
  const { policy, backends } = redirect;
  const head = [node, formatFrontend(redirect.frontend), policy.name, String(policy.id)];
  const [first, ...others] = backends;
  if (first === undefined) {
    return [[...head, "none: traffic passes", "-"]];
  }
  return [
    [...head, ...backendCells(first)],
    ...others.map((backend) => [...head.map(() => ""), ...backendCells(backend)]),
  ];
}

function backendCells({ address, port, pod, hostNetwork }: Backend): readonly string[] {
  const place = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
  return [place, `${pod.namespace}/${pod.name}${hostNetwork ? " (host network)" : ""}`];
}

/** For programs: complete. */
export function tablesData(tables: readonly ShownTable[]): object {
  return {
    tables: tables.map(({ node, redirects }) => ({
      node,
      redirects: redirects.map((redirect) => ({
        ...redirect,
        frontend: formatFrontend(redirect.frontend),
      })),
    })),
  };
}
