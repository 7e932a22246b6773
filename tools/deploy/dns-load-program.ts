// Asks DNS servers so many times a second, until its input ends:
//   dns-load-program.ts PLAN
// PLAN is a DnsLoadPlan, of dns-load-plan.ts, as JSON. Then prints QueryTotals, one for each way and
// server, as a line of JSON.
import { once } from "node:events";

import { type DnsLoadPlan, loadWays, type QueryTotals } from "./dns-load-plan.ts";
import { type Ask, createAsk } from "./dns-ways.ts";

/** How often the program looks how many queries are due, in milliseconds. */
const tick = 10;

/**
 * How much the program makes up for, in milliseconds, where it had no processor: all that it missed
 * at once, some hundred queries, could be more than the buffer of a server's socket has room for.
 */
const madeUpFor = 200;

// startDnsLoad, of dns-load.ts, writes just that.
const plan = JSON.parse(process.argv[2] ?? "") as DnsLoadPlan;

/**
 * Asks again and again, whatever the answers.
 *
 * @param rate how often a second
 * @returns what ends it, and waits for the answers still to come
 */
function startAsking(
  ask: Ask,
  rate: number,
): () => Promise<Pick<QueryTotals, "queries" | "askedAgain" | "lost" | "firstError">> {
  const running = new Set<Promise<void>>();
  let last = performance.now();
  let due = 0;
  let queries = 0;
  let askedAgain = 0;
  let lost = 0;
  let firstError = "";
  const askWithTries = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        await ask(AbortSignal.timeout(plan.patience));
        return;
      } catch (error) {
        firstError ||= String(error);
        if (tries === plan.tries) break;
        askedAgain += 1;
      }
    }
    lost += 1;
  };
  const timer = setInterval(() => {
    const now = performance.now();
    due += (Math.min(now - last, madeUpFor) / 1_000) * rate;
    last = now;
    for (; queries < due; queries += 1) {
      const asked = askWithTries();
      running.add(asked);
      void asked.then(() => running.delete(asked));
    }
  }, tick);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
    return { queries, askedAgain, lost, firstError };
  };
}

const started = plan.servers.flatMap((server) =>
  loadWays.map((way) => ({
    ...{ way, server },
    stop: startAsking(createAsk(way, server, plan.name), plan.rates[way]),
  })),
);
console.log("running");
await once(process.stdin.resume(), "end");
const totals: readonly QueryTotals[] = await Promise.all(
  started.map(async ({ way, server, stop }) => ({ way, server, ...(await stop()) })),
);
console.log(JSON.stringify(totals));
