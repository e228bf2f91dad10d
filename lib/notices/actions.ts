'use server';

import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { pageNumber } from '#lib/forms/page-number.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { markAllNoticesRead, markNoticeRead, setDigest } from '#lib/notices/commands.ts';
import { digestFields, digestSchema, noticeIdSchema } from '#lib/notices/schema.ts';
import { routes } from '#lib/routes.ts';

export type ReadState = FormState<never>;

export async function markNoticeReadAction(_before: ReadState, form: FormData): Promise<ReadState> {
  return markRead(form, 'read', markNoticeRead);
}

/** `notice` is the newest one that the page showed. */
export async function markAllNoticesReadAction(_before: ReadState, form: FormData): Promise<ReadState> {
  return markRead(form, 'all', markAllNoticesRead);
}

async function markRead(form: FormData, done: string, work: typeof markNoticeRead): Promise<ReadState> {
  const { council = '', notice, page } = readForm(form, ['council', 'notice', 'page']);
  const refused = (error: FieldError<never>): ReadState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  const id = noticeIdSchema.safeParse(notice);
  if (!id.success) return refused(NOT_FOUND);
  const outcome = await throughGate(council, 'notice:read', (context) => work(context, id.data));
  if (!outcome.ok) return refused(outcome.error);
  if (outcome.result.outcome === 'not found') return refused(NOT_FOUND);
  redirect(routes.notices(council, { page: pageNumber(page), done }));
}

export type DigestState = FormState<(typeof digestFields)[number]>;

export async function setDigestAction(_before: DigestState, form: FormData): Promise<DigestState> {
  const { council = '', ...values } = readForm(form, ['council', ...digestFields]);
  const refused = (errors: readonly FieldError<(typeof digestFields)[number]>[]): DigestState => ({
    status: 'refused',
    errors,
    values,
  });
  const parsed = digestSchema.safeParse(values);
  const done = await throughGate(council, 'notice:read', async (context) =>
    parsed.success ? setDigest(context, parsed.data.digest) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, digestFields));
  redirect(routes.notices(council, { done: 'digest' }));
}
