import { serverLives, serverStateLayout } from "../generated/layout.ts";

const wordSize = Uint32Array.BYTES_PER_ELEMENT;
const stateWords = serverStateLayout.size / wordSize;
const stateWord = serverStateLayout.state / wordSize;
const socketsWord = serverStateLayout.sockets / wordSize;

/** Reads and resets what the programs know of servers, by their places in `server_states`. */
export class ServerStates {
  readonly #words: Uint32Array;

  /** @param words the memory of `server_states` */
  constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** How many servers there is room for, place 0 included. */
  get capacity(): number {
    return this.#words.length / stateWords;
  }

  /** How many open sockets the programs count for a server. */
  sockets(place: number): number {
    return this.#words[place * stateWords + socketsWord] ?? 0;
  }

  /** Whether a server's last socket went and none came since. */
  isDead(place: number): boolean {
    const word = place * stateWords + stateWord;
    return this.#words[word] === serverLives.SERVER_DEAD && this.#words[word + 1] === 0;
  }

  /** Nothing is known of the server any more. */
  forget(place: number): void {
    const word = place * stateWords + stateWord;
    this.#words.fill(0, word, word + 2);
  }
}
