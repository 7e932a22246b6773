import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";

import { parseAllDocuments, parseDocument, stringify } from "yaml";

/** A pod as its manifest describes it. */
export interface PodManifest {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName: string };
  readonly status: { readonly podIPs: readonly { readonly ip: string }[] };
}

/** A Service as its manifest describes it. */
export interface ServiceManifest {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector: Readonly<Record<string, string>>;
    readonly clusterIPs: readonly string[];
    readonly ports: readonly {
      readonly port: number;
      readonly targetPort: number;
      readonly protocol: "TCP" | "UDP";
    }[];
  };
}

const examples = `${import.meta.dirname}/../../deploy/examples`;

/** The policies that the demo uses: all the examples. */
const policies: readonly string[] = readdirSync(examples).filter((name) => name.endsWith(".yaml"));

/** The pods of the example cluster. */
export function readPods(): readonly PodManifest[] {
  // The example is ours, and the controller checks it whole.
  return readDocuments("pods.yaml") as PodManifest[];
}

/** The Services of the example cluster. */
export function readServices(): readonly ServiceManifest[] {
  // The example is ours, and the controller checks it whole.
  return readDocuments("services.yaml") as ServiceManifest[];
}

/** Makes the folder that the controller reads, with the cluster's objects and no policy. */
export function createManifestFolder(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(`${examples}/one-machine`)) {
    cpSync(`${examples}/one-machine/${name}`, join(folder, name));
  }
}

/** Puts the example policies into the folder; what `kubectl apply -f` is to a cluster. */
export function addPolicies(folder: string): readonly string[] {
  for (const name of policies) cpSync(join(examples, name), join(folder, name));
  return policies.map((name) => basename(name, ".yaml"));
}

/** Takes the policies away again. */
export function removePolicies(folder: string): void {
  for (const name of policies) rmSync(join(folder, name), { force: true });
}

/** Writes what a kubelet would report of a pod: its condition Ready. */
export function setReady(folder: string, pod: string, isReady: boolean): void {
  const path = join(folder, "pods.yaml");
  const documents = parseAllDocuments(readFileSync(path, "utf8"));
  for (const document of documents) {
    if (document.getIn(["metadata", "name"]) !== pod) continue;
    document.setIn(["status", "conditions", 0, "status"], isReady ? "True" : "False");
  }
  // As an editor does it: nobody reads a file half written.
  const hidden = join(folder, ".pods.yaml.new");
  writeFileSync(hidden, documents.map((document) => stringify(document)).join("---\n"));
  renameSync(hidden, path);
}

function readDocuments(name: string): readonly unknown[] {
  return readFileSync(`${examples}/one-machine/${name}`, "utf8")
    .split(/^---$/m)
    .map((text): unknown => parseDocument(text).toJS());
}
