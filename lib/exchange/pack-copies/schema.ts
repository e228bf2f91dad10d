import { z } from 'zod';
import { packNumberSchema } from '#lib/exchange/packs/schema.ts';
import { linkFields, linkSchema } from '#lib/record/links/schema.ts';

export const copyFields = linkFields;

/** A link to a copy of a pack. `asOf`: when the form was sent. */
export function copySchema(asOf: Date) {
  return z.object({ ...linkSchema(asOf).shape, ...packNumberSchema.shape });
}
export type CopyInput = z.output<ReturnType<typeof copySchema>>;
