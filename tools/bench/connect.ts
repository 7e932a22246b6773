import { programStatistics } from "@localredirect/node-bpf";

import type { BenchWorld } from "./bench-world.ts";
import { type ConnectRun, type Destination, runConnects, type Variant } from "./connect-runs.ts";
import { createVariants, unrelatedPort, type Variants } from "./connect-variants.ts";
import { backendPort, frontendPort, virtualIp } from "./redirect-manifests.ts";
import { median } from "./statistics.ts";

/** What the programs cost at one destination, medians in nanoseconds above an empty program. */
export interface ProgramCost {
  readonly title: string;
  readonly bare: number;
  readonly ours: number;
  /** ours / bare, of redirected destinations. */
  readonly ratio: number | undefined;
}

/** What a TCP connection costs an application, against a direct one without any program. */
export interface ConnectionCost {
  readonly title: string;
  /** Median of socket, connect and close, in nanoseconds. */
  readonly nanoseconds: number;
  /** Median of the ratios within each round. */
  readonly ratio: number;
}

/** All that the comparison of ways to redirect found. */
export interface ConnectResult {
  readonly redirects: number;
  /** The empty program's own time, which includes that of measuring. */
  readonly empty: number;
  /** Of a socket's release, ours, in nanoseconds above an empty program's time. */
  readonly release: { readonly redirected: number; readonly unrelated: number };
  readonly programs: readonly ProgramCost[];
  readonly connections: readonly ConnectionCost[];
}

interface Step {
  readonly key: string;
  readonly variant: Variant;
  readonly destination: Destination;
}

/** How many connections a run makes: enough for 0.1 to 0.2 s. */
const connectionsOfRun = { udp: 20_000, "udp-same": 100_000, tcp: 4_000 } as const;

const redirected = { address: virtualIp(0), port: frontendPort } as const;

const programCases: readonly (Destination & { readonly title: string; readonly hit: boolean })[] = [
  { title: "redirected, UDP, fresh socket", mode: "udp", hit: true, ...redirected },
  { title: "redirected, UDP, same socket again", mode: "udp-same", hit: true, ...redirected },
  { title: "redirected, TCP, fresh socket", mode: "tcp", hit: true, ...redirected },
  {
    title: "unrelated address, same port",
    mode: "udp",
    hit: false,
    ...redirected,
    address: "10.111.1.1",
  },
  { title: "same address, unrelated port", mode: "udp", hit: false, ...redirected, port: 54 },
];

/**
 * Runs all ways to redirect in turn, round after round, so that a machine that grows faster or
 * slower does so for all of them.
 */
export async function compareConnects(
  bench: BenchWorld,
  { redirects, rounds }: { readonly redirects: number; readonly rounds: number },
  progress: (round: number) => void,
): Promise<ConnectResult> {
  using variants = await createVariants(bench, redirects);
  const statistics = programStatistics();
  const runs = new Map<string, ConnectRun[]>();
  const steps = [...programSteps(variants), ...connectionSteps(bench, variants)];
  try {
    progress(-1);
    // Warms caches and branch predictors.
    await runRound(steps);
    for (let round = 0; round < rounds; round += 1) {
      progress(round);
      for (const [key, run] of await runRound(steps))
        runs.set(key, [...(runs.get(key) ?? []), run]);
    }
  } finally {
    statistics.close();
  }
  return summarize(redirects, runs);
}

async function runRound(steps: readonly Step[]): Promise<ReadonlyMap<string, ConnectRun>> {
  const runs = new Map<string, ConnectRun>();
  for (const { key, variant, destination } of steps) {
    const count = connectionsOfRun[destination.mode];
    runs.set(key, await runConnects(variant, destination, count));
  }
  return runs;
}

function programSteps({ empty, bare, ours }: Variants): readonly Step[] {
  return programCases.flatMap(({ title, hit, ...destination }) =>
    [empty, bare, ours]
      // Nobody answers at a virtual IP that is not redirected.
      .filter((variant) => !(variant === empty && hit && destination.mode === "tcp"))
      .map((variant) => ({ key: `${title}/${variant.name}`, variant, destination })),
  );
}

function connectionSteps({ plain, world }: BenchWorld, variants: Variants): readonly Step[] {
  const { none, empty, bare, ours, nftables } = variants;
  const to = (address: string, port: number): Destination => ({ mode: "tcp", address, port });
  const direct = to(plain.addresses.v4, unrelatedPort);
  const frontend = to(virtualIp(0), frontendPort);
  return [
    { key: "direct", variant: none, destination: direct },
    { key: "direct, empty program", variant: empty, destination: direct },
    { key: "redirected, bare program", variant: bare, destination: frontend },
    { key: "redirected, ours", variant: ours, destination: frontend },
    {
      key: "direct, backend, ours",
      variant: ours,
      destination: to(plain.addresses.v4, backendPort),
    },
    { key: "unrelated, ours", variant: ours, destination: direct },
    { key: "redirected, nftables", variant: nftables, destination: frontend },
    {
      key: "unrelated, nftables",
      variant: nftables,
      destination: to(world.addresses.v4, unrelatedPort),
    },
  ];
}

function summarize(
  redirects: number,
  runs: ReadonlyMap<string, readonly ConnectRun[]>,
): ConnectResult {
  const of = (key: string, what: keyof ConnectRun): readonly number[] =>
    (runs.get(key) ?? []).flatMap((run) => run[what] ?? []);
  const fresh = "redirected, UDP, fresh socket";
  const empty = median(of(`${fresh}/empty`, "connect"));
  const net = (key: string, what: keyof ConnectRun): number => median(of(key, what)) - empty;
  const direct = of("direct", "wall");
  return {
    redirects,
    empty,
    release: {
      redirected: net(`${fresh}/ours`, "release"),
      unrelated: net("unrelated address, same port/ours", "release"),
    },
    programs: programCases.map(({ title, hit }) => {
      const bare = net(`${title}/bare`, "connect");
      const ours = net(`${title}/ours`, "connect");
      return { title, bare, ours, ratio: hit ? ours / bare : undefined };
    }),
    connections: [...runs.keys()]
      .filter((key) => !key.includes("/"))
      .map((title) => {
        const walls = of(title, "wall");
        const ratios = walls.map((wall, round) => wall / (direct[round] ?? NaN));
        return { title, nanoseconds: median(walls), ratio: median(ratios) };
      }),
  };
}
