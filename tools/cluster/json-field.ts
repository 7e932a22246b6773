/** What stands in parsed JSON at a path of names; undefined where it leads nowhere. */
export function jsonField(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(
    (found, name) =>
      typeof found === "object" && found !== null
        ? (Reflect.get(found, name) as unknown)
        : undefined,
    value,
  );
}
