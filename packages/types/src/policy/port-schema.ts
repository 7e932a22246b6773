import * as z from "zod";

import type { PortManifest } from "./manifest.ts";
import { maximumLabelLength, portNumber } from "./patterns.ts";
import { textSchema } from "./text-schema.ts";

/** Most ports of one list. */
const maximumPorts = 64;

const portSchema = z
  .strictObject({
    port: textSchema(portNumber, 5).describe(
      'The port as text, from "1" to "65535", without a leading zero.',
    ),
    protocol: z.enum(["TCP", "UDP"]).describe("The transport protocol."),
    name: z
      .string()
      .min(1)
      .max(maximumLabelLength)
      .optional()
      .describe(
        "Pairs a frontend port with the backend port of the same name. Unique within the list. " +
          "Not needed where each side has exactly one port.",
      ),
  })
  .describe("One port.");

/** The schema of a frontend's ports: each (port, protocol) once. */
export const frontendPortsSchema: z.ZodType<readonly PortManifest[]> = z
  .array(portSchema)
  .min(1)
  .max(maximumPorts)
  .meta({
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": ["port", "protocol"],
  });

/** The schema of a backend's ports: several frontend ports may go to one (port, protocol). */
export const backendPortsSchema: z.ZodType<readonly PortManifest[]> = z
  .array(portSchema)
  .min(1)
  .max(maximumPorts)
  .meta({ "x-kubernetes-list-type": "atomic" });
