import { runCommand } from "./command.ts";

/** What is to be true inside a network namespace. */
export interface NamespaceSetup {
  /** Values by their path below /proc/sys/net. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Lines for `ip -batch`: links, addresses, routes. */
  readonly network?: readonly string[];
  /** A file for `nft -f`. */
  readonly rules?: string;
}

/** Where ip(8) keeps the namespaces that have a name. */
export const namespaceFolder = "/run/netns";

/** Adds namespaces, and links whose ends each name a namespace, so that none is ever elsewhere. */
export async function addNamespaces(
  names: readonly string[],
  links: readonly string[] = [],
): Promise<void> {
  const lines = [...names.map((name) => `netns add ${name}`), ...links];
  await runCommand(["ip", "-batch", "-"], lines.join("\n"));
}

/** A veth pair as a line for {@link addNamespaces}; an end is a namespace and a device's name. */
export function linkBetween(
  one: readonly [namespace: string, device: string],
  other: readonly [namespace: string, device: string],
): string {
  return `link add ${one[1]} netns ${one[0]} type veth peer name ${other[1]} netns ${other[0]}`;
}

/** Applies a setup to a namespace that has a name, as {@link setUpNetwork}. */
export async function setUpNamespace(name: string, setup: NamespaceSetup): Promise<void> {
  await setUpNetwork(`${namespaceFolder}/${name}`, setup);
}

/**
 * Applies a setup, by one process for all of it.
 *
 * @param namespace its file: that of a name, or `/proc/PID/ns/net`
 */
export async function setUpNetwork(namespace: string, setup: NamespaceSetup): Promise<void> {
  const settings = Object.entries(setup.settings ?? {}).map(
    ([path, value]) => `echo ${value} > /proc/sys/net/${path}`,
  );
  const script = [
    "set -e",
    ...settings,
    ...hereDocument("ip -batch -", setup.network?.join("\n")),
    ...hereDocument("nft -f -", setup.rules),
  ].join("\n");
  // `ip netns exec` would mount another /sys, which has no cgroups.
  await runCommand(["nsenter", `--net=${namespace}`, "--", "sh", "-s"], script);
}

function hereDocument(command: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${command} <<'END_OF_INPUT'`, text, "END_OF_INPUT"];
}
