// Writes docs/conditions.md from the closed list of conditions and reasons.
import { writeFile } from "node:fs/promises";

import { conditionMeanings, conditionTypes } from "../src/policy/conditions.ts";
import type { ConditionType } from "../src/policy/conditions.ts";

const file = new URL("../../../docs/conditions.md", import.meta.url);

const introduction = `<!-- Generated from packages/types by \`npm run generate\`. Do not edit. -->

# Conditions

What the status of a LocalRedirectPolicy says, in \`status.conditions\`. Each condition has a status
(True, False or Unknown), a reason from the list below, a message for people, and the generation of
the policy that it was said of. \`kubectl get lrp NAME -o yaml\` and \`localredirect status\` show them.
`;

await writeFile(file, [introduction, ...conditionTypes.map(describeType)].join("\n"));

function describeType(type: ConditionType): string {
  const lines = conditionMeanings
    .filter((entry) => entry.type === type)
    .map(({ status, reason, meaning }) => `- **${status}, \`${reason}\`**: ${meaning}\n`);
  return `## ${type}\n\n${lines.join("")}`;
}
