import { describe, expect, test } from "vitest";

import { coreDnsModule, etcdModule, kubernetesModule } from "./pin-versions.ts";

describe("kubernetesModule", () => {
  test("replaces each staged part by the module of the same number", () => {
    const theirs = `module k8s.io/kubernetes

go 1.26.0

godebug default=go1.26

require github.com/spf13/cobra v1.10.2

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/client-go => ./staging/src/k8s.io/client-go
)
`;
    expect(kubernetesModule("v1.37.2", theirs)).toBe(`module localredirect/tools/cluster/kubernetes

go 1.26.0

godebug default=go1.26

require k8s.io/kubernetes v1.37.2

replace (
	k8s.io/api => k8s.io/api v0.37.2
	k8s.io/client-go => k8s.io/client-go v0.37.2
)
`);
  });
});

describe("etcdModule", () => {
  test("asks for the Go that etcd asks for, not for its toolchain", () => {
    const theirs = "module x\n\ngo 1.26.0\n\ntoolchain go1.26.10\n";
    expect(etcdModule("v3.7.3", theirs)).toContain("\n\ngo 1.26.0\n\ntool go.etcd.io/etcd");
    expect(etcdModule("v3.7.3", theirs)).not.toContain("toolchain");
  });
});

test("coreDnsModule asks for the Go that CoreDNS asks for", () => {
  expect(coreDnsModule("v1.15.0", "module x\n\ngo 1.26.0\n")).toBe(
    "module localredirect/tools/cluster/coredns\n\ngo 1.26.0\n\nrequire github.com/coredns/coredns v1.15.0\n",
  );
});
