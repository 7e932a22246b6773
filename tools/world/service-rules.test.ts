import { describe, expect, it } from "vitest";

import { type Service, serviceRules } from "./service-rules.ts";

const dns: Service = {
  name: "dns",
  clusterIps: ["10.96.0.10", "fd00:96::a"],
  ports: [{ protocol: "UDP", port: 53, targetPort: 5353 }],
  endpoints: ["10.244.2.2", "fd00:244:2::2"],
};

describe("serviceRules", () => {
  it("sends each ClusterIP to the endpoint of its own family", () => {
    const rules = serviceRules([dns]);
    expect(rules).toContain("ip daddr 10.96.0.10 udp dport 53 dnat ip to 10.244.2.2:5353\n");
    expect(rules).toContain("ip6 daddr fd00:96::a udp dport 53 dnat ip6 to [fd00:244:2::2]:5353\n");
  });

  it("shares a ClusterIP among several endpoints", () => {
    const rules = serviceRules([{ ...dns, endpoints: ["10.244.2.2", "10.244.3.2"] }]);
    expect(rules).toContain(
      "dnat ip to numgen random mod 2 map { 0 : 10.244.2.2 . 5353, 1 : 10.244.3.2 . 5353 }",
    );
  });

  it("has no rule where no endpoint is of the family", () => {
    const rules = serviceRules([{ ...dns, endpoints: ["10.244.2.2"] }]);
    expect(rules).not.toContain("ip6 daddr fd00:96::a udp");
  });

  it("masks the address of an endpoint that reaches itself, once however often it is named", () => {
    const rules = serviceRules([dns, { ...dns, name: "other", clusterIps: ["10.96.0.11"] }]);
    const masked = "ip saddr 10.244.2.2 ip daddr 10.244.2.2 ct status dnat masquerade";
    expect(rules.split(masked)).toHaveLength(2);
  });

  it("replaces the whole table", () => {
    expect(serviceRules([]).trim().split("\n").slice(0, 2)).toEqual([
      "table inet services",
      "delete table inet services",
    ]);
  });
});
