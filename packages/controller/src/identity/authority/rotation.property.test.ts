import fc from "fast-check";
import { expect, test } from "vitest";

import type { Authority, RotationTimes } from "./authority.ts";
import { rotate } from "./rotate.ts";
import { servingRenewal, signingAuthority } from "./rotation-plan.ts";
import { MemoryAuthorityStore } from "./testing/memory-authority-store.ts";

/** In hours; short lives, so that a run sees many rotations. */
const times: RotationTimes = {
  authorityLife: 300,
  authorityRenewal: 150,
  bundleLag: 10,
  servingLife: 12,
  clockSkew: 2,
};

/** The longest that no controller runs. */
const longestPause = 5;

/** A controller whose clock goes wrong by `skew`, and which stops and crashes as it likes. */
class Replica {
  readonly #store: MemoryAuthorityStore;
  readonly #skew: number;
  #issuer: Authority | undefined;
  issuedAt = 0;
  expiresAt = 0;

  constructor(store: MemoryAuthorityStore, skew: number) {
    this.#store = store;
    this.#skew = skew;
  }

  get #now(): number {
    return this.#store.now + this.#skew;
  }

  /** The authority of what it shows now; undefined: nothing that is valid. */
  get issuer(): Authority | undefined {
    return this.#store.now < this.expiresAt ? this.#issuer : undefined;
  }

  /** `crashAfter`: how many writes come to pass before it stops in the middle. */
  async look(crashAfter: number): Promise<void> {
    const authorities = await this.#rotate(crashAfter);
    if (authorities === undefined) return;
    const isDue = this.#now >= servingRenewal(this.issuedAt, this.expiresAt);
    if (
      !isDue &&
      authorities.some(({ certificate }) => certificate === this.#issuer?.certificate)
    ) {
      return;
    }
    this.#issuer = signingAuthority(authorities, this.#now, times);
    this.issuedAt = this.#now;
    // Valid by the verifiers' clocks, which are right here: the skew of its own shifts the expiry.
    this.expiresAt = Math.min(this.#now + times.servingLife, this.#issuer?.expiresAt ?? 0);
  }

  async #rotate(crashAfter: number): Promise<readonly Authority[] | undefined> {
    let left = crashAfter;
    const options = {
      store: this.#store,
      times,
      makeAuthority: makeAuthority,
      onAction: () => {
        left -= 1;
        if (left < 0) throw new Error("Crashed");
      },
      now: () => this.#now,
    };
    try {
      return await rotate(options, new AbortController().signal);
    } catch (error) {
      if (error instanceof Error && error.message === "Crashed") return undefined;
      throw error;
    }
  }
}

let made = 0;
function makeAuthority(now: number): Promise<Authority> {
  made += 1;
  return Promise.resolve({
    certificate: `authority ${made}`,
    privateKey: "",
    createdAt: now,
    expiresAt: now + times.authorityLife,
    publishedAt: undefined,
  });
}

/** The bundles that some client may have now: all that were there within the last `bundleLag`. */
function bundlesInUse(store: MemoryAuthorityStore): readonly (readonly string[])[] {
  const since = store.now - times.bundleLag;
  const before = store.bundles.findLast(({ from }) => from <= since);
  const after = store.bundles.filter(({ from }) => from > since);
  return [...(before === undefined ? [] : [before]), ...after].map(({ bundle }) => bundle);
}

interface Story {
  readonly skews: readonly number[];
  readonly looks: readonly {
    readonly wait: number;
    readonly replicas: readonly number[];
    readonly crashAfter: number;
  }[];
}

const stories: fc.Arbitrary<Story> = fc.record({
  skews: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
  looks: fc.array(
    fc.record({
      wait: fc.double({ min: 0, max: longestPause, noNaN: true }),
      // Those that look at the same time, each step of one between the steps of the others.
      replicas: fc.subarray([0, 1, 2], { minLength: 1 }),
      crashAfter: fc.oneof(fc.constant(1000), fc.integer({ min: 0, max: 4 })),
    }),
    { minLength: 300, maxLength: 600 },
  ),
});

async function tell({ skews, looks }: Story): Promise<readonly string[]> {
  const store = new MemoryAuthorityStore();
  const replicas = skews.map((skew) => new Replica(store, skew));
  const problems: string[] = [];
  for (const { wait, replicas: looking, crashAfter } of looks) {
    // Nothing changes in between but the time: it is enough to look just before the next change.
    store.now += wait;
    problems.push(...unverified(store, replicas));
    const active = replicas.filter((_, index) => looking.includes(index));
    await Promise.all(active.map((replica) => replica.look(crashAfter)));
    problems.push(...unverified(store, replicas));
  }
  return problems;
}

function unverified(store: MemoryAuthorityStore, replicas: readonly Replica[]): readonly string[] {
  return replicas.flatMap(({ issuer }) => {
    if (issuer === undefined) return [];
    const known = bundlesInUse(store).every((bundle) => bundle.includes(issuer.certificate));
    if (!known) return [`At ${store.now} somebody does not know ${issuer.certificate}`];
    return store.now < issuer.expiresAt ? [] : [`At ${store.now} ${issuer.certificate} is over`];
  });
}

test("whatever controllers do, clients with an old bundle verify what each controller shows", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      expect(await tell(story)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("authorities are replaced and go, and somebody always shows a valid certificate", async () => {
  const store = new MemoryAuthorityStore();
  const replica = new Replica(store, 0);
  const issuers = new Set<string>();
  for (; store.now < 2000; store.now += 1) {
    await replica.look(1000);
    expect(replica.issuer).toBeDefined();
    issuers.add(replica.issuer?.certificate ?? "");
    const { value } = await store.readAuthorities();
    expect(value.length).toBeLessThanOrEqual(2);
  }
  // One every 150 hours, the first at once and the last not signing yet.
  expect(issuers.size).toBeGreaterThanOrEqual(13);
});
