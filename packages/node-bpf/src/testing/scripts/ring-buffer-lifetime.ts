import { RingBuffer } from "../../ring-buffer.ts";
import { u64 } from "../bytes.ts";
import { LoadedObject } from "../loaded-object.ts";

// Ends in the way that its argument names; it would run for ever if that did not end it.
const way = process.argv[2] ?? "";
const loaded = new LoadedObject("command");
const reader = new RingBuffer(loaded.map("records"), () => {
  // Only a reader that keeps the process alive gets here in the way "record".
  console.log(JSON.stringify({ ended: way }));
  reader.close();
});
switch (way) {
  case "unref":
    reader.unref();
    console.log(JSON.stringify({ ended: way }));
    break;
  case "close":
    reader.close();
    console.log(JSON.stringify({ ended: way }));
    break;
  case "record": {
    // A timer that does not keep the process alive, so the reader must.
    setTimeout(() => {
      loaded.program("emit").run(u64(0, 1, 0));
    }, 50).unref();
    break;
  }
  default:
    // Without closing anything.
    console.log(JSON.stringify({ ended: way }));
    process.exit();
}
