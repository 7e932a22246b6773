/** Takes one line, without its end, that tells people how something long goes. */
export type Progress = (line: string) => void;

/** How often something long says that it still goes on, in milliseconds. */
const heartbeat = 15_000;

/** Writes to standard error, so that standard output stays for what was asked for. */
export function progressOf(what: string): Progress {
  return (line) => {
    process.stderr.write(`${what}: ${line}\n`);
  };
}

/** How a control plane goes. */
export const printProgress: Progress = progressOf("control plane");

/**
 * Says that something began, how it goes and how long it took.
 *
 * @param state - how far it is, for people; asked at each heartbeat
 */
export async function reported<Value>(
  progress: Progress,
  what: string,
  perform: () => Promise<Value>,
  state: () => string = () => "",
): Promise<Value> {
  const start = performance.now();
  const began = new Date().toTimeString().slice(0, 8);
  progress(what);
  const timer = setInterval(() => {
    const detail = state();
    progress(`${what}: since ${began} (${seconds(start)} s)${detail === "" ? "" : `, ${detail}`}`);
  }, heartbeat);
  try {
    const value = await perform();
    progress(`${what}: done in ${seconds(start)} s`);
    return value;
  } finally {
    clearInterval(timer);
  }
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}
