'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { giveChallenge, type OwnChallenge, setBlind } from '#lib/challenge/commands.ts';
import {
  type BlindField,
  blindFields,
  type ChallengeField,
  challengeFields,
  challengeMarks,
  giveChallengeSchema,
  setBlindSchema,
} from '#lib/challenge/schema.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';
import { isStatementId } from '#lib/scoring/index.ts';

const CLOSED = {
  field: '',
  message: 'Your changes are not saved because this assessment is closed',
} as const;

type Typed = Readonly<Partial<Record<ChallengeField | (typeof challengeMarks)[number], string>>>;

export type ChallengeState = FormState<
  ChallengeField | (typeof challengeMarks)[number],
  /** The person gave a score in another tab meanwhile: it is shown, and giving this one is a choice. */
  { readonly status: 'newer'; readonly newer: OwnChallenge; readonly values: Typed }
>;

export async function giveChallengeAction(_before: ChallengeState, form: FormData): Promise<ChallengeState> {
  const values = readForm(form, [...challengeFields, ...challengeMarks]);
  const { council = '', statement, assessment } = readForm(form, ['council', 'statement', 'assessment']);
  const refused = (errors: readonly FieldError<ChallengeField>[]): ChallengeState => ({
    status: 'refused',
    errors,
    values,
  });
  if (!isStatementId(statement)) return refused([NOT_FOUND]);
  const parsed = giveChallengeSchema(statement).safeParse({ ...values, assessment });
  const done = await throughGate(council, 'challenge:give', async (context) =>
    parsed.success ? giveChallenge(context, statement, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, challengeFields));
  if (done.result?.outcome === 'newer') {
    const { newer } = done.result;
    return { status: 'newer', newer, values: { ...values, version: String(newer.version) } };
  }
  if (done.result?.outcome === 'closed') return refused([CLOSED]);
  redirect(`${routes.challenge(council, statement)}?given`);
}

export type BlindState = FormState<BlindField>;

export async function setBlindAction(_before: BlindState, form: FormData): Promise<BlindState> {
  const values = readForm(form, blindFields);
  const { council = '', assessment } = readForm(form, ['council', 'assessment']);
  const refused = (errors: readonly FieldError<BlindField>[]): BlindState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = setBlindSchema.safeParse({ ...values, assessment });
  const done = await throughGate(council, 'challenge:settings', async (context) =>
    parsed.success ? setBlind(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, blindFields));
  if (done.result?.outcome === 'closed') return refused([CLOSED]);
  redirect(`${routes.challengeSettings(council)}?saved`);
}
