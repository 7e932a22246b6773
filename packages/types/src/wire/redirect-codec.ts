import { addressFamily } from "../address.ts";
import type { AddressFamily } from "../address.ts";
import type { localredirect } from "../generated/wire.js";
import type { Backend, Member, PodReference, PolicyReference, Redirect } from "../redirect.ts";
import { bounds } from "./bounds.ts";
import { readList, readName, readPort, readPresent, readText, readWithin } from "./fields.ts";
import { encodeAddress, encodeFrontend, readAddress, readFrontend } from "./frontend-codec.ts";
import { invalid } from "./wire-error.ts";

type WireRedirect = localredirect.v1.Redirect.$Properties;

/**
 * Redirects without pods as the generated code takes them: a controller has one value of each for
 * all nodes. Those with pods are of one node, and not worth the memory.
 */
const withoutPods = new WeakMap<Redirect, WireRedirect>();

/** A redirect as the generated code takes it. */
export function encodeRedirect(redirect: Redirect): WireRedirect {
  if (redirect.members.length + redirect.backends.length > 0) return toWire(redirect);
  const known = withoutPods.get(redirect) ?? toWire(redirect);
  withoutPods.set(redirect, known);
  return known;
}

function toWire(redirect: Redirect): WireRedirect {
  const { frontend, policy, options, backends, members } = redirect;
  return {
    frontend: encodeFrontend(frontend),
    policy: { name: policy.name, uid: policy.uid, id: policy.id },
    options: { redirectSelf: options.redirectSelf, qosLimit: options.qosLimit ?? null },
    backends: backends.map(encodeBackend),
    members: members.map(encodeMember),
  };
}

/**
 * A redirect from the wire.
 * @throws {WireError} when a field is missing or out of bounds.
 */
export function readRedirect(redirect: WireRedirect): Redirect {
  const frontend = readWithin("frontend", () => readFrontend(redirect.frontend));
  const family = addressFamily(frontend.address);
  return {
    frontend,
    policy: readWithin("policy", () => readPolicy(redirect.policy)),
    options: {
      redirectSelf: redirect.options?.redirectSelf ?? false,
      qosLimit: redirect.options?.qosLimit ?? undefined,
    },
    backends: readList(redirect.backends, "backends", {
      maximum: bounds.backends,
      readItem: (backend) => readBackend(backend, family),
    }),
    members: readList(redirect.members, "members", {
      maximum: bounds.members,
      readItem: readMember,
    }),
  };
}

function readPolicy(
  value: localredirect.v1.Policy.$Properties | null | undefined,
): PolicyReference {
  const policy = readPresent(value, "");
  const id = policy.id ?? 0;
  if (id === 0) throw invalid("id", "Is 0, not within 1 to 4294967295");
  return {
    name: readName(policy.name, bounds.name, "name"),
    uid: readText(policy.uid, bounds.uid, "uid"),
    id,
  };
}

function encodeBackend(backend: Backend): localredirect.v1.Backend.$Properties {
  const { address, port, pod, hostNetwork } = backend;
  return { address: encodeAddress(address), port, pod: encodePod(pod), hostNetwork };
}

function readBackend(
  backend: localredirect.v1.Backend.$Properties,
  family: AddressFamily,
): Backend {
  const address = readAddress(backend.address, "address");
  if (addressFamily(address) !== family) {
    throw invalid("address", `Is ${address}, not of the frontend's family ${family}`);
  }
  return {
    address,
    port: readPort(backend.port, "port"),
    pod: readWithin("pod", () => readPod(backend.pod)),
    hostNetwork: backend.hostNetwork ?? false,
  };
}

function encodeMember(member: Member): localredirect.v1.Member.$Properties {
  const { pod, hostNetwork, cgroupTokens } = member;
  return { pod: encodePod(pod), hostNetwork, cgroupTokens: [...cgroupTokens] };
}

function readMember(member: localredirect.v1.Member.$Properties): Member {
  return {
    pod: readWithin("pod", () => readPod(member.pod)),
    hostNetwork: member.hostNetwork ?? false,
    cgroupTokens: readList(member.cgroupTokens, "cgroupTokens", {
      maximum: bounds.cgroupTokens,
      // An empty one would be part of every folder's name.
      readItem: (token) => readName(token, bounds.uid, ""),
    }),
  };
}

function encodePod(pod: PodReference): localredirect.v1.Pod.$Properties {
  return { namespace: pod.namespace, name: pod.name, uid: pod.uid };
}

function readPod(value: localredirect.v1.Pod.$Properties | null | undefined): PodReference {
  const pod = readPresent(value, "");
  return {
    namespace: readText(pod.namespace, bounds.name, "namespace"),
    name: readText(pod.name, bounds.name, "name"),
    uid: readText(pod.uid, bounds.uid, "uid"),
  };
}
