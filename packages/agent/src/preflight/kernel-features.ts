import { BpfError, type Features, probe } from "@localredirect/node-bpf";

const needed: Readonly<Partial<Record<keyof Features, string>>> = {
  cgroupSockAddr: "programs on connect and sendmsg (CONFIG_CGROUP_BPF)",
  cgroupLink: "links between programs and cgroups (Linux 5.7, CONFIG_CGROUP_BPF)",
  mappableArray: "arrays that can be mapped into memory (Linux 5.5)",
};

/** What the kernel cannot do for us, in sentences that say what to do. */
export function lackingFeatures(): readonly string[] {
  try {
    const features = probe();
    const lacking = Object.entries(needed).filter(([name]) => !hasFeature(features, name));
    return lacking.map(([, what]) => `The kernel lacks ${what}: run one that has it`);
  } catch (error) {
    if (!(error instanceof BpfError)) throw error;
    return [`${error.message}: allow bpf(2), which a seccomp profile or lockdown forbids`];
  }
}

function hasFeature(features: Features, name: string): boolean {
  return Object.entries(features).some(([key, value]) => key === name && value === true);
}
