/**
 * What may keep an image from being built:
 * - `source`: a commit's files cannot be had
 * - `builder`: there is none, the one asked for does not work, or none can be installed
 * - `base`: the base images can neither be pulled nor made here
 * - `build`: a command of the builder failed
 */
export type ImageErrorCode = "source" | "builder" | "base" | "build";

/** An image could not be built. The message says what to do next. */
export class ImageError extends Error {
  override readonly name = "ImageError";
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
