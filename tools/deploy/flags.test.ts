import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { createProgram } from "@localredirect/process";
import type { Command } from "@localredirect/process";
import { describe, expect, test } from "vitest";

import { addAgentFlags, agentConfig, uninstallConfig } from "../../packages/agent/src/config.ts";
import type { AgentFlags } from "../../packages/agent/src/config.ts";
import { addControllerFlags, controllerConfig } from "../../packages/controller/src/config.ts";
import type { ControllerFlags } from "../../packages/controller/src/config.ts";
import { jsonField } from "../cluster/json-field.ts";
import { type ManifestObject, nameOf, parseManifests, podTemplate } from "./manifest-object.ts";

const deploy = join(import.meta.dirname, "../../deploy");

/** A container of ours, as a manifest starts it. */
interface Started {
  readonly what: string;
  readonly program: "controller" | "agent";
  readonly parameters: readonly string[];
}

function list(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = jsonField(value, ...path);
  return Array.isArray(found) ? found : [];
}

function objectsIn(folder: string): readonly ManifestObject[] {
  const files = readdirSync(join(deploy, folder)).filter((file) => file.endsWith(".yaml"));
  return files
    .filter((file) => file !== "kustomization.yaml")
    .flatMap((file) => parseManifests(readFileSync(join(deploy, folder, file), "utf8")));
}

function startedIn(folder: string): readonly Started[] {
  return objectsIn(folder).flatMap((object) =>
    ["initContainers", "containers"]
      .flatMap((field) => list(podTemplate(object), "spec", field))
      .map((container) => ({
        what: `${folder}: ${nameOf(object)}, ${String(jsonField(container, "name"))}`,
        program: jsonField(object, "kind") === "Deployment" ? "controller" : "agent",
        parameters: list(container, "args").map(String),
      })),
  );
}

function programOf(name: Started["program"]): Command {
  const program = createProgram({ name, description: "", version: "0.0.0" });
  return name === "controller" ? addControllerFlags(program) : addAgentFlags(program);
}

/** As the kubelet hands them over, in a cluster whose Service has this ClusterIP. */
function parse({ program, parameters }: Started): Command {
  const expanded = parameters.map((text) =>
    text.replace("$(LOCALREDIRECT_CONTROLLER_PORT)", "tcp://[fd00:10:96::7]:9443"),
  );
  return programOf(program).parse(["node", program, ...expanded]);
}

const started = [...startedIn("base"), ...startedIn("overlays/uninstall")].filter(
  ({ parameters }) => parameters.length > 0,
);

const agents = started.filter(({ program }) => program === "agent");

describe("what the manifests start", () => {
  test("is a controller, an agent, and one that uninstalls", () => {
    expect(started.map(({ program }) => program).sort()).toEqual(["agent", "agent", "controller"]);
  });

  test.each(started)("has flags that --help shows ($what)", ({ program, parameters }) => {
    const help = programOf(program).helpInformation();
    for (const parameter of parameters) {
      const [name = ""] = parameter.split("=");
      expect(help, parameter).toMatch(new RegExp(`^ +(?:-\\w, )?${name}[ \\n]`, "m"));
    }
  });

  test.each(started.filter(({ program }) => program === "controller"))(
    "is good usage ($what)",
    (each) => {
      const pod = { podName: "c-1", podNamespace: "localredirect", podIp: "10.1.0.1" };
      expect(controllerConfig(parse(each).opts<ControllerFlags>(), pod)).toMatchObject({
        sources: [{ kind: "kubernetes" }],
        security: { kind: "tls-or-token", serving: undefined },
        tokens: {
          audience: "localredirect",
          serviceAccount: { namespace: "localredirect", name: "localredirect-agent" },
        },
      });
    },
  );

  test.each(agents.filter(({ parameters }) => !parameters.includes("--uninstall")))(
    "is good usage ($what)",
    (each) => {
      const flags = parse(each).opts<AgentFlags>();
      const { node, security } = agentConfig(flags, { nodeName: "node-a", hostname: "host" });
      expect(node).toBe("node-a");
      expect(JSON.stringify(security)).toContain("localredirect-controller.localredirect.svc");
    },
  );

  test.each(agents.filter(({ parameters }) => parameters.includes("--uninstall")))(
    "uninstalls what the agents have pinned ($what)",
    (each) => {
      const { pinFolder } = uninstallConfig(parse(each).opts<AgentFlags>());
      const pinned = agents.map((agent) => parse(agent).opts<AgentFlags>().pin);
      expect(new Set(pinned)).toEqual(new Set([pinFolder]));
    },
  );
});
