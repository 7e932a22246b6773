import type { IdentityRefusal } from "../identity/identity-refusal.ts";
import type { EndCode, Session, SessionEffect, SessionStep } from "./session-state.ts";

const nothing: readonly SessionEffect[] = [];

/** Nothing is to be done. */
export function ignored(session: Session): SessionStep {
  return { session, effects: nothing };
}

/** The session ends with this status. */
export function ended(code: EndCode, details: string): SessionStep {
  return {
    session: { kind: "ended" },
    effects: [{ kind: "end", code, details, refused: undefined }],
  };
}

/** The session ends, as the agent is not, or no longer, whom it has to be. */
export function endedBy(refusal: IdentityRefusal): SessionStep {
  const { code, details, reason } = refusal;
  return {
    session: { kind: "ended" },
    effects: [{ kind: "end", code, details, refused: reason }],
  };
}

/** What a step wants done, after something else. */
export function withEffects(effects: readonly SessionEffect[], next: SessionStep): SessionStep {
  return { session: next.session, effects: [...effects, ...next.effects] };
}
