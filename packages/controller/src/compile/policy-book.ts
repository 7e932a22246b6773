import { serviceIdAnnotation } from "@localredirect/types";
import type { LocalRedirectPolicy } from "@localredirect/types";

import { objectKey } from "../sources/objects.ts";
import type { ServiceObject } from "../sources/objects.ts";
import type { ClusterView } from "../state/cluster-state.ts";
import { Claims } from "./claims.ts";
import type { Loss, WorksHere } from "./claims.ts";
import { compilePolicy } from "./compiled-policy.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { resolveFrontends } from "./resolve.ts";
import type { ResolvedFrontend } from "./resolve.ts";
import { assignServiceIds } from "./service-ids.ts";
import type { ServiceId } from "./service-ids.ts";

/** What the policies mean together: ids, frontends and who owns them, kept up to date. */
export class PolicyBook {
  readonly #cluster: ClusterView;
  readonly #claims = new Claims();
  readonly #compiled = new Map<string, CompiledPolicy>();
  #ids: ReadonlyMap<string, ServiceId> = new Map();
  /** By name, what an id depends on. */
  readonly #idInputs = new Map<string, string>();

  constructor(cluster: ClusterView) {
    this.#cluster = cluster;
  }

  /** What a policy means on whatever node. Undefined: it redirects nothing anywhere. */
  get(name: string): CompiledPolicy | undefined {
    return this.#compiled.get(name);
  }

  /** The id of a policy, also of a disabled one. Undefined: none, as its annotation is bad. */
  serviceId(name: string): number | undefined {
    return this.#ids.get(name)?.id;
  }

  /** The frontends that a policy owns where some policies work. */
  owned(policy: CompiledPolicy, works: WorksHere): readonly ResolvedFrontend[] {
    const { name } = policy.reference;
    return policy.frontends.filter(({ key }) => this.#claims.owner(key, works) === name);
  }

  /** Whether another policy, on whatever node, claims something of a policy. */
  isContested(name: string): boolean {
    return this.#claims.isContested(name);
  }

  /** What a policy claims and does not own where it and other policies work. */
  losses(name: string, works: WorksHere): readonly Loss[] {
    return this.#claims.losses(name, works);
  }

  /**
   * Looks again at policies that have changed, or whose Service has. Returns all whose redirects may
   * be others by that: they, and those that share frontends or ids with them.
   */
  update(names: ReadonlySet<string>): ReadonlySet<string> {
    const dirty = new Set([...names, ...this.#assignIds(names)]);
    const stale = new Set(dirty);
    for (const name of dirty) {
      const compiled = this.#compile(name);
      if (compiled === undefined) this.#compiled.delete(name);
      else this.#compiled.set(name, compiled);
      for (const rival of this.#claims.set(name, compiled)) stale.add(rival);
    }
    return stale;
  }

  #compile(name: string): CompiledPolicy | undefined {
    const policy = this.#cluster.policies.get(name)?.policy;
    const id = this.serviceId(name);
    if (policy?.spec.enabled !== true || id === undefined) return undefined;
    return compilePolicy(policy, id, resolveFrontends(policy.spec, this.#serviceOf(policy)));
  }

  #serviceOf({ spec: { frontend } }: LocalRedirectPolicy): ServiceObject | undefined {
    if (frontend.kind !== "service") return undefined;
    const { namespace, serviceName: name } = frontend;
    return this.#cluster.service(objectKey({ namespace, name }));
  }

  /** Gives ids anew where something that they depend on has changed; returns whose has. */
  #assignIds(names: ReadonlySet<string>): readonly string[] {
    let changed = false;
    for (const name of names) {
      const input = idInput(this.#cluster.policies.get(name)?.policy);
      if (this.#idInputs.get(name) === input) continue;
      changed = true;
      if (input === undefined) this.#idInputs.delete(name);
      else this.#idInputs.set(name, input);
    }
    if (!changed) return [];
    const before = this.#ids;
    const policies = [...this.#cluster.policies.values()].flatMap(({ policy }) => policy ?? []);
    this.#ids = assignServiceIds(policies);
    return [...this.#ids.keys()].filter((name) => before.get(name)?.id !== this.serviceId(name));
  }
}

function idInput(policy: LocalRedirectPolicy | undefined): string | undefined {
  if (policy === undefined) return undefined;
  const { uid, creationTimestamp, annotations } = policy.metadata;
  return JSON.stringify([uid, creationTimestamp, annotations[serviceIdAnnotation]]);
}
