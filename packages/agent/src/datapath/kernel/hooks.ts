/** The programs that are attached to a cgroup, by their names in the object and of their pins. */
export type Hook =
  | "connect4"
  | "connect6"
  | "sendmsg4"
  | "sendmsg6"
  | "recvmsg4"
  | "recvmsg6"
  | "getpeername4"
  | "getpeername6"
  | "sock_release"
  | "post_bind4"
  | "post_bind6";

/**
 * The order in which programs start to work, right at every step: those that show a socket's
 * original come first, and those that begin to redirect come last; a bind is counted only once its
 * release is seen. They end in reverse.
 */
export const startOrder: readonly Hook[] = [
  "recvmsg4",
  "recvmsg6",
  "getpeername4",
  "getpeername6",
  "sock_release",
  "post_bind4",
  "post_bind6",
  "sendmsg4",
  "sendmsg6",
  "connect4",
  "connect6",
];

/** The order in which programs stop to work: nothing new is redirected first. */
export const stopOrder: readonly Hook[] = startOrder.toReversed();
