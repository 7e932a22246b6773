/** The value, which the test knows to be there. */
export function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Expected a value, found undefined");
  return value;
}
