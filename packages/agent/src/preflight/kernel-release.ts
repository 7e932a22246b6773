/** The first kernel with all that the programs use: atomics with a result are its youngest part. */
const oldest = { major: 5, minor: 12 } as const;

/** What is wrong with a kernel's release, such as `5.10.0-26-amd64`; undefined: nothing. */
export function kernelObstacle(release: string): string | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  if (major === undefined || minor === undefined) return undefined; // the probes will tell
  const age = Number(major) - oldest.major || Number(minor) - oldest.minor;
  if (age >= 0) return undefined;
  return (
    `The kernel is Linux ${release}, too old for the programs: ` +
    `run ${oldest.major}.${oldest.minor} or newer`
  );
}
