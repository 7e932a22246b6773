import { apiVersion } from "@localredirect/types";

import { readNode } from "../files/read-node.ts";
import { readPod } from "../files/read-pod.ts";
import { readService } from "../files/read-service.ts";
import type { NodeObject, PodObject, ServiceObject } from "../objects.ts";
import { internLabels } from "./intern-labels.ts";
import { keyOfWatch } from "./pod-watch-plan.ts";
import type { PodWatch } from "./pod-watch-plan.ts";
import type { ObjectIdentity, Resource } from "../../kubernetes-api/resource.ts";
import { readStoredPolicy } from "./stored-policy.ts";
import type { StoredPolicy } from "./stored-policy.ts";

/** All policies. */
export const policyResource: Resource<StoredPolicy> = {
  name: "localredirectpolicies",
  path: `/apis/${apiVersion}/localredirectpolicies`,
  labelSelector: undefined,
  read: (value, identity) => ({ ok: true, object: readStoredPolicy(value, identity) }),
};

/** All Services: a policy may name any, and status says at once whether it exists. */
export const serviceResource: Resource<ServiceObject> = {
  name: "services",
  path: "/api/v1/services",
  labelSelector: undefined,
  read: (value, identity) => readService(value, placed(identity)),
};

/** All Nodes. */
export const nodeResource: Resource<NodeObject> = {
  name: "nodes",
  path: "/api/v1/nodes",
  labelSelector: undefined,
  read: (value, identity) => readNode(value, identity),
};

/** The pods of a watch. `sameText` gives one value for all equal texts of all watches. */
export function podResource(
  watch: PodWatch,
  sameText: (text: string) => string,
): Resource<PodObject> {
  const { namespace, selector } = watch;
  const sameLabels = internLabels();
  return {
    name: keyOfWatch(watch),
    path: namespace === undefined ? "/api/v1/pods" : `/api/v1/namespaces/${namespace}/pods`,
    labelSelector: selector === "" ? undefined : selector,
    read: (value, identity) => {
      const reading = readPod(value, placed(identity));
      if (!reading.ok) return reading;
      const { object } = reading;
      const { nodeName } = object;
      return {
        ok: true,
        object: {
          ...object,
          namespace: sameText(object.namespace),
          labels: sameLabels(object.labels),
          nodeName: nodeName === undefined ? undefined : sameText(nodeName),
        },
      };
    },
  };
}

function placed({ namespace = "", name }: ObjectIdentity): { namespace: string; name: string } {
  return { namespace, name };
}
