// Runs as a process of its own, in a network namespace of its own, where it answers at the addresses
// of a service and of two backends, or of those that its arguments name. For each line on stdin,
// `tcp` or `udp`, it asks the service, and prints as JSON who answered and whom it believes to have
// talked to.
import { createSocket } from "node:dgram";
import { createServer, connect } from "node:net";
import { createInterface } from "node:readline";

const service = { address: "10.96.0.10", port: 80 };
const answers = { service: service.address, first: "10.244.0.1", second: "10.244.0.2" };

interface Answer {
  readonly from: string;
  readonly peer: string;
}

function serve(name: string, address: string): Promise<unknown> {
  const tcp = createServer((socket) => {
    socket.end(name);
  });
  const udp = createSocket("udp4");
  udp.on("message", (_, sender) => {
    udp.send(name, sender.port, sender.address);
  });
  return Promise.all([
    new Promise<void>((resolve) => tcp.listen(service.port, address, resolve)),
    new Promise<void>((resolve) => udp.bind(service.port, address, resolve)),
  ]);
}

function askTcp(): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(service.port, service.address);
    let peer = "";
    socket.on("connect", () => {
      peer = `${socket.remoteAddress ?? ""}:${socket.remotePort ?? 0}`;
    });
    socket.on("data", (from) => {
      resolve({ from: from.toString(), peer });
    });
    socket.on("error", reject);
  });
}

function askUdp(): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.on("message", (from, { address, port }) => {
      socket.close();
      resolve({ from: from.toString(), peer: `${address}:${port}` });
    });
    socket.on("error", reject);
    socket.send("who?", service.port, service.address);
  });
}

const names = process.argv.slice(2);
for (const [name, address] of Object.entries(answers)) {
  if (names.length === 0 || names.includes(name)) await serve(name, address);
}
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await (line === "tcp" ? askTcp() : askUdp()).catch((error: unknown) => ({
    error: String(error),
  }));
  console.log(JSON.stringify(answer));
}
process.exit(0);
