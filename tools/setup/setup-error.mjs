// @ts-check
/** A step that did not work, with what its user can do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message what failed
   * @param {string} mend what to do next, a sentence for people
   * @param {string} output the end of what the failed command printed, or nothing
   */
  constructor(message, mend, output = "") {
    super(message);
    this.name = "SetupError";
    this.mend = mend;
    this.output = output;
  }
}
