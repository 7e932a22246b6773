/** How a command prints: for people, or complete, for programs. */
export const outputFormats = ["text", "json", "yaml"] as const;

/** One of outputFormats. */
export type OutputFormat = (typeof outputFormats)[number];
