import type { AgentMessage, ControllerMessage } from "@localredirect/types";

import type { PeerIdentity } from "../agent-identity.ts";
import { openSession, step } from "../session.ts";
import type { Session, SessionEffect, SessionInput } from "../session-state.ts";
import { FakeTables } from "./tables.ts";

/** A session with everything around it in a test's hands: time, tables, the stream's room. */
export class SessionWorld {
  readonly tables: FakeTables = new FakeTables();
  now = 1_000_000;
  listeningSince = 0;
  writable = true;
  peer: PeerIdentity = { kind: "local" };
  session: Session = openSession(1_000_000);

  feed(input: SessionInput): readonly SessionEffect[] {
    const { session, effects } = step(this.session, input, {
      now: this.now,
      listeningSince: this.listeningSince,
      writable: this.writable,
      tables: this.tables,
      peer: this.peer,
      settings: { controller: "c-1", controllerVersion: "0.0.0", heartbeatInterval: 10_000 },
    });
    this.session = session;
    return effects;
  }

  receive(message: AgentMessage): readonly SessionEffect[] {
    return this.feed({ kind: "message", message });
  }
}

/** The messages among effects. */
export function sent(effects: readonly SessionEffect[]): readonly ControllerMessage[] {
  return effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : []));
}

/** What is new of the node, all in one. */
export function progress(effects: readonly SessionEffect[]): object {
  return Object.assign(
    {},
    ...effects.flatMap((effect) => (effect.kind === "progress" ? [effect.change] : [])),
  ) as object; // Object.assign of a spread is typed as any
}
