import { request } from "node:http";

/** Which counter of connects and datagrams. */
export interface VerdictLabels {
  readonly policy: string;
  /** As `10.96.0.10:53/UDP`. */
  readonly frontend: string;
  readonly verdict: "redirected" | "no_backend" | "backend_dead" | "self" | "no_room";
}

/** What an agent serves by HTTP, on a unix socket. */
export interface AgentEndpoint {
  /** The body of a page, for example `/readyz?verbose`. */
  page(path: string): Promise<string>;
  /** A value of `localredirect_agent_verdicts_total`; 0 where it is not exported. */
  verdicts(labels: VerdictLabels): Promise<number>;
  /** A value of any other metric of the agent, without labels. */
  metric(name: string): Promise<number | undefined>;
}

/** @param socketPath where `--http unix:PATH` serves */
export function agentEndpoint(socketPath: string): AgentEndpoint {
  const page = (path: string): Promise<string> => fetchBody(socketPath, path);
  return {
    page,
    async verdicts({ policy, frontend, verdict }) {
      const labels = `policy="${policy}",frontend="${frontend}",verdict="${verdict}"`;
      const series = `localredirect_agent_verdicts_total{${labels}}`;
      return findSample(await page("/metrics"), series) ?? 0;
    },
    async metric(name) {
      return findSample(await page("/metrics"), `localredirect_agent_${name}`);
    },
  };
}

function fetchBody(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => {
        resolve(body);
      });
    });
    asked.on("error", reject).end();
  });
}

function findSample(metrics: string, series: string): number | undefined {
  const line = metrics.split("\n").find((text) => text.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}
