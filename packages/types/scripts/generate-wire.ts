// Writes src/generated/wire.{js,d.ts} from proto/: static protobufjs code for the messages of the
// wire. It needs no network and no protoc, and its result depends on the proto files alone.
import { readFile, writeFile } from "node:fs/promises";

import pbjs from "protobufjs-cli/pbjs.js";

const root = new URL("../../../", import.meta.url).pathname;
const target = new URL("../src/generated/wire", import.meta.url).pathname;
const header = "// Generated from proto/ by `npm run generate`. Do not edit.\n";

await runPbjs([
  ...["--target", "static-module", "--wrap", "esm", "--dependency", "protobufjs/minimal.js"],
  // A root of our own: the default one is shared by all protobufjs code of a process.
  ...["--root", "localredirect"],
  ...["--no-create", "--no-verify", "--no-convert", "--no-delimited", "--no-typeurl"],
  ...["--no-service", "--path", `${root}proto`, "--dts", "--out", `${target}.js`],
  ...["tables", "observe", "peers"].map((name) => `${root}proto/localredirect/v1/${name}.proto`),
]);

await rewrite(`${target}.js`, (text) => text);
// 64-bit numbers are objects of the library `long`; all that the codec asks of them is said here, so
// that the types of that library are not needed to compile this package.
await rewrite(`${target}.d.ts`, (text) =>
  text.replace('import Long = require("long");', "interface Long { toNumber(): number }"),
);

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  const text = change(await readFile(file, "utf8"));
  await writeFile(file, header + text.replaceAll(/[ \t]+$/gm, ""));
}

function runPbjs(options: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    pbjs.main(options, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
