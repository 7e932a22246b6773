import type { BpfProgram } from "@localredirect/node-bpf";

import { type Place, startIn } from "../world/place.ts";

/** What the client does, see programs/connects.c. */
export type ConnectMode = "udp" | "udp-same" | "tcp";

/** Something to connect to, many times. */
export interface Destination {
  readonly mode: ConnectMode;
  readonly address: string;
  readonly port: number;
}

/** Where a client runs, and the programs that its connections pass there. */
export interface Variant {
  readonly name: string;
  readonly place: Place;
  /** Undefined: none is attached. */
  readonly connect: BpfProgram | undefined;
  readonly release?: BpfProgram;
}

/** One run of the client; times are for one connection, in nanoseconds. */
export interface ConnectRun {
  /** As the client sees it: socket, connect, close. */
  readonly wall: number;
  /** Of the program at connect, by the kernel's statistics. */
  readonly connect: number | undefined;
  /** Of the program at a socket's release. */
  readonly release: number | undefined;
}

/** The client that all runs use. */
export const connectsProgram = `${import.meta.dirname}/programs/build/connects`;

/**
 * Connects many times and says what one connection costs.
 *
 * @throws {Error} where a connection failed: its time would mean nothing
 */
export async function runConnects(
  variant: Variant,
  { mode, address, port }: Destination,
  count: number,
): Promise<ConnectRun> {
  const connect = startReading(variant.connect);
  const release = startReading(variant.release);
  const command = [connectsProgram, mode, address, String(port), String(count)];
  const { code, output, errors } = await startIn(variant.place, command).ended;
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}: ${errors.trim()}`);
  const { failed, nanoseconds } = readResult(output);
  if (failed > 0) {
    throw new Error(
      `${failed} of ${count} connections failed: ${variant.name}, ${address}:${port}`,
    );
  }
  return { wall: nanoseconds / count, connect: connect(), release: release() };
}

/** Returns how to read the mean time of one run since now. */
function startReading(program: BpfProgram | undefined): () => number | undefined {
  if (program === undefined) return () => undefined;
  const before = program.info;
  return () => {
    const after = program.info;
    const runs = Number(after.runCount - before.runCount);
    return runs === 0
      ? undefined
      : Number(after.runTimeNanoseconds - before.runTimeNanoseconds) / runs;
  };
}

function readResult(output: string): { readonly failed: number; readonly nanoseconds: number } {
  const result: unknown = JSON.parse(output);
  if (
    typeof result === "object" &&
    result !== null &&
    "failed" in result &&
    "nanoseconds" in result &&
    typeof result.failed === "number" &&
    typeof result.nanoseconds === "number"
  ) {
    return { failed: result.failed, nanoseconds: result.nanoseconds };
  }
  throw new Error(`The client printed ${output}`);
}
