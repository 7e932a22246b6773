import * as z from "zod";

import type { LabelSelectorManifest } from "./manifest.ts";
import { labelKey, labelValue, maximumLabelKeyLength, maximumLabelLength } from "./patterns.ts";
import { textSchema } from "./text-schema.ts";

/** Most labels, and most expressions, of one selector. */
const maximumRequirements = 64;
/** Most values of one expression. */
const maximumValues = 64;

const valueSchema = z
  .string()
  .max(maximumLabelLength)
  .regex(labelValue.pattern, { error: `Must be ${labelValue.meaning}` });

const requirementSchema = z
  .strictObject({
    key: textSchema(labelKey, maximumLabelKeyLength).describe("The label's key."),
    operator: z
      .enum(["In", "NotIn", "Exists", "DoesNotExist"])
      .describe(
        "In: the label has one of the values. NotIn: it has none of them, or is absent. " +
          "Exists: the label is there. DoesNotExist: it is not.",
      ),
    values: z
      .array(valueSchema)
      .max(maximumValues)
      .meta({ "x-kubernetes-list-type": "atomic" })
      .optional()
      .describe("At least one for In and NotIn; none for Exists and DoesNotExist."),
  })
  .describe("One requirement.");

/** The schema of `matchExpressions`. */
export const requirementsSchema: z.ZodType<NonNullable<LabelSelectorManifest["matchExpressions"]>> =
  z.array(requirementSchema).max(maximumRequirements).meta({ "x-kubernetes-list-type": "atomic" });

/** The schema of `matchLabels`. Its keys are checked by a rule: a CRD's schema cannot say them. */
export const matchLabelsSchema: z.ZodType<NonNullable<LabelSelectorManifest["matchLabels"]>> = z
  .record(z.string(), valueSchema)
  .meta({ maxProperties: maximumRequirements });

/** The schema of a LabelSelector whose meaning is described. */
export function labelSelectorSchema(description: string): z.ZodType<LabelSelectorManifest> {
  return z
    .strictObject({
      matchLabels: matchLabelsSchema
        .optional()
        .describe("Labels that must be there with these values."),
      matchExpressions: requirementsSchema
        .optional()
        .describe("Further requirements, all of which must hold."),
    })
    .meta({ description, "x-kubernetes-map-type": "atomic" });
}
