import { redirectId, redirectVersion, type RedirectId } from "@localredirect/types/tables";
import type { ApplyResult, DatapathDelta, Refusal } from "../datapath.ts";
import { FakeDatapath, type FakeDatapathOptions } from "./fake-datapath.ts";

/** What goes wrong in a FaultyDatapath. */
export interface Faults extends FakeDatapathOptions {
  /** The kernel refuses these redirects. */
  readonly refuse?: ReadonlySet<RedirectId>;
  /** This many calls of `apply` reject before one is carried out. */
  readonly failingApplies?: number;
  /** `completeFirstTable` rejects. */
  readonly linksStuck?: boolean;
}

/** The fake's faulty twin. */
export class FaultyDatapath extends FakeDatapath {
  readonly #faults: Faults;
  #failuresLeft: number;

  constructor(faults: Faults) {
    super(faults);
    this.#faults = faults;
    this.#failuresLeft = faults.failingApplies ?? 0;
  }

  override async apply(delta: DatapathDelta): Promise<ApplyResult> {
    if (this.#failuresLeft > 0) {
      this.#failuresLeft -= 1;
      throw new Error("The kernel is not there");
    }
    const refuse = this.#faults.refuse ?? new Set<RedirectId>();
    const refused: Refusal[] = delta.upserts
      .filter((redirect) => refuse.has(redirectId(redirect.frontend)))
      .map((redirect) => ({
        id: redirectId(redirect.frontend),
        version: redirectVersion(redirect),
        code: "kernel",
        message: "Writing the redirect failed with EIO",
      }));
    const upserts = delta.upserts.filter((redirect) => !refuse.has(redirectId(redirect.frontend)));
    const result = await super.apply({ ...delta, upserts });
    return { ...result, refused: [...refused, ...result.refused] };
  }

  override async completeFirstTable(): Promise<void> {
    if (this.#faults.linksStuck === true) throw new Error("The links cannot be moved");
    await super.completeFirstTable();
  }
}
