/**
 * The program of gateway.ts. It listens where its parent listened, on the machine's own loopback
 * address, since a socket stays in the network namespace that it was made in, and connects in the
 * one that it runs in itself.
 */
import { connect, type Server } from "node:net";
import { pipeline } from "node:stream";

process.on("message", (port: number, listener: Server) => {
  listener.on("connection", (client) => {
    const server = connect(port, "127.0.0.1");
    // Either end may go at any time; the other one goes with it.
    pipeline(client, server, client, () => undefined);
  });
});
process.on("disconnect", () => {
  process.exit();
});
process.send?.("ready");
