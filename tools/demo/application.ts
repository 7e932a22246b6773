import { type Place, startIn } from "../world/place.ts";
import type { WhoamiAnswer } from "../world/whoami.ts";

/** What an application received. */
export interface Reply {
  /** The name of the server that answered, or undefined: nobody did. */
  readonly server: string | undefined;
  /** What else there is to say of it, for people; may be empty. */
  readonly detail: string;
}

/** Something that an application asks for. */
export interface Request {
  /** For people. */
  readonly title: string;
  perform(place: Place): Promise<Reply>;
}

/** An HTTP request by Node's own client. */
export function httpRequest(url: string): Request {
  return {
    title: `GET ${url}`,
    async perform(place) {
      const program = `${import.meta.dirname}/http-request.ts`;
      const { output } = await startIn(place, [process.execPath, program, url]).ended;
      return readHttpReply(output);
    },
  };
}

/** A DNS query by dig, for a TXT record that says which server answers. */
export function dnsQuery(server: string, options: readonly string[] = []): Request {
  const question = [...options, `@${server}`, serverNameRecord, "TXT"];
  return {
    title: ["dig", ...options, `@${server}`].join(" "),
    async perform(place) {
      const limits = ["+short", "+time=1", "+tries=1"];
      const { output } = await startIn(place, ["dig", ...limits, ...question]).ended;
      return readDnsReply(output);
    },
  };
}

/** The record by which each DNS server of the demo says its name. */
export const serverNameRecord = "who.cluster.local";

/** @param output what http-request.ts printed */
function readHttpReply(output: string): Reply {
  // http-request.ts, beside this file, prints just that.
  const result = JSON.parse(output) as
    { readonly body: string; readonly connectedTo: string } | { readonly error: string };
  if ("error" in result) return { server: undefined, detail: result.error };
  // The body is the answer of whoami.c.
  const { server } = JSON.parse(result.body) as WhoamiAnswer;
  return { server, detail: `connected to ${result.connectedTo}` };
}

/** @param output what dig printed: a quoted text, or a comment that begins with semicolons */
export function readDnsReply(output: string): Reply {
  return { server: /^"(.*)"$/m.exec(output)?.[1], detail: "" };
}
