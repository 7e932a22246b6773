// Run by logger.test.ts as a process of its own: logs a line and ends with no time to write it.
import { createLogger } from "../logger.ts";

const format = process.argv[2] === "text" ? "text" : "json";
createLogger({ format, level: "info" }).info({ node: "node-1" }, "last words");
process.kill(process.pid, "SIGKILL");
