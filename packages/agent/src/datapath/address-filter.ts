import type { Destination } from "./destination.ts";
import { filterBit } from "./filter-bit.ts";
import { layoutConstants } from "./generated/layout.ts";

const bitsPerWord = 32;
const countable = 0xffff;

/**
 * The programs' first test. Bits that several destinations share are counted here, because the
 * kernel's filter knows only that there is one.
 */
export class AddressFilter {
  readonly #words: Uint32Array;
  readonly #counts = new Uint16Array(layoutConstants.FILTER_BITS);

  /**
   * @param words the programs' own memory (`.data.filter`); the u64 words of the C side as pairs of
   * u32, which on a little-endian machine number the same bits alike
   */
  constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** From now on the programs look this destination up. */
  add(destination: Destination): void {
    const bit = filterBit(destination);
    const count = this.#counts[bit] ?? 0;
    // A bit that ever counted that far stays for good: it costs a look-up, never a wrong answer.
    if (count < countable) this.#counts[bit] = count + 1;
    this.#words[Math.floor(bit / bitsPerWord)] = this.#wordOf(bit) | (1 << (bit % bitsPerWord));
  }

  /** Takes back one `add` of this destination. */
  remove(destination: Destination): void {
    const bit = filterBit(destination);
    const count = this.#counts[bit] ?? 0;
    if (count === 0 || count === countable) return;
    this.#counts[bit] = count - 1;
    if (count > 1) return;
    this.#words[Math.floor(bit / bitsPerWord)] = this.#wordOf(bit) & ~(1 << (bit % bitsPerWord));
  }

  #wordOf(bit: number): number {
    return this.#words[Math.floor(bit / bitsPerWord)] ?? 0;
  }
}
