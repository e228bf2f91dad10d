import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { linkFields, linkSchema } from '#lib/record/links/schema.ts';

export const feedFields = linkFields;

const numberField = versionField(1, 'Open this page again from the list of inspections');

/** A link to the calendar of an inspection. `asOf`: when the form was sent. */
export function feedSchema(asOf: Date) {
  return z.object({ ...linkSchema(asOf, 'feedEnds').shape, inspection: numberField });
}
export type FeedInput = z.output<ReturnType<typeof feedSchema>>;

export const withdrawFeedSchema = z.object({ id: idField(), inspection: numberField });
export type WithdrawFeed = z.output<typeof withdrawFeedSchema>;
