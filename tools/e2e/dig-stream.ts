import { type Place, startIn } from "../world/place.ts";

/** A stream of DNS queries, one after the other, each with a new socket and without a retry. */
export interface DigStream {
  /** Asks so many names more, and waits for their answers. Names are asked once only. */
  ask(count: number): Promise<void>;
  /** Goes on asking until the promise is settled; for what happens meanwhile. */
  during<Result>(happens: Promise<Result>): Promise<Result>;
  /** Ends it; returns how many were asked, and what came instead of the expected answer. */
  close(): Promise<{ readonly asked: number; readonly wrong: readonly string[] }>;
}

/** What the queries are, and what each is to be answered. */
export interface DigStreamOptions {
  readonly server: string;
  /** Below which each name is another one, so that no cache knows it. */
  readonly zone: string;
  /** All that is in the answer. */
  readonly answer: string;
  readonly tcp?: boolean;
}

/** Starts dig, which reads the names from its input. */
export function startDigStream(place: Place, options: DigStreamOptions): DigStream {
  const { server, zone, answer, tcp = false } = options;
  // dig flushes its output at its end only: stdbuf has it flush each line.
  const flags = ["+short", "+tries=1", "+time=5", tcp ? "+tcp" : "+notcp"];
  const dig = startIn(place, ["stdbuf", "-oL", "dig", `@${server}`, ...flags, "-f", "-"]);
  const wrong: string[] = [];
  let asked = 0;
  const ask = async (count: number): Promise<void> => {
    const first = asked + 1;
    asked += count;
    const names = Array.from({ length: count }, (_, index) => `n${first + index}.${zone}`);
    dig.write(names.map((name) => `${name}\n`).join(""));
    for (const name of names) {
      const line = await dig.nextLine(10_000);
      if (line !== answer) wrong.push(`${name}: ${line}`);
    }
  };
  return {
    ask,
    async during(happens) {
      let isSettled = false;
      const settle = (): void => {
        isSettled = true;
      };
      happens.then(settle, settle);
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- settle changes it
      while (!isSettled) await ask(10);
      return happens;
    },
    async close() {
      dig.endInput();
      await dig.ended;
      return { asked, wrong };
    },
  };
}
