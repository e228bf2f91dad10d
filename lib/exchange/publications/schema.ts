import { z } from 'zod';
import { PLAN_LINKS } from '#lib/exchange/publications/rules.ts';
import { hashField, hiddenField } from '#lib/platform/forms/text-field.ts';
import { linkFields, linkSchema } from '#lib/record/links/schema.ts';

const AGAIN = 'Open this page again from “Improvement plan”';

const flag = hiddenField((value) => ({ yes: true, '': false })[value], AGAIN);

/** What the preview showed: its choice, and the hash of its content. */
export const publishSchema = z.object({
  publishedActions: hiddenField(
    (value): readonly number[] | undefined =>
      /^(?:[1-9]\d{0,6}(?: |$))*$/.test(value) ? (value.match(/\d+/g) ?? []).map(Number) : undefined,
    AGAIN,
  ),
  withOwners: flag,
  withCosts: flag,
  previewed: hashField(AGAIN),
});
export type PublishPlan = z.output<typeof publishSchema>;

export const planLinkFields = linkFields;

/** A link to the plan. `asOf`: when the form was sent. */
export function planLinkSchema(asOf: Date) {
  return z.object({ ...linkSchema(asOf, 'planEnds').shape, plan: z.enum(PLAN_LINKS) });
}
export type PlanLinkInput = z.output<ReturnType<typeof planLinkSchema>>;
