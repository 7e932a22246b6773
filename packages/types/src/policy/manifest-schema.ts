import * as z from "zod";

import { apiVersion, policyKind } from "./api.ts";
import type { MetadataManifest, PolicyManifest } from "./manifest.ts";
import { dnsSubdomain, maximumNameLength } from "./patterns.ts";
import { specSchema } from "./spec-schema.ts";
import { textSchema } from "./text-schema.ts";

/** Longest annotation; Kubernetes bounds all annotations of an object together by this. */
const maximumAnnotationLength = 262_144;
/** Longest uid that has room on the wire and in the kernel's map of names. */
const maximumUidLength = 64;

const textsSchema = z.record(z.string(), z.string().max(maximumAnnotationLength));
const timestampSchema = z.iso.datetime({ offset: true });
/** Kept by Kubernetes, not read by us. */
const unread = z.unknown().optional();

const metadataSchema: z.ZodType<MetadataManifest> = z.strictObject({
  name: textSchema(dnsSubdomain, maximumNameLength),
  uid: z.string().max(maximumUidLength).optional(),
  generation: z.int().min(0).optional(),
  resourceVersion: z.string().max(maximumNameLength).optional(),
  // A manifest printed by a client may have `creationTimestamp: null`.
  creationTimestamp: timestampSchema.nullish(),
  deletionTimestamp: timestampSchema.nullish(),
  annotations: textsSchema.nullish(),
  labels: textsSchema.nullish(),
  namespace: unread,
  generateName: unread,
  selfLink: unread,
  deletionGracePeriodSeconds: unread,
  ownerReferences: unread,
  finalizers: unread,
  managedFields: unread,
});

/** The schema of a whole manifest. Its status is for us to write, not to read. */
export const manifestSchema: z.ZodType<PolicyManifest> = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal(policyKind),
  metadata: metadataSchema,
  spec: specSchema,
  status: unread,
});
