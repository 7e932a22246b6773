/** How late a timer may fire before something must have kept the process from running, in milliseconds. */
const mostDelay = 1000;

/**
 * Whether a timer fired so late that the process cannot have run in between. Timers fire before
 * sockets are read: whoever seems silent then may have said something that still lies in one.
 *
 * @param due - when it was to fire, in milliseconds of the clock that `now` is of
 */
export function firedLate(due: number, now: number): boolean {
  return now - due > mostDelay;
}
