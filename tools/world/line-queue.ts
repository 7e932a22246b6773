/** Lines that a process printed and nobody has taken yet. */
export interface LineQueue {
  /** Adds what was printed; the oldest lines go where too many wait. */
  push(text: string): void;
  /** No more lines will come. */
  end(): void;
  /**
   * Takes the next line.
   *
   * @param timeout in milliseconds
   * @throws {Error} where none comes in time, or no more will come
   */
  next(timeout: number): Promise<string>;
}

interface Taker {
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

/** More lines than this are not kept. */
const maxLines = 10_000;

/** An empty queue. */
export function createLineQueue(): LineQueue {
  const lines: string[] = [];
  const takers: Taker[] = [];
  let rest = "";
  let ended = false;

  function add(line: string): void {
    const taker = takers.shift();
    if (taker !== undefined) {
      taker.resolve(line);
      return;
    }
    lines.push(line);
    if (lines.length > maxLines) lines.shift();
  }

  return {
    push(text) {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts) add(part);
    },
    end() {
      ended = true;
      for (const taker of takers.splice(0)) taker.reject(new Error("The process printed no more"));
    },
    next(timeout) {
      const line = lines.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (ended) return Promise.reject(new Error("The process printed no more"));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          const index = takers.indexOf(taker);
          if (index >= 0) takers.splice(index, 1);
          reject(new Error(`The process printed no line within ${timeout} ms`));
        }, timeout);
        const taker: Taker = {
          resolve(value) {
            clearTimeout(timer);
            resolve(value);
          },
          reject(error) {
            clearTimeout(timer);
            reject(error);
          },
        };
        takers.push(taker);
      });
    },
  };
}
