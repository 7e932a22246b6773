import { join } from "node:path";
import { layoutConstants } from "../generated/layout.ts";

/** Where everything is pinned. */
export interface PinPaths {
  readonly root: string;
  /** Of this layout and size; a table of another one has a folder of its own beside it. */
  readonly table: string;
  /** Exists in `table` once no program reads another table. */
  readonly served: string;
  /** Exists in `table` once a controller's whole table has been in it. */
  readonly complete: string;
  readonly originals: string;
  readonly servers: string;
  readonly links: string;
}

/** The maps in a table's folder. */
export const tableMapNames = [
  "frontends",
  "redirects",
  "backend_lists",
  "members",
  "counters",
  "resume",
  "agent_self",
] as const;

/** The maps in the originals' folder. */
export const originalsMapNames = [
  "endpoints",
  "originals",
  "originals_overflow",
  "originals_overflowed",
] as const;

/** The maps in the servers' folder. */
export const serversMapNames = [
  "servers",
  "server_states",
  "bound_sockets",
  "bound_multipath_sockets",
] as const;

/** The paths below a pin folder for tables of so many redirects. */
export function pinPaths(root: string, maxRedirects: number): PinPaths {
  const table = join(root, `table_v${layoutConstants.TABLE_LAYOUT}_${maxRedirects}`);
  return {
    root,
    table,
    served: join(table, "served"),
    complete: join(table, "complete"),
    originals: join(root, `originals_v${layoutConstants.ORIGINALS_LAYOUT}`),
    servers: join(root, `servers_v${layoutConstants.SERVERS_LAYOUT}`),
    links: join(root, "links"),
  };
}

/** The layout number of a table's folder; undefined: the name is not that of one. */
export function tableFolderLayout(name: string): number | undefined {
  const digits = /^table_v(\d+)(?:_\d+)?$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a folder's name is that of originals or servers of some layout. */
export function isSocketsFolder(name: string): boolean {
  return /^(?:originals|servers)_v\d+$/.test(name);
}
