'use server';
import { redirect } from 'next/navigation';
import { markSeen } from '#lib/activity/commands.ts';
import { markSeenSchema } from '#lib/activity/schema.ts';
import { throughGate } from '#lib/auth/gate.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FormState } from '#lib/forms/form-state.ts';
import { readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';

export type SeenState = FormState<never>;

export async function markSeenAction(_before: SeenState, form: FormData): Promise<SeenState> {
  const { council = '', through } = readForm(form, ['council', 'through']);
  const parsed = markSeenSchema.safeParse({ through });
  if (!parsed.success) return { status: 'refused', errors: [NOT_FOUND], values: {} };
  const done = await throughGate(council, 'activity:view', (context) =>
    markSeen(context, parsed.data.through),
  );
  if (!done.ok) return { status: 'refused', errors: [done.error], values: {} };
  redirect(`${routes.council(council)}?seen`);
}
