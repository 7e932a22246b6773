import { paths } from "./changing-cluster.ts";
import { onlyB, withdrawn } from "./change.ts";
import type { Change } from "./change.ts";

/** What happens to nodes. */
export const changesOfNodes: readonly Change[] = [
  {
    what: "a node's label",
    steps: [
      {
        change: (cluster) => cluster.paint("node-a", "red"),
        seen: { ...onlyB, a: [] },
      },
      { change: (cluster) => cluster.paint("node-a", "blue"), seen: {} },
      {
        change: async (cluster) => {
          await cluster.paint("node-a", "red");
          await cluster.paint("node-b", "red");
        },
        seen: {
          ...withdrawn,
          policies: ["web Programmed=False/NoMatchingNodes Ready=False/NotReady on 0 of 0 with 0"],
        },
      },
      {
        change: (cluster) => cluster.paint("node-a", "blue"),
        seen: { b: [], policies: ["web on 1 of 1 with 1"] },
      },
    ],
  },
  {
    what: "the label that keeps agents out of a node",
    steps: [
      {
        change: (cluster) =>
          cluster.api.patch(paths.node("node-a"), {
            metadata: { labels: { "balancing.elf.io/agent": "false" } },
          }),
        // An agent that runs there all the same gets its table.
        seen: onlyB,
      },
      {
        change: (cluster) =>
          cluster.api.patch(paths.node("node-a"), {
            metadata: { labels: { "balancing.elf.io/agent": null } },
          }),
        seen: {},
      },
    ],
  },
  {
    what: "a Node that goes and comes back",
    steps: [
      // Its pods still say that there is a node, of which no labels are known.
      { change: (cluster) => cluster.remove(paths.node("node-a")), seen: { ...onlyB, a: [] } },
      { change: (cluster) => cluster.addNode("node-a"), seen: {} },
    ],
  },
];
