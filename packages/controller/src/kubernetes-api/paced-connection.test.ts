import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";

import { ApiError } from "./api-connection.ts";
import type { ApiConnection } from "./api-connection.ts";
import { PacedConnection } from "./paced-connection.ts";

/** An API server that answers when it is told to. */
class SlowApi implements ApiConnection {
  readonly asked: string[] = [];
  readonly #answers: PromiseWithResolvers<string>[] = [];

  get(path: string): Promise<string> {
    this.asked.push(path);
    const answer = Promise.withResolvers<string>();
    this.#answers.push(answer);
    return answer.promise;
  }

  lines(path: string): AsyncIterable<readonly string[]> {
    this.asked.push(path);
    return (async function* () {
      await Promise.resolve();
      yield [path];
    })();
  }

  answer(): void {
    this.#answers.shift()?.resolve("good");
  }

  fail(): void {
    this.#answers.shift()?.reject(new ApiError("busy", "Later"));
  }
}

const { signal } = new AbortController();

test("PacedConnection asks for four answers at once, and for the others in turn", async () => {
  const api = new SlowApi();
  const paced = new PacedConnection(api);
  const answers = ["1", "2", "3", "4", "5", "6"].map((path) => paced.get(path, signal));
  await setImmediate();
  expect(api.asked).toEqual(["1", "2", "3", "4"]);
  api.answer();
  await setImmediate();
  expect(api.asked).toEqual(["1", "2", "3", "4", "5"]);
  api.fail();
  await expect(answers[1]).rejects.toThrow("Later");
  await setImmediate();
  expect(api.asked).toEqual(["1", "2", "3", "4", "5", "6"]);
  for (let left = 0; left < 4; left += 1) api.answer();
  await Promise.all(answers.filter((_, index) => index !== 1));

  const again = ["7", "8", "9", "10", "11"].map((path) => paced.get(path, signal));
  await setImmediate();
  expect(api.asked.slice(6)).toEqual(["7", "8", "9", "10"]);
  for (let left = 0; left < 5; left += 1) {
    api.answer();
    await setImmediate();
  }
  await Promise.all(again);
});

test("PacedConnection lets watches wait for nobody", async () => {
  const api = new SlowApi();
  const paced = new PacedConnection(api);
  for (const path of ["1", "2", "3", "4", "5"]) void paced.get(path, signal);
  const lines: string[] = [];
  for await (const some of paced.lines("watch", signal)) lines.push(...some);
  expect(lines).toEqual(["watch"]);
});
