'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import {
  addLink,
  attachEvidence,
  changeDetails,
  detachEvidence,
  explainEvidence,
} from '#lib/evidence/commands.ts';
import { type EvidenceItemView, fingerprintOfUse, type UseTexts } from '#lib/evidence/queries.ts';
import { numberOf, referenceOf } from '#lib/evidence/rules.ts';
import {
  type AddField,
  addFields,
  addLinkSchema,
  attachSchema,
  changeDetailsSchema,
  type DetailField,
  detailFields,
  explainSchema,
  type UseField,
  useFields,
  useSchema,
} from '#lib/evidence/schema.ts';
import { formatList } from '#lib/format.ts';
import { readDate } from '#lib/forms/date-field.ts';
import { CLOSED_MEANWHILE, LOCKED, NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';
import { isStatementId } from '#lib/scoring/index.ts';

/** What the form is about, told by hidden fields; lib/assessments/actions.ts says why not by bound arguments. */
function placeOf(form: FormData) {
  const { council = '', statement, reference = '' } = readForm(form, ['council', 'statement', 'reference']);
  return { council, statement, reference };
}

type LinkValues = AddField | 'submission';
export type AddLinkState = FormState<LinkValues>;

export async function addLinkAction(_before: AddLinkState, form: FormData): Promise<AddLinkState> {
  const { council } = placeOf(form);
  const values = { ...readForm(form, [...addFields, 'submission']), datedOn: readDate(form, 'datedOn') };
  const refused = (errors: readonly FieldError<LinkValues>[]): AddLinkState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = addLinkSchema.safeParse({ ...values, ...readForm(form, ['statement', 'assessment']) });
  const done = await throughGate(council, 'evidence:add', async (context) =>
    parsed.success ? addLink(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, addFields));
  if (done.result?.outcome === 'locked') return refused([LOCKED[done.result.state]]);
  if (done.result?.outcome === 'closed') {
    refresh(); // sent again, it is about the assessment that is open now
    return refused([CLOSED_MEANWHILE]);
  }
  const { statement } = parsed.data;
  const page = statement ? routes.statement(council, statement) : routes.evidence(council);
  redirect(`${page}?added=${done.result?.reference ?? ''}`);
}

export type AttachState = FormState<'reference'>;

/** Attaches the chosen items of the council's list. */
export async function attachEvidenceAction(_before: AttachState, form: FormData): Promise<AttachState> {
  const { council, statement } = placeOf(form);
  const reference = form.getAll('reference').filter((value) => typeof value === 'string');
  const refused = (errors: readonly FieldError<'reference'>[]): AttachState => ({
    status: 'refused',
    errors,
    values: { reference: reference.join(',') },
  });
  if (!isStatementId(statement)) return refused([NOT_FOUND]);
  const parsed = attachSchema.safeParse({ reference, ...readForm(form, [...useFields, 'assessment']) });
  const done = await throughGate(council, 'evidence:edit', async (context) =>
    parsed.success ? attachEvidence(context, parsed.data.reference, statement, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, ['reference']));
  if (done.result?.outcome === 'locked') return refused([LOCKED[done.result.state]]);
  if (done.result?.outcome === 'closed') {
    refresh(); // sent again, it is about the assessment that is open now
    return refused([CLOSED_MEANWHILE]);
  }
  if (done.result?.outcome === 'not found') {
    const { missing } = done.result;
    return refused([
      {
        field: 'reference',
        message: `Nothing is attached because ${formatList(missing)} ${missing.length === 1 ? 'is' : 'are'} not in your evidence list`,
      },
    ]);
  }
  redirect(`${routes.statement(council, statement)}?added=${parsed.data.reference.join(',')}`);
}

type DetailsValues = Readonly<Partial<Record<DetailField | 'version', string>>>;

export type DetailsState = FormState<
  DetailField | 'version',
  /** Somebody saved since this page was opened: both versions are shown, and saving again is a choice. */
  { readonly status: 'newer'; readonly newer: EvidenceItemView; readonly values: DetailsValues }
>;

export async function changeDetailsAction(_before: DetailsState, form: FormData): Promise<DetailsState> {
  const { council, reference } = placeOf(form);
  const values = { ...readForm(form, [...detailFields, 'version']), datedOn: readDate(form, 'datedOn') };
  const refused = (errors: readonly FieldError<DetailField>[]): DetailsState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = changeDetailsSchema.safeParse(values);
  const done = await throughGate(council, 'evidence:edit', async (context) =>
    parsed.success ? changeDetails(context, reference, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, detailFields));
  if (done.result?.outcome === 'not found') return refused([NOT_FOUND]);
  if (done.result?.outcome === 'newer') return { status: 'newer', newer: done.result.newer, values };
  redirect(`${routes.evidenceItem(council, reference)}?saved`);
}

type UseValues = Readonly<Partial<Record<UseField | 'fingerprint', string>>>;

export type UseState = FormState<
  UseField | 'fingerprint',
  /** Somebody said it anew since this page was opened: both are shown, and saving again is a choice. */
  { readonly status: 'newer'; readonly newer: UseTexts; readonly values: UseValues }
>;

export async function explainEvidenceAction(_before: UseState, form: FormData): Promise<UseState> {
  const { council, statement, reference } = placeOf(form);
  const values = readForm(form, [...useFields, 'fingerprint']);
  const refused = (errors: readonly FieldError<UseField>[]): UseState => ({
    status: 'refused',
    errors,
    values,
  });
  const number = numberOf(reference);
  if (!isStatementId(statement) || number === null) return refused([NOT_FOUND]);
  const item = referenceOf(number);
  const parsed = explainSchema.safeParse({ ...values, ...readForm(form, ['assessment']) });
  const done = await throughGate(council, 'evidence:edit', async (context) =>
    parsed.success ? explainEvidence(context, item, statement, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, useFields));
  if (done.result?.outcome === 'locked') return refused([LOCKED[done.result.state]]);
  if (done.result?.outcome === 'closed') return refused([NOT_EXPLAINED]);
  if (done.result?.outcome === 'not found') return refused([removedMeanwhile(item)]);
  if (done.result?.outcome === 'newer') {
    const { newer } = done.result;
    return { status: 'newer', newer, values: { ...values, fingerprint: fingerprintOfUse(newer) } };
  }
  redirect(`${routes.statement(council, statement)}?explained=${item}`);
}

export type DetachState = FormState<never>;

export async function detachEvidenceAction(_before: DetachState, form: FormData): Promise<DetachState> {
  const { council, statement, reference } = placeOf(form);
  const parsed = useSchema.safeParse(readForm(form, ['assessment']));
  const refused = (error: FieldError<never>): DetachState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  const number = numberOf(reference);
  if (!isStatementId(statement) || number === null || !parsed.success) return refused(NOT_FOUND);
  const item = referenceOf(number);
  const done = await throughGate(council, 'evidence:edit', (context) =>
    detachEvidence(context, item, statement, parsed.data.assessment),
  );
  if (!done.ok) return refused(done.error);
  if (done.result.outcome === 'locked') return refused(LOCKED[done.result.state]);
  if (done.result.outcome === 'closed') return refused(NOT_REMOVED);
  if (done.result.outcome === 'not found') return refused(NOT_FOUND);
  redirect(`${routes.statement(council, statement)}?removed=${item}`);
}

const NOT_REMOVED: FieldError<never> = {
  field: '',
  message: 'Nothing is removed because this assessment is closed',
};

const NOT_EXPLAINED: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because the assessment in which you opened this page is closed. Copy what you entered, then open the statement again',
};

function removedMeanwhile(reference: string): FieldError<never> {
  return {
    field: '',
    message: `Your changes are not saved because ${reference} has been removed from this statement. Copy what you entered, then attach it again`,
  };
}
