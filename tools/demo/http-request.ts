/**
 * An ordinary application of the demo: `http-request.ts URL` asks once and prints, as a line of
 * JSON, what it received and whom it believes to be connected to.
 */
import { get } from "node:http";

const [, , url = ""] = process.argv;

function print(result: object): void {
  console.log(JSON.stringify(result));
}

const request = get(url, { agent: false, timeout: 1_000 }, (response) => {
  const { remoteAddress = "?", remotePort = 0 } = response.socket;
  let body = "";
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    body += text;
  });
  response.on("end", () => {
    print({ body, connectedTo: `${remoteAddress}:${remotePort}` });
  });
});
request.on("timeout", () => {
  request.destroy(new Error("timeout"));
});
request.on("error", (error: NodeJS.ErrnoException) => {
  print({ error: error.code ?? error.message });
});
