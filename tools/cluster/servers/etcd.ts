import { join } from "node:path";

import { ClusterError } from "../cluster-error.ts";
import { jsonField } from "../json-field.ts";
import { type Destination, sendJson } from "../json-request.ts";
import { type Entrance, type ServerProcess, startServer } from "./server-process.ts";

/** In its working folder: a socket needs no port, and only the folder's owner gets at it. */
const clientUrl = "unix://etcd.sock";
const peerUrl = "unix://etcd-peer.sock";

/** How etcd is named to the API server, whose working folder is the same. */
export const etcdUrl: string = clientUrl;

/** How etcd is started. */
export interface EtcdOptions {
  readonly program: string;
  readonly folder: string;
  /** Undefined: where this process runs. */
  readonly entrance: Entrance | undefined;
  /** Added to our own, at the end. */
  readonly flags: readonly string[];
}

/** Starts etcd, with what it already holds in the folder, and waits until it answers. */
export function startEtcd(options: EtcdOptions): Promise<ServerProcess> {
  return startServer({
    program: options.program,
    folder: options.folder,
    entrance: options.entrance,
    parameters: [
      "--name=localredirect",
      "--data-dir=etcd",
      `--listen-client-urls=${clientUrl}`,
      `--advertise-client-urls=${clientUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=localredirect=${peerUrl}`,
      // Nothing here has to outlive the machine, and fsync is most of the time of a write.
      "--unsafe-no-fsync",
      // The default, 2 GiB, is too little for benchmarks with hundreds of thousands of objects.
      `--quota-backend-bytes=${8 * 2 ** 30}`,
      "--log-level=warn",
      ...options.flags,
    ],
    isReady: async () =>
      (await sendJson(socket(options.folder), { method: "GET", path: "/health" })).status === 200,
  });
}

/**
 * Forgets all revisions but the newest, as a cluster's etcd does every few minutes. Returns that
 * revision. It is one that this call makes, by writing a key of its own: the last one before would
 * else stay known, and a watcher that misses only that one get it.
 *
 * @throws ClusterError `refused`
 */
export async function compactEtcd(folder: string): Promise<string> {
  const key = base64("localredirect/compaction");
  const revision = revisionOf(await call(folder, "/v3/kv/put", { key, value: "" }));
  await call(folder, "/v3/kv/compaction", { revision, physical: true });
  return revision;
}

/** A key of etcd and the value to be written there. */
export interface EtcdEntry {
  readonly key: string;
  readonly value: string;
}

/** How many keys one transaction writes; etcd takes at most 128. */
const keysInTransaction = 100;

/** How many transactions are on their way at once, so that etcd and we both have work. */
const parallelTransactions = 4;

/**
 * Writes many keys. What an API server would check of an object, and complete in it, is the
 * caller's business.
 *
 * @param written hears how many keys have been written so far
 * @throws ClusterError `refused`
 */
export async function writeToEtcd(
  folder: string,
  entries: Iterable<EtcdEntry>,
  written: (count: number) => void,
): Promise<void> {
  const transactions = chunksOf(entries, keysInTransaction);
  let count = 0;
  const writer = async (): Promise<void> => {
    // All writers draw from the one iterator.
    for (const chunk of transactions) {
      await call(folder, "/v3/kv/txn", { success: chunk.map(putRequest) });
      count += chunk.length;
      written(count);
    }
  };
  await Promise.all(Array.from({ length: parallelTransactions }, writer));
}

function putRequest({ key, value }: EtcdEntry): unknown {
  return { requestPut: { key: base64(key), value: base64(value) } };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function* chunksOf<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function call(folder: string, path: string, body: unknown): Promise<unknown> {
  const answer = await sendJson(socket(folder), { method: "POST", path, body });
  if (answer.status === 200) return answer.body;
  throw new ClusterError("refused", `etcd answered ${path} with ${JSON.stringify(answer.body)}`);
}

function revisionOf(answer: unknown): string {
  const revision = jsonField(answer, "header", "revision");
  if (typeof revision === "string") return revision;
  throw new ClusterError("refused", `etcd names no revision: ${JSON.stringify(answer)}`);
}

function socket(folder: string): Destination {
  return { protocol: "http:", socketPath: join(folder, "etcd.sock") };
}
