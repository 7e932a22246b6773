/** A mount that this process sees. */
export interface Mount {
  readonly mountPoint: string;
  /** The type of its file system, such as `cgroup2`. */
  readonly type: string;
}

/** Reads /proc/self/mountinfo (proc_pid_mountinfo(5)); lines of another form are left out. */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split("\n").flatMap((line): readonly Mount[] => {
    const [mounted = "", source = ""] = line.split(" - ");
    const mountPoint = mounted.split(" ")[4];
    const type = source.split(" ")[0];
    if (mountPoint === undefined || type === undefined || type === "") return [];
    return [{ mountPoint: unescaped(mountPoint), type }];
  });
}

/** The kernel writes blanks and backslashes in octal, as `\040`. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
