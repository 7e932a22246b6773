import { isDeepStrictEqual } from "node:util";

import type { LocalRedirectPolicy, Problem } from "@localredirect/types";

import type { PolicyObject } from "../objects.ts";
import type { SourceProblem } from "../source-problem.ts";
import type { StoredPolicy } from "./stored-policy.ts";

/**
 * What is in force of a policy: its newest state, once that is valid and the pods that it selects
 * are known; until then what was in force before. Another uid is another policy, of which nothing
 * was.
 */
export function admitPolicy(
  stored: StoredPolicy,
  before: PolicyObject | undefined,
  isListed: (policy: LocalRedirectPolicy) => boolean,
): PolicyObject {
  const { name, uid, generation, reading } = stored;
  const inForce = before?.uid === uid ? before.policy : undefined;
  const object = { name, uid, generation, problems: [], waiting: undefined, origin: undefined };
  if (!reading.ok) {
    const problems = reading.problems.map((problem) => toSourceProblem(name, problem));
    return { ...object, policy: inForce, problems };
  }
  if (!isListed(reading.policy)) {
    return { ...object, policy: inForce, waiting: "The pods that it selects are being listed" };
  }
  // The same value says that nothing has to be compiled again.
  const isSame = isDeepStrictEqual(inForce, reading.policy);
  return { ...object, policy: isSame ? inForce : reading.policy };
}

function toSourceProblem(name: string, { path, reason }: Problem): SourceProblem {
  return {
    severity: "error",
    origin: "kubernetes",
    object: `LocalRedirectPolicy ${name}`,
    path: path === "" ? undefined : path,
    reason,
  };
}
