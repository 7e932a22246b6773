import { canonicalSchema } from "@localredirect/types";
import type { HelloMessage } from "@localredirect/types";

import { agentRefusal } from "./agent-identity.ts";
import { fullAllowance } from "./message-allowance.ts";
import { begin } from "./session-advance.ts";
import type { SessionContext, SessionStep } from "./session-state.ts";
import { ended, endedBy, withEffects } from "./session-steps.ts";

/** Who is it, and which schema do both have? Then the node's table begins. */
export function onHello(hello: HelloMessage, context: SessionContext): SessionStep {
  const { peer, settings, now } = context;
  const refusal = agentRefusal(peer, hello.node);
  if (refusal !== undefined) {
    return endedBy(refusal);
  }
  if (hello.schemaMin > canonicalSchema || hello.schemaMax < canonicalSchema) {
    return ended(
      "FAILED_PRECONDITION",
      `No schema in common: the agent has ${hello.schemaMin} to ${hello.schemaMax}, this controller has ${canonicalSchema}`,
    );
  }
  const welcome = {
    kind: "welcome",
    schema: canonicalSchema,
    controller: settings.controller,
    controllerVersion: settings.controllerVersion,
    heartbeatInterval: settings.heartbeatInterval,
  } as const;
  const { digest, agentVersion } = hello;
  return withEffects(
    [
      { kind: "welcomed", node: hello.node },
      { kind: "send", message: welcome },
      { kind: "progress", change: { digest, agentVersion, connectedAt: now } },
    ],
    begin(
      {
        kind: "awaiting-sources",
        hello,
        heardAt: now,
        heartbeatAt: now,
        inventoryAt: undefined,
        allowance: fullAllowance(now),
        expiresAt: peer.kind === "token" ? peer.expiresAt : undefined,
        nonce: 0,
      },
      context,
    ),
  );
}
