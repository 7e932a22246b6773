import { expect, test } from "vitest";

import { connectionProblem } from "./connection-problem.ts";

const wrapped = "No connection established. Last error: ";

test.each([
  ["restarting", "restarting"],
  ["connect ENOENT /s. Resolution note: ", "connect ENOENT /s"],
  [`${wrapped}connect ECONNREFUSED 127.0.0.1:1`, "connect ECONNREFUSED 127.0.0.1:1"],
  [`${wrapped}Error: self-signed certificate. Resolution note: `, "self-signed certificate"],
  [
    `${wrapped}Failed to connect (2026-01-01T00:00:00.000Z)`,
    "the other side closed the connection at once; does its --client-ca know the authority of --cert, and do both speak TLS",
  ],
])("connectionProblem of '%s' says '%s'", (details, problem) => {
  expect(connectionProblem(details)).toBe(problem);
});
