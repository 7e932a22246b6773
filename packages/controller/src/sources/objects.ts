import type { LocalRedirectPolicy, Protocol } from "@localredirect/types";

import type { ObjectKey } from "../object-key.ts";
import type { SourceProblem } from "./source-problem.ts";

/** Labels of a pod or a node. */
export type Labels = Readonly<Record<string, string>>;

/** A policy as a source sees it, also one that it cannot accept. */
export interface PolicyObject {
  readonly name: string;
  readonly uid: string;
  /** metadata.generation of the newest state, an invalid one included. */
  readonly generation: number;
  /** What is in force: the newest valid state. Undefined: there has been none. */
  readonly policy: LocalRedirectPolicy | undefined;
  /** What is wrong with the newest state. */
  readonly problems: readonly SourceProblem[];
  /**
   * What the newest state, which is valid, waits for before it comes into force. Undefined: nothing;
   * without problems, `policy` then is the newest state.
   */
  readonly waiting: string | undefined;
  /** Where the manifest stands, `FILE:LINE`. Undefined: not in a file. */
  readonly origin: string | undefined;
}

/** One port of a Service. Unlike a policy, a Service may also offer SCTP. */
export interface ServicePort {
  /** Undefined: the only port of its Service may go without. */
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: Protocol | "SCTP";
}

/** What is in use of a Service. */
export interface ServiceObject {
  readonly namespace: string;
  readonly name: string;
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
  /** `None` in clusterIPs. */
  readonly headless: boolean;
  /** Canonical texts, of either family; empty where none is assigned. */
  readonly clusterIPs: readonly string[];
  readonly ports: readonly ServicePort[];
}

/** What is in use of a pod. */
export interface PodObject {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Labels;
  /** Undefined: not scheduled yet, so that it concerns no node. */
  readonly nodeName: string | undefined;
  readonly hostNetwork: boolean;
  /** Canonical texts; the first of each family is in use. */
  readonly podIPs: readonly string[];
  /** A missing Ready condition counts as not ready. */
  readonly ready: boolean;
  readonly terminating: boolean;
  /** Annotation kubernetes.io/config.hash, by which a static pod's cgroup is named. */
  readonly configHash: string | undefined;
}

/** What is in use of a node. */
export interface NodeObject {
  readonly name: string;
  readonly labels: Labels;
  /** A missing Ready condition counts as not ready. */
  readonly ready: boolean;
}

/** The objects that sources deliver, by kind. */
export interface ObjectByKind {
  LocalRedirectPolicy: PolicyObject;
  Service: ServiceObject;
  Pod: PodObject;
  Node: NodeObject;
}

/** The kinds of objects that sources deliver. */
export type ObjectKind = keyof ObjectByKind;

/** An object's present state. */
export type ObjectChange = {
  [Kind in ObjectKind]: {
    readonly kind: Kind;
    readonly key: ObjectKey;
    /** Undefined: it is gone. */
    readonly object: ObjectByKind[Kind] | undefined;
  };
}[ObjectKind];

/** The key of an object that has a namespace. */
export function objectKey(object: {
  readonly namespace: string;
  readonly name: string;
}): ObjectKey {
  return `${object.namespace}/${object.name}`;
}
