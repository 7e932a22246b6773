// Runs as a process of its own and answers with its name at one address. Its argument is a Serving
// as JSON. `inherited` says that the socket was bound by another process, and came as descriptor 3.
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { Serving } from "./test-server.ts";

/** Node shows a server's descriptor only so. */
interface WithDescriptor {
  readonly _handle?: { readonly fd: number };
}

const serving = JSON.parse(process.argv[2] ?? "{}") as Serving;
const { name, protocol, address, port, reusePort = false, shared = false } = serving;
const isInherited = process.argv[3] === "inherited";

function ready(server: WithDescriptor): void {
  const descriptor = server._handle?.fd;
  if (!shared || isInherited || descriptor === undefined) {
    console.log(`${process.pid}`);
    return;
  }
  const script = fileURLToPath(import.meta.url);
  spawn(process.execPath, [script, process.argv[2] ?? "", "inherited"], {
    stdio: ["ignore", "inherit", "inherit", descriptor],
  });
}

if (protocol === "TCP") {
  const server = createServer((socket) => socket.end(name));
  const where = isInherited ? { fd: 3 } : { host: address, port, reusePort };
  server.listen(where, () => {
    ready(server as WithDescriptor);
  });
} else {
  const socket = createSocket({ type: address.includes(":") ? "udp6" : "udp4", reusePort });
  socket.on("message", (_, sender) => {
    socket.send(name, sender.port, sender.address);
  });
  socket.bind(port, address, () => {
    ready({});
  });
}
