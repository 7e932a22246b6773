import { readdirSync, readFileSync } from "node:fs";

import { parsePolicy } from "@localredirect/types";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const folder = `${import.meta.dirname}/../../deploy/examples`;

describe("deploy/examples", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

  it("has the two policies of the API's design and one for DNS", () => {
    expect(names).toEqual(["node-local-dns.yaml", "test-addr.yaml", "test-service.yaml"]);
  });

  it.each(names)("%s is a good policy of its file's name", (name) => {
    const parsed = parsePolicy(parse(readFileSync(`${folder}/${name}`, "utf8")));
    expect(parsed).toMatchObject({
      ok: true,
      policy: { metadata: { name: name.replace(".yaml", "") }, spec: { enabled: true } },
    });
  });
});
