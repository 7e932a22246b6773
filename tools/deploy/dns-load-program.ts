// Asks a DNS server so many times a second, until its input ends:
//   dns-load-program.ts SERVER NAME UDP-RATE TCP-RATE
// Each time with a new socket. Then prints DnsLoadTotals, of dns-load.ts, as a line of JSON.
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";

import type { DnsLoadTotals, QueryTotals } from "./dns-load.ts";

/** How long one query waits for its answer, in milliseconds: as long as glibc does by default. */
const patience = 5_000;

/** How often the program looks how many queries are due, in milliseconds. */
const tick = 10;

const [server = "", name = "", ...rates] = process.argv.slice(2);
const [udpRate = 0, tcpRate = 0] = rates.map(Number);

/** Asks once, over UDP. */
async function askByUdp(): Promise<void> {
  const resolver = new Resolver({ timeout: patience, tries: 1 });
  resolver.setServers([server]);
  await resolver.resolve4(name);
}

/** Asks once, over a connection. */
async function askByTcp(): Promise<void> {
  const socket = connect({ host: server, port: 53 });
  try {
    const signal = AbortSignal.timeout(patience);
    await once(socket, "connect", { signal });
    socket.write(queryOf(name));
    // The answer is one small segment; a connection that ends instead has failed.
    await Promise.race([
      once(socket, "data", { signal }),
      once(socket, "end", { signal }).then(() => {
        throw new Error("The connection ended without an answer");
      }),
    ]);
  } finally {
    socket.destroy();
  }
}

/** A query for an A record, as a DNS message with its length before it (RFC 1035, 4.1 and 4.2.2). */
function queryOf(host: string): Buffer {
  const header = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  const labels = host.split(".").flatMap((label) => [label.length, ...Buffer.from(label)]);
  const message = Buffer.from([...header, ...labels, 0, 0, 1, 0, 1]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

/**
 * Asks again and again, whatever the answers: one query is asked once.
 *
 * @param rate how often a second
 * @returns what ends it, and waits for the answers still to come
 */
function startAsking(ask: () => Promise<void>, rate: number): () => Promise<QueryTotals> {
  const running = new Set<Promise<void>>();
  const start = performance.now();
  let queries = 0;
  let lost = 0;
  let firstError = "";
  const lose = (error: unknown): void => {
    lost += 1;
    if (lost === 1) firstError = String(error);
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1_000) * rate;
    for (; queries < due; queries += 1) {
      const asked = ask().catch(lose);
      running.add(asked);
      void asked.then(() => running.delete(asked));
    }
  }, tick);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
    return { queries, lost, firstError };
  };
}

const stopUdp = startAsking(askByUdp, udpRate);
const stopTcp = startAsking(askByTcp, tcpRate);
console.log("running");
await once(process.stdin.resume(), "end");
const [udp, tcp] = await Promise.all([stopUdp(), stopTcp()]);
const totals: DnsLoadTotals = { udp, tcp };
console.log(JSON.stringify(totals));
