export type { AddressFamily, Frontend, FrontendKey, Protocol } from "./frontend.ts";
export type {
  Backend,
  Member,
  NodeTable,
  PodReference,
  PolicyReference,
  Redirect,
  RedirectOptions,
  TableDelta,
} from "./redirect.ts";
