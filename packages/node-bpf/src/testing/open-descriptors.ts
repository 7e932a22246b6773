import { readdirSync, readlinkSync } from "node:fs";

/** What this process has open of BPF, by the names that /proc gives. */
export function openBpfDescriptors(): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return /^anon_inode:(bpf|btf)/.test(target) ? [target] : [];
    } catch {
      // The descriptor by which the folder was read is gone by now.
      return [];
    }
  });
}

/** How many descriptors of any kind this process has open. */
export function openDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}
