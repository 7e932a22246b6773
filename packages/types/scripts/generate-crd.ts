// Writes deploy/crds/ from the schema that parsePolicy applies.
import { mkdir, writeFile } from "node:fs/promises";

import { stringify } from "yaml";

import { crdName, localRedirectPolicyCrd } from "../src/policy/crd.ts";
import { apiGroup } from "../src/policy/api.ts";

const folder = new URL("../../../deploy/crds/", import.meta.url);
const file = `${apiGroup}_${crdName.slice(0, crdName.indexOf("."))}.yaml`;
const header = "# Generated from packages/types by `npm run generate`. Do not edit.\n";

await mkdir(folder, { recursive: true });
const text = stringify(localRedirectPolicyCrd(), { lineWidth: 0, aliasDuplicateObjects: false });
await writeFile(new URL(file, folder), header + text);
