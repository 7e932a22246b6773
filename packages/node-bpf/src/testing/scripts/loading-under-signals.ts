import { spawn } from "node:child_process";
import { once } from "node:events";

import { BpfObject } from "../../bpf-object.ts";

// Loads the object of the first argument while another process sends signals to this one.
let signals = 0;
process.on("SIGUSR2", () => (signals += 1));
// It ends by itself when there is nobody left to send to.
const sender = spawn("sh", ["-c", "while kill -USR2 $PPID; do sleep 0.001; done"], {
  stdio: "ignore",
});
await once(process, "SIGUSR2");
using object = BpfObject.open(process.argv[2] ?? "");
object.load();
const before = signals;
await once(process, "SIGUSR2");
sender.kill();
console.log(JSON.stringify({ arrivedAfterwards: signals > before }));
