const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A time span for people, as kubectl writes ages: the two greatest units where the second one
 * matters, `850ms`, `12s`, `3m20s`, `5h`, `12d`.
 *
 * @param span - in milliseconds; less than 0, as after a clock was set back, counts as 0
 */
export function formatDuration(span: number): string {
  const time = Math.max(span, 0);
  if (time < second) {
    return `${Math.round(time)}ms`;
  }
  if (time < 2 * minute) {
    return `${Math.floor(time / second)}s`;
  }
  if (time < 10 * minute) {
    return pair(time, [minute, "m"], [second, "s"]);
  }
  if (time < 3 * hour) {
    return `${Math.floor(time / minute)}m`;
  }
  return time < 2 * day ? `${Math.floor(time / hour)}h` : `${Math.floor(time / day)}d`;
}

type Unit = readonly [length: number, name: string];

function pair(time: number, [great, greatName]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((time % great) / small);
  return `${Math.floor(time / great)}${greatName}${rest === 0 ? "" : `${rest}${smallName}`}`;
}
