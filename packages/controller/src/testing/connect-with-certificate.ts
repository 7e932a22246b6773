// Run by certificate-memory.test.ts as a process of its own, with --expose-gc: prints its resident
// memory in bytes after each round of connections whose client shows a certificate.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connect, createServer, type TLSSocket } from "node:tls";

import { createCertificateAuthority } from "@localredirect/process/testing";

const [, , rounds = "", connections = ""] = process.argv;
const atOnce = 50;

const folder = mkdtempSync(join(tmpdir(), "localredirect-tls-"));
const authority = await createCertificateAuthority();
const files = await authority.write(folder, "both", { dns: ["server.test"] });
const both = {
  ca: readFileSync(files.authorities),
  cert: readFileSync(files.certificate),
  key: readFileSync(files.privateKey),
};
rmSync(folder, { recursive: true });

const server = createServer({ ...both, requestCert: true, minVersion: "TLSv1.3" });
server.on("secureConnection", (socket: TLSSocket) => {
  socket.on("error", () => undefined);
  // As who looks at the client's name.
  socket.end(socket.getPeerCertificate().subjectaltname ?? "");
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;

async function connectOnce(): Promise<void> {
  const socket = connect({ ...both, port, host: "127.0.0.1", servername: "server.test" });
  socket.resume();
  await once(socket, "close");
}

for (let round = 0; round < Number(rounds); round += 1) {
  for (let made = 0; made < Number(connections); made += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, connectOnce));
  }
  for (let collection = 0; collection < 3; collection += 1) {
    await wait(50);
    globalThis.gc?.();
  }
  console.log(process.memoryUsage.rss());
}
server.close();
