import { z } from 'zod';
import { PLAN_NAMES } from '#lib/insight/plan/rules.ts';
import { lineField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { PLAN_LIMITS } from '#lib/record/improvement/rules.ts';

export const planFields = ['introduction', 'monitoring', 'scrutiny', 'chair'] as const;
export type PlanField = (typeof planFields)[number];

const text = (field: Exclude<PlanField, 'chair'>) =>
  textField({ called: PLAN_NAMES[field], limit: PLAN_LIMITS[field] }).default('');

export const savePlanDetailsSchema = z.object({
  introduction: text('introduction'),
  monitoring: text('monitoring'),
  scrutiny: text('scrutiny'),
  chair: lineField({ called: PLAN_NAMES.chair, limit: PLAN_LIMITS.chair }).default(''),
  version: versionField(0, 'Open this page again from “Improvement plan”'),
});
export type SavePlanDetails = z.output<typeof savePlanDetailsSchema>;
