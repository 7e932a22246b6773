/** What package-lock.json says of one package, as far as it matters here. */
export interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The packages of package-lock.json by their folders; the root's folder is empty. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
// An earlier one may be the beginning of a later one's name, so the longer ones come first.
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "x64"];

/**
 * Optional packages that others name and the lock file lacks: npm leaves out what a registry does
 * not have, which for packages of other platforms is the case with some mirrors, and `npm ci` then
 * refuses the whole lock file. Their entries say which platform they are for, so that no machine
 * that lacks them asks for them.
 */
export function missingPackages(locked: LockedPackages): LockedPackages {
  const missing: Record<string, LockedPackage> = {};
  for (const [folder, { optionalDependencies = {} }] of Object.entries(locked)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(locked, folder, name)) continue;
      missing[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) };
    }
  }
  return missing;
}

/** Whether a package is found from a folder, in its own node_modules or in one further out. */
function isLocked(locked: LockedPackages, folder: string, name: string): boolean {
  if (`${folder === "" ? "" : `${folder}/`}node_modules/${name}` in locked) return true;
  if (folder === "") return false;
  return isLocked(locked, folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0)), name);
}

/** What such packages say by their names, for example `@nx/nx-linux-arm64-musl`. */
function platformOf(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> {
  const parts = name.split(/[-/]/);
  const os = systems.filter((system) => parts.includes(system));
  const cpu = processors.filter((processor) => parts.includes(processor));
  const libc = parts.some((part) => part.startsWith("musl"))
    ? ["musl"]
    : parts.some((part) => part.startsWith("gnu"))
      ? ["glibc"]
      : [];
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(libc.length > 0 && { libc }),
  };
}
