/** What libbpf wrote during an operation, taken apart. */
export interface LibbpfLog {
  /** The verifier's log of the program that it rejected. */
  readonly verifierLog: string | undefined;
  /** libbpf's own words in one line, empty when it had none. */
  readonly detail: string;
}

// How libbpf 1.x encloses a verifier's log that it prints.
const begin = "-- BEGIN PROG LOAD LOG --\n";
const end = "-- END PROG LOAD LOG --";

/** More lines than this say nothing more in an error's message. */
const mostLines = 6;

/** Separates the verifier's log from libbpf's own lines. */
export function parseLibbpfLog(log: string): LibbpfLog {
  const from = log.indexOf(begin);
  // The native side keeps only the end of a huge log, perhaps without its beginning.
  const logStart = from === -1 ? 0 : from + begin.length;
  const logEnd = log.lastIndexOf(end);
  if (logEnd < logStart) return { verifierLog: undefined, detail: oneLine(log) };
  const before = from === -1 ? "" : log.slice(0, log.lastIndexOf("\n", from) + 1);
  return {
    verifierLog: log.slice(logStart, logEnd).trimEnd(),
    detail: oneLine(before + log.slice(logEnd + end.length)),
  };
}

function oneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/^libbpf: /, "").trim())
    .filter((line) => line !== "")
    .slice(0, mostLines)
    .join("; ");
}
