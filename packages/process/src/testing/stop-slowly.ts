// Run by shutdown.test.ts as a process of its own: says when it can be stopped, and how it stops.
import { createLogger } from "../logger.ts";
import { onShutdown } from "../shutdown.ts";

const logger = createLogger({ format: "json", level: "info" });
const forever = new Promise<void>(() => undefined);
const stops: Record<string, () => Promise<void>> = {
  quickly: () => Promise.resolve(),
  never: () => forever,
  failing: () => Promise.reject(new Error("Cannot stop")),
};
const [, , how = "", deadline = ""] = process.argv;
const keepAlive = setInterval(() => undefined, 1000);
onShutdown({
  logger,
  deadline: Number(deadline),
  stop: () => {
    clearInterval(keepAlive);
    return (stops[how] ?? stops["quickly"] ?? (() => forever))();
  },
});
logger.info("ready");
if (how === "unhandled") {
  void Promise.reject(new Error("Nobody caught this"));
}
