import { connectionOf } from "../observe/connection.ts";
import type { ConnectionFlags } from "../observe/connection.ts";
import { observe } from "../observe/observe-client.ts";
import { print } from "../print.ts";
import { statusData } from "./status-data.ts";
import { statusText } from "./status-text.ts";

/** Shows how far nodes and policies are. */
export async function status(flags: ConnectionFlags): Promise<void> {
  const report = await observe(connectionOf(flags), async (client) => {
    const [nodes, policies] = await Promise.all([client.nodes(), client.policies()]);
    return { nodes, policies };
  });
  print(flags.output, {
    text: () => statusText(report, Date.now()),
    data: statusData(report),
  });
}
