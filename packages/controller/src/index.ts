export { startController } from "./app.ts";
export type { Controller, ControllerSurroundings } from "./app.ts";
export type { ControllerConfig } from "./config.ts";
export type { SourceConfig } from "./source-config.ts";
