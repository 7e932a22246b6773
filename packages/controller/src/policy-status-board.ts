import type { PolicyStatus } from "@localredirect/types";

/** What status offers to serve: every policy with its conditions, for people who look on. */
export interface PolicyStatusBoard {
  /** By name; invalid policies too, with what is wrong with them. */
  policies(): readonly PolicyStatus[];
}
