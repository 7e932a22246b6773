/**
 * How far a source has been read. Revisions of one source and epoch grow; those of two epochs cannot
 * be compared, and the greater epoch is the newer one.
 */
export interface Watermark {
  /** The source's name, as `files:/etc/localredirect` or `kubernetes`. */
  readonly source: string;
  /** 0 to 2^53 - 1. */
  readonly epoch: number;
  /** 0 to 2^53 - 1. */
  readonly revision: number;
}
