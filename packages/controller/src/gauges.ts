import type { NodeState } from "@localredirect/types";

import type { LiveNodeTables } from "./compile/live-node-tables.ts";
import type { ControllerGauges } from "./metrics.ts";
import type { NodeProgressBoard } from "./node-tables.ts";
import { nodeState } from "./serve/node-status.ts";
import type { SourceProblem } from "./sources/source-problem.ts";

const nodeStates: readonly NodeState[] = ["synced", "pending", "stale", "offline"];

const severities: readonly SourceProblem["severity"][] = ["error", "notice"];

/** What is looked up at each scrape of the metrics. */
export function controllerGauges(
  tables: Pick<LiveNodeTables, "nodes" | "table" | "problems">,
  board: NodeProgressBoard,
  service: { readonly size: number },
): ControllerGauges {
  const names = (): Set<string> => new Set([...tables.nodes, ...board.progress.keys()]);
  return {
    streams: () => service.size,
    mostRedirects: () => {
      let most = 0;
      for (const node of names()) {
        most = Math.max(most, tables.table(node).redirects.size);
      }
      return most;
    },
    nodeStates: () => {
      const now = Date.now();
      return countBy(nodeStates, names(), (node) =>
        nodeState(tables.table(node), board.progress.get(node), now),
      );
    },
    sourceProblems: () => countBy(severities, tables.problems, ({ severity }) => severity),
  };
}

/** How many there are of each kind, also where there are none. */
function countBy<Kind, Item>(
  kinds: readonly Kind[],
  items: Iterable<Item>,
  kindOf: (item: Item) => Kind,
): ReadonlyMap<Kind, number> {
  const counts = new Map(kinds.map((kind) => [kind, 0]));
  for (const item of items) {
    const kind = kindOf(item);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
