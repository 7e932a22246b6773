const encoder = new TextEncoder();

/**
 * Cuts a text for people to at most so many bytes of UTF-8, so that a long error of the kernel does
 * not make a message that the other side must reject. What was cut ends in an ellipsis.
 */
export function clipText(text: string, maximum: number): string {
  // Three bytes at most for each UTF-16 unit.
  if (text.length * 3 <= maximum || encoder.encode(text).length <= maximum) return text;
  const ellipsis = "…";
  const buffer = new Uint8Array(maximum - encoder.encode(ellipsis).length);
  const { read } = encoder.encodeInto(text, buffer);
  return text.slice(0, read) + ellipsis;
}
