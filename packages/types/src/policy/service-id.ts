import { serviceIdAnnotation } from "./api.ts";

/** The id that a policy's annotation asks for, if it has one, or why it cannot have it. */
export type ParsedServiceId =
  { readonly ok: true; readonly id?: number } | { readonly ok: false; readonly reason: string };

/** The greatest id: it is an unsigned 32-bit number in kernel maps. */
const maximumId = 4_294_967_295;

/** Reads the annotation balancing.elf.io/serviceId. No id: there is no such annotation. */
export function parseServiceId(annotations: Readonly<Record<string, string>>): ParsedServiceId {
  if (!Object.hasOwn(annotations, serviceIdAnnotation)) return { ok: true };
  const text = annotations[serviceIdAnnotation] ?? "";
  const id = /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : 0;
  if (id >= 1 && id <= maximumId) return { ok: true, id };
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  return {
    ok: false,
    reason: `The annotation ${serviceIdAnnotation} is "${shown}", not a number from 1 to ${maximumId} without a leading zero`,
  };
}
