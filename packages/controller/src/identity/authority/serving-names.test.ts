import { expect, test } from "vitest";

import { servingNames } from "./serving-names.ts";

const uri = ["localredirect:controller"];
const services = [
  "localredirect-controller",
  "localredirect-controller.ns",
  "localredirect-controller.ns.svc",
  "localredirect-controller.ns.svc.cluster.local",
];

test.each([
  ["a pod that listens everywhere", "10.1.2.3", "::", services, ["10.1.2.3"]],
  ["a pod that listens on its address", "fd00::1", "fd00::1", services, ["fd00::1"]],
  ["a process on loopback", undefined, "127.0.0.1", services, ["127.0.0.1"]],
  ["a process on a host's name", undefined, "localhost", [...services, "localhost"], []],
  ["a process that listens everywhere", undefined, "0.0.0.0", services, []],
])("servingNames of %s", (...[, podIp, host, dns, ip]) => {
  const listen = { kind: "tcp", host, port: 9443 } as const;
  expect(servingNames({ namespace: "ns", podIp, listen })).toEqual({ dns, ip, uri });
});

test("servingNames of a unix socket", () => {
  const listen = { kind: "unix", path: "/run/x" } as const;
  const names = servingNames({ namespace: "ns", podIp: undefined, listen });
  expect(names).toEqual({ dns: services, ip: [], uri });
});
