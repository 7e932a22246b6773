/** An authority of ours: it vouches for the certificates that controllers show. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** When it was made; times are milliseconds since 1970. */
  readonly createdAt: number;
  /** When its certificate expires. */
  readonly expiresAt: number;
  /** When the bundle was first seen with it; undefined: not yet. */
  readonly publishedAt: number | undefined;
}

/** How long everything lasts, in milliseconds. */
export interface RotationTimes {
  readonly authorityLife: number;
  /** At this age of an authority the next one is made. */
  readonly authorityRenewal: number;
  /** The longest that it may take until each client has read a new bundle. */
  readonly bundleLag: number;
  /** Of a certificate that a controller shows. */
  readonly servingLife: number;
  /** How far the clocks of two machines may be apart. */
  readonly clockSkew: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * A pod has a changed ConfigMap after some two minutes, and an agent reads its file at each connect;
 * a day is for whoever copies the bundle. There is time for a month without any controller before
 * an authority expires that has no successor.
 */
export const defaultTimes: RotationTimes = {
  authorityLife: 90 * day,
  authorityRenewal: 60 * day,
  bundleLag: day,
  servingLife: day,
  clockSkew: hour,
};
