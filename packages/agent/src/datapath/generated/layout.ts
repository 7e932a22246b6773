// Generated from the BTF of bpf/localredirect.bpf.c by `npm run generate`; do not edit.

/** enum layout_constant */
export const layoutConstants = {
  TABLE_LAYOUT: 2,
  ORIGINALS_LAYOUT: 1,
  SERVERS_LAYOUT: 1,
  INLINE_BACKENDS: 8,
  MAX_BACKENDS: 256,
  INLINE_MEMBERS: 4,
  MEMBER_LEVELS: 4,
  ORIGINALS_PER_LINE: 4,
  OVERFLOW_ORIGINALS: 32,
  FILTER_BITS: 1048576,
  RESUME_NAME_SIZE: 256,
  RESUME_UID_SIZE: 64,
  BINDER_CGROUPS: 4,
  FIRST_EPHEMERAL_PORT: 32768,
  LAST_EPHEMERAL_PORT: 60999,
  PORTS: 65536,
} as const;

/** enum redirect_flag */
export const redirectFlags = {
  REDIRECT_SELF: 1,
  MORE_MEMBERS: 2,
} as const;

/** enum resume_flag */
export const resumeFlags = {
  RESUME_MEMBERS_MISSING: 1,
} as const;

/** enum server_life */
export const serverLives = {
  SERVER_ALIVE: 0,
  SERVER_DEAD: 1,
} as const;

/** enum verdict */
export const verdictNumbers = {
  VERDICT_REDIRECTED: 0,
  VERDICT_NO_BACKEND: 1,
  VERDICT_BACKEND_DEAD: 2,
  VERDICT_SELF: 3,
  VERDICT_OVER_LIMIT: 4,
  VERDICT_NO_ROOM: 5,
  VERDICT_NOT_SELECTED: 6,
  VERDICT_DRY_RUN: 7,
  VERDICTS: 8,
} as const;

/** struct endpoint: its size and its members' offsets, in bytes. */
export const endpointLayout = {
  size: 24,
  address: 0,
  port: 16,
  inUse: 18,
  reserved: 20,
} as const;

/** struct frontend_key: its size and its members' offsets, in bytes. */
export const frontendKeyLayout = {
  size: 20,
  address: 0,
  port: 16,
  protocol: 18,
  zero: 19,
} as const;

/** struct backend: its size and its members' offsets, in bytes. */
export const backendLayout = {
  size: 24,
  address: 0,
  port: 16,
  server: 18,
  endpoint: 20,
} as const;

/** struct redirect: its size and its members' offsets, in bytes. */
export const redirectLayout = {
  size: 320,
  key: 0,
  flags: 20,
  frontendEndpoint: 24,
  counters: 28,
  policyId: 32,
  memberSet: 36,
  backendCount: 40,
  backendList: 44,
  rateBucket: 48,
  reserved: 52,
  memberLevels: 56,
  members: 64,
  backends: 96,
  padding: 288,
} as const;

/** struct member_key: its size and its members' offsets, in bytes. */
export const memberKeyLayout = {
  size: 16,
  cgroup: 0,
  memberSet: 8,
  zero: 12,
} as const;

/** union original: its size and its members' offsets, in bytes. */
export const originalLayout = {
  size: 8,
  word: 0,
  frontend: 0,
  backend: 4,
} as const;

/** struct original_slot: its size and its members' offsets, in bytes. */
export const originalSlotLayout = {
  size: 16,
  cookie: 0,
  original: 8,
} as const;

/** struct original_line: its size and its members' offsets, in bytes. */
export const originalLineLayout = {
  size: 64,
  slots: 0,
} as const;

/** struct original_overflow: its size and its members' offsets, in bytes. */
export const originalOverflowLayout = {
  size: 256,
  originals: 0,
} as const;

/** struct counters: its size and its members' offsets, in bytes. */
export const countersLayout = {
  size: 64,
  verdicts: 0,
} as const;

/** struct resume: its size and its members' offsets, in bytes. */
export const resumeLayout = {
  size: 352,
  version: 0,
  policyId: 16,
  slot: 20,
  policyNameLength: 24,
  policyUidLength: 26,
  flags: 28,
  policyName: 32,
  policyUid: 288,
} as const;

/** struct server_key: its size and its members' offsets, in bytes. */
export const serverKeyLayout = {
  size: 16,
  cgroup: 0,
  port: 8,
  protocol: 10,
  zero: 11,
} as const;

/** struct server_state: its size and its members' offsets, in bytes. */
export const serverStateLayout = {
  size: 16,
  state: 0,
  sockets: 8,
  reserved: 12,
} as const;
