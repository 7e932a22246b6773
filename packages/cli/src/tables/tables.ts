import { connectionOf } from "../observe/connection.ts";
import type { ConnectionFlags } from "../observe/connection.ts";
import { observe } from "../observe/observe-client.ts";
import type { ObserveClient } from "../observe/observe-client.ts";
import { print } from "../print.ts";
import { tablesData, tablesText } from "./tables-report.ts";
import type { ShownTable } from "./tables-report.ts";

/** Shows the table of a node, or of all. */
export async function tables(node: string | undefined, flags: ConnectionFlags): Promise<void> {
  const shown = await observe(connectionOf(flags), (client) =>
    node === undefined ? allTables(client) : oneTable(client, node),
  );
  print(flags.output, { text: () => tablesText(shown), data: tablesData(shown) });
}

async function oneTable(client: ObserveClient, node: string): Promise<readonly ShownTable[]> {
  return [{ node, redirects: await client.table(node) }];
}

/** One after the other: of thousands of tables only one is on its way at a time. */
async function allTables(client: ObserveClient): Promise<readonly ShownTable[]> {
  const shown: ShownTable[] = [];
  for (const { name } of await client.nodes()) {
    shown.push({ node: name, redirects: await client.table(name) });
  }
  return shown;
}
