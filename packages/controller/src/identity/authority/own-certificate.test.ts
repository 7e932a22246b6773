import { X509Certificate } from "node:crypto";

import type { HeldCertificate } from "@localredirect/process";
import { beforeEach, expect, test } from "vitest";

import type { Authority } from "./authority.ts";
import { defaultTimes } from "./authority.ts";
import type { Stored } from "./authority-store.ts";
import { controllerUri } from "./serving-names.ts";
import { OwnCertificate } from "./own-certificate.ts";
import type { OwnCertificateEvent } from "./own-certificate.ts";
import { MemoryAuthorityStore } from "./testing/memory-authority-store.ts";

const hour = 3_600_000;
const start = Date.parse("2030-01-01T00:00:00Z");

/** A store that fails when it is told to. */
class FaultyStore extends MemoryAuthorityStore {
  failures = 0;

  override readAuthorities(): Promise<Stored<readonly Authority[]>> {
    if (this.failures <= 0) return super.readAuthorities();
    this.failures -= 1;
    return Promise.reject(new Error("The API server is away"));
  }
}

let store: FaultyStore;
let events: OwnCertificateEvent[];

beforeEach(() => {
  store = new FaultyStore();
  store.now = start;
  events = [];
});

function create(): OwnCertificate {
  return new OwnCertificate({
    store,
    names: { dns: ["localredirect-controller"], ip: [], uri: [controllerUri] },
    times: defaultTimes,
    onEvent: (event) => events.push(event),
    now: () => store.now,
  });
}

async function make(): Promise<OwnCertificate> {
  const own = create();
  await own.look();
  return own;
}

function shown(held: HeldCertificate): X509Certificate {
  return new X509Certificate(held.current?.certificate ?? "");
}

/** The number of the authority, as the bundle lists them, that vouches for a certificate. */
function issuerInBundle(certificate: X509Certificate): number {
  const bundle = store.bundles.at(-1)?.bundle ?? [];
  return bundle.findIndex((pem) => certificate.verify(new X509Certificate(pem).publicKey));
}

test("OwnCertificate makes an authority where there is none, and publishes it first", async () => {
  const own = await make();
  expect(issuerInBundle(shown(own.held))).toBe(0);
  expect(events).toEqual([
    { kind: "authorities", action: "create" },
    { kind: "authorities", action: "publish" },
    { kind: "authorities", action: "record" },
    { kind: "made", expiresAt: start + 24 * hour },
  ]);
  expect(own.expiresAt).toBe(start + 24 * hour);
});

test("OwnCertificate takes the authority that another replica has made", async () => {
  const [one, other] = await Promise.all([make(), make()]);
  const { value } = await store.readAuthorities();
  expect(value).toHaveLength(1);
  expect(issuerInBundle(shown(one.held))).toBe(0);
  expect(issuerInBundle(shown(other.held))).toBe(0);
});

test("OwnCertificate renews itself at two thirds of its life, not before", async () => {
  const own = await make();
  const first = shown(own.held);
  store.now = start + 16 * hour - 1;
  await own.look();
  expect(shown(own.held).serialNumber).toBe(first.serialNumber);
  store.now += 1;
  await own.look();
  const second = shown(own.held);
  expect(second.serialNumber).not.toBe(first.serialNumber);
  expect(second.validToDate.getTime()).toBe(store.now + 24 * hour);
  expect(events.at(-1)).toEqual({ kind: "made", expiresAt: store.now + 24 * hour });
});

test("OwnCertificate goes over to a new authority a day after it was published", async () => {
  const own = await make();
  store.now = start + 60 * 24 * hour;
  await own.look();
  expect(store.bundles.at(-1)?.bundle).toHaveLength(2);
  expect(issuerInBundle(shown(own.held))).toBe(1);
  expect(String(own.held.current?.authorities).match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  store.now += 25 * hour;
  await own.look();
  expect(issuerInBundle(shown(own.held))).toBe(0);
  store.now += 26 * hour;
  await own.look();
  expect(store.bundles.at(-1)?.bundle).toHaveLength(1);
  expect(issuerInBundle(shown(own.held))).toBe(0);
});

test("OwnCertificate makes itself anew at once when the Secret was deleted", async () => {
  const own = await make();
  const { version } = await store.readAuthorities();
  await store.replaceAuthorities({ value: [], version });
  await own.look();
  expect(issuerInBundle(shown(own.held))).toBe(0);
});

test("OwnCertificate stays as it is while its authorities cannot be read, and says so once", async () => {
  const own = await make();
  const first = shown(own.held);
  events = [];
  store.now = start + 20 * hour;
  store.failures = 2;
  await own.look();
  await own.look();
  expect(shown(own.held).serialNumber).toBe(first.serialNumber);
  expect(events).toEqual([{ kind: "failed", error: new Error("The API server is away") }]);
  await own.look();
  expect(events.slice(1).map(({ kind }) => kind)).toEqual(["mended", "made"]);
});

test("OwnCertificate is made by itself once the API server is no longer away", async () => {
  store.failures = 2;
  const own = create();
  expect([own.held.current, own.expiresAt]).toEqual([undefined, undefined]);
  own.follow();
  await expect.poll(() => own.held.current, { timeout: 20_000 }).toBeDefined();
  own.close();
  expect(issuerInBundle(shown(own.held))).toBe(0);
  expect(events.map(({ kind }) => kind)).toEqual([
    ...["failed", "authorities", "authorities", "authorities", "mended", "made"],
  ]);
});
