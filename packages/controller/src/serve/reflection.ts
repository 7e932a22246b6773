import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Server } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { ReflectionService } from "@grpc/reflection";

/** The build copies the proto files beside the compiled code; in the checkout they stand above. */
const protoFolders = ["../proto/", "../../../../proto/"];

const protoFiles = ["tables", "observe", "peers"].map((name) => `localredirect/v1/${name}.proto`);

/** Lets clients such as grpcurl ask the server for its services and messages. */
export function addReflection(server: Server): void {
  const includeDirs = protoFolders
    .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
    .filter((folder) => existsSync(folder));
  new ReflectionService(loadSync(protoFiles, { includeDirs })).addToServer(server);
}
