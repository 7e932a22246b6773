import { readFileSync } from "node:fs";

/** The kernel counts processor time in ticks of so many milliseconds. */
const tick = 10;

/** Resident memory of a process, in MB of 1,000,000 bytes. */
export function residentMegabytes(pid: number): number {
  return megabytes(pid, "VmRSS");
}

/** The most that was resident since the process began, in MB of 1,000,000 bytes. */
export function peakMegabytes(pid: number): number {
  return megabytes(pid, "VmHWM");
}

/** User and system time of a process so far, in milliseconds. */
export function processorTime(pid: number): number {
  // The second field, the name in parentheses, may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tick;
}

function megabytes(pid: number, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const [, kibibytes = ""] = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status) ?? [];
  return (Number(kibibytes) * 1_024) / 1_000_000;
}
