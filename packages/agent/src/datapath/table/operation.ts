import type { Frontend } from "@localredirect/types/tables";
import type { BackendRecord } from "../encode/endpoint.ts";
import type { MemberRecord } from "../encode/member-key.ts";
import type { RedirectRecord } from "../encode/redirect.ts";
import type { ResumeRecord } from "../encode/resume.ts";
import type { InternedEndpoint } from "./interned-endpoints.ts";

/** One change of the kernel's maps. After each of them readers see whole contents. */
export type Operation =
  /** Gives an address a number, and lets the filter pass it. */
  | { readonly kind: "intern-endpoint"; readonly endpoint: InternedEndpoint }
  /** Takes the number back; no redirect and no socket has it any more. */
  | { readonly kind: "free-endpoint"; readonly endpoint: InternedEndpoint }
  | { readonly kind: "zero-counters"; readonly place: number }
  | { readonly kind: "write-member"; readonly member: MemberRecord }
  | { readonly kind: "delete-member"; readonly member: MemberRecord }
  | { readonly kind: "write-backend"; readonly place: number; readonly backend: BackendRecord }
  /** Into a slot that nobody can find or is still reading. */
  | { readonly kind: "write-redirect"; readonly slot: number; readonly redirect: RedirectRecord }
  | { readonly kind: "write-resume"; readonly frontend: Frontend; readonly resume: ResumeRecord }
  | { readonly kind: "forget-resume"; readonly frontend: Frontend }
  /** The step that readers see: the frontend's content is now that of the slot. */
  | { readonly kind: "publish"; readonly frontend: Frontend; readonly slot: number }
  /** The step that readers see: the frontend is none of ours. */
  | { readonly kind: "withdraw"; readonly frontend: Frontend };
