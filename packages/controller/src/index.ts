export { startController } from "./app.ts";
export type { Controller, ControllerSurroundings } from "./app.ts";
export type { ControllerConfig, SourceConfig } from "./config.ts";
