/** A two-way table of the names that a kernel enumeration has in this package. */
export interface NumberedNames<Name extends string> {
  /** "unknown" for a number that has no name here, as a newer kernel may show. */
  nameOf(number: number): Name | "unknown";
  /** @throws {TypeError} for a name that is not in the table. */
  numberOf(name: Name): number;
}

/** Builds the table; `what` names the enumeration in the error. */
export function numberedNames<Name extends string>(
  what: string,
  pairs: readonly (readonly [number, Name])[],
): NumberedNames<Name> {
  const names = new Map(pairs);
  const numbers = new Map(pairs.map(([number, name]) => [name, number]));
  return {
    nameOf: (number) => names.get(number) ?? "unknown",
    numberOf: (name) => {
      const number = numbers.get(name);
      if (number === undefined) throw new TypeError(`There is no ${what} ${JSON.stringify(name)}`);
      return number;
    },
  };
}
