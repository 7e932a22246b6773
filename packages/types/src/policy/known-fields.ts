import * as z from "zod";

/** The names of the fields that an object at some path of a schema may have. */
export function knownFields(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let inner: z.core.$ZodType | undefined = schema;
  for (const part of path)
    inner = inner === undefined ? undefined : fieldSchema(unwrap(inner), part);
  const object = inner === undefined ? undefined : unwrap(inner);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function fieldSchema(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element;
  if (!(schema instanceof z.ZodObject)) return undefined;
  return Object.entries<z.core.$ZodType>(schema.shape).find(([name]) => name === part)?.[1];
}

/** The schema without what only says that a value may be absent. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault;
  return isWrapped ? unwrap(schema.unwrap()) : schema;
}
