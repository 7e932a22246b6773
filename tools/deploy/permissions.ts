import { jsonField } from "../cluster/json-field.ts";
import type { ManifestObject } from "./manifest-object.ts";

/** A service account. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/**
 * What manifests grant to an account in a namespace, cluster-wide grants included: one line for
 * each verb and resource, as `get configmaps/localredirect-ca`, in order.
 */
export function grantedPermissions(
  objects: readonly ManifestObject[],
  account: Account,
  namespace: string,
): readonly string[] {
  const bindings = objects.filter(
    (object) =>
      object.kind === "ClusterRoleBinding" ||
      (object.kind === "RoleBinding" && object.metadata.namespace === namespace),
  );
  const roles = bindings
    .filter((binding) => bindsTo(binding, account))
    .flatMap((binding) => objects.filter((role) => isRoleOf(role, binding)));
  return permissionLines(roles.flatMap((role) => listField(role, "rules")));
}

/** One line for each verb and resource of rules, each once and in order. */
export function permissionLines(rules: readonly unknown[]): readonly string[] {
  const lines = rules.flatMap((rule) => {
    const groups = texts(rule, "apiGroups");
    const resources = texts(rule, "resources");
    const names = texts(rule, "resourceNames").map((name) => `/${name}`);
    return texts(rule, "verbs").flatMap((verb) =>
      groups.flatMap((group) =>
        resources.flatMap((resource) =>
          (names.length === 0 ? [""] : names).map(
            (name) => `${verb} ${resource}${group === "" ? "" : `.${group}`}${name}`,
          ),
        ),
      ),
    );
  });
  return [...new Set(lines)].sort();
}

function bindsTo(binding: ManifestObject, { namespace, name }: Account): boolean {
  return listField(binding, "subjects").some(
    (subject) =>
      jsonField(subject, "kind") === "ServiceAccount" &&
      jsonField(subject, "name") === name &&
      jsonField(subject, "namespace") === namespace,
  );
}

function isRoleOf(role: ManifestObject, binding: ManifestObject): boolean {
  const { kind, metadata } = role;
  if (kind !== jsonField(binding, "roleRef", "kind")) return false;
  if (metadata.name !== jsonField(binding, "roleRef", "name")) return false;
  return kind === "ClusterRole" || metadata.namespace === binding.metadata.namespace;
}

function texts(value: unknown, field: string): readonly string[] {
  return listField(value, field).map(String);
}

function listField(value: unknown, field: string): readonly unknown[] {
  const list = jsonField(value, field);
  return Array.isArray(list) ? list : [];
}
