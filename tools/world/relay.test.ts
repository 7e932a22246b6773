import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { text } from "node:stream/consumers";

import { afterEach, beforeEach, expect, test } from "vitest";

import { Relay } from "./relay.ts";

const servers: Server[] = [];
let relay: Relay;
beforeEach(async () => {
  relay = await Relay.start(await startEcho("a"));
});
afterEach(async () => {
  await relay.close();
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers everything with its name and what it has heard. */
async function startEcho(name: string): Promise<{ readonly port: number }> {
  const server = createServer((socket) => {
    socket.on("data", (bytes) => socket.write(`${name}:${bytes.toString()}`));
    socket.on("error", () => undefined);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port }; // it listens by TCP
}

async function open(): Promise<Socket> {
  const socket = connect(relay.port, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

async function ask(socket: Socket, question: string): Promise<string> {
  socket.write(question);
  const [answer] = (await once(socket, "data")) as [Buffer]; // as sockets give it
  return answer.toString();
}

test("Relay leads new connections elsewhere, and cuts all", async () => {
  const first = await open();
  expect(await ask(first, "1")).toBe("a:1");
  relay.leadTo(await startEcho("b"));
  const second = await open();
  expect([await ask(second, "2"), await ask(first, "3")]).toEqual(["b:2", "a:3"]);
  expect(relay.connections).toBe(2);
  const closed = Promise.all([first, second].map((socket) => once(socket, "close")));
  relay.cut();
  await closed;
  expect(relay.connections).toBe(0);
  expect(await ask(await open(), "4")).toBe("b:4");
});

test("Relay.silence swallows what comes over the connections that stand only", async () => {
  const silent = await open();
  expect(await ask(silent, "1")).toBe("a:1");
  relay.silence();
  const heard = text(silent);
  silent.write("2");
  expect(await ask(await open(), "3")).toBe("a:3");
  relay.cut();
  expect(await heard.catch(() => "")).toBe("");
});

test("Relay.freeze swallows everything until thaw, which cuts it", async () => {
  const before = await open();
  expect(await ask(before, "1")).toBe("a:1");
  relay.freeze();
  const during = await open();
  const heard = Promise.all([before, during].map((socket) => text(socket).catch(() => "")));
  before.write("2");
  during.write("3");
  relay.thaw();
  expect(await heard).toEqual(["", ""]);
  expect(await ask(await open(), "4")).toBe("a:4");
});
