import { parseArgs } from "node:util";

import { type ClusterSize, fullSize, quickSize } from "./cluster/cluster-size.ts";

/** What `--help` prints. */
export const help = `npm run bench -- [WHAT...] [FLAG...]

Measures on this machine:

  connect   what a connection costs: no program, an empty one, a bare one, ours, nftables (root)
  latency   from a manifest's change to the kernel's map (root)
  agent     the agent's start and memory with 10 and with 10,000 redirects (root)
  cluster   the controller on a real API server, with simulated agents

Without WHAT all of them, in some ten minutes.

  --rounds N    rounds of connect; default 9, medians are taken over them
  --json FILE   writes all figures there, too

Of cluster:

  --full        ${sizeInWords(fullSize)}; without it
                ${sizeInWords(quickSize)}
  --nodes N --pods N --agents N --policies N
                instead of those; an agent is that of a node
  --replicas N  controllers that share the agents; default 1
  --tokens      agents show tokens of their pods, which the API server reviews, instead of certificates
`;

/** What can be measured. */
export const parts = ["connect", "latency", "agent", "cluster"] as const;

/** One of the things that can be measured. */
export type Part = (typeof parts)[number];

/** What the command line asks for. */
export interface Wanted {
  readonly help: boolean;
  readonly parts: ReadonlySet<Part>;
  readonly rounds: number;
  readonly size: ClusterSize;
  /** Undefined: figures are only printed. */
  readonly json: string | undefined;
}

const sizeFlags = ["nodes", "pods", "agents", "policies", "replicas"] as const;

/**
 * Reads the command line.
 *
 * @throws {TypeError} for what is not known, as parseArgs does
 */
export function readCommandLine(parameters: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      rounds: { type: "string", default: "9" },
      json: { type: "string" },
      full: { type: "boolean", default: false },
      nodes: { type: "string" },
      pods: { type: "string" },
      agents: { type: "string" },
      policies: { type: "string" },
      replicas: { type: "string" },
      tokens: { type: "boolean", default: false },
    },
  });
  return {
    help: values.help,
    parts: new Set(positionals.length === 0 ? parts : positionals.map(readPart)),
    rounds: readCount("rounds", values.rounds),
    size: {
      ...readSize(values, values.full ? fullSize : quickSize),
      proof: values.tokens ? "token" : "certificate",
    },
    json: values.json,
  };
}

function readPart(word: string): Part {
  const part = parts.find((known) => known === word);
  if (part === undefined) throw new TypeError(`Nothing is called ${word}`);
  return part;
}

function readSize(
  values: Readonly<Partial<Record<(typeof sizeFlags)[number], string>>>,
  defaults: ClusterSize,
): ClusterSize {
  const size = { ...defaults };
  for (const flag of sizeFlags) {
    const text = values[flag];
    if (text !== undefined) size[flag] = readCount(flag, text);
  }
  const { agents, nodes } = size;
  if (agents > nodes) {
    throw new TypeError(`--agents ${agents} is more than --nodes ${nodes}, one for each`);
  }
  return size;
}

function readCount(flag: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new TypeError(`--${flag} ${text} is not a whole number from 1 on`);
}

function sizeInWords({ nodes, pods, agents, policies }: ClusterSize): string {
  return `${nodes} nodes, ${pods} pods, ${agents} agents, ${policies} policies`;
}
