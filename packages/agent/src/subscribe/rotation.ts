/**
 * The controllers still to be tried in this round. A new value for every step; each round has every
 * address once, in random order, so that agents spread over the replicas.
 */
export interface Rotation {
  readonly addresses: readonly string[];
  readonly remaining: readonly string[];
}

/** What to try next, and the rotation after it. */
export interface RotationStep {
  readonly address: string;
  readonly rotation: Rotation;
}

/** A rotation that has tried nothing yet. An address that is given twice counts once. */
export function startRotation(addresses: readonly string[]): Rotation {
  return { addresses: [...new Set(addresses)], remaining: [] };
}

/**
 * The next address.
 *
 * @param avoid - a controller that asked to be left: taken only where there is no other
 * @param random - from 0 (included) to 1 (excluded), as Math.random
 * @throws {RangeError} when the rotation has no address
 */
export function nextAddress(
  rotation: Rotation,
  avoid: string | undefined,
  random: () => number,
): RotationStep {
  const round =
    rotation.remaining.length > 0 ? rotation.remaining : shuffled(rotation.addresses, random);
  // The end of a round may hold only the one to avoid, which the others then overtake.
  const candidates = [...round, ...rotation.addresses];
  const address = candidates.find((candidate) => candidate !== avoid) ?? candidates[0];
  if (address === undefined) throw new RangeError("A rotation needs at least one address");
  const remaining = round.filter((other) => other !== address);
  return { address, rotation: { ...rotation, remaining } };
}

/** In random order: each is inserted at a random place among those before it. */
function shuffled(addresses: readonly string[], random: () => number): readonly string[] {
  return addresses.reduce<readonly string[]>(
    (drawn, address) => drawn.toSpliced(Math.floor(random() * (drawn.length + 1)), 0, address),
    [],
  );
}
