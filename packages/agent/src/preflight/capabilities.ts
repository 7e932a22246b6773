/** Linux capabilities that matter here, by their numbers in linux/capability.h. */
const numbers = { CAP_NET_ADMIN: 12, CAP_SYS_ADMIN: 21, CAP_PERFMON: 38, CAP_BPF: 39 } as const;

/** A capability's name, as capabilities(7) has it. */
export type Capability = keyof typeof numbers;

/** The effective ones of these capabilities, from the text of /proc/self/status. */
export function parseCapabilities(status: string): ReadonlySet<Capability> {
  const digits = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0";
  const bits = BigInt(`0x${digits}`);
  const names: readonly Capability[] = ["CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_PERFMON", "CAP_BPF"];
  return new Set(names.filter((name) => ((bits >> BigInt(numbers[name])) & 1n) === 1n));
}

/** Of the capabilities without which no program can be loaded and attached, those that lack. */
export function lackingCapabilities(has: ReadonlySet<Capability>): readonly Capability[] {
  const needed: readonly Capability[] = ["CAP_BPF", "CAP_NET_ADMIN"];
  // CAP_SYS_ADMIN is what CAP_BPF was made from, and still counts as it.
  return needed.filter(
    (name) => !has.has(name) && !(name === "CAP_BPF" && has.has("CAP_SYS_ADMIN")),
  );
}
