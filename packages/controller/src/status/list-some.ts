/** Writes the first few of a list, and how many there are besides. */
export function listSome(items: readonly string[], most: number, separator = ", "): string {
  const shown = items.slice(0, most).join(separator);
  const rest = items.length - most;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
