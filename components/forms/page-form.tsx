'use client';

import type { ReactNode } from 'react';
import { PageTitle } from '#components/layout/page-title.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import type { FieldError, FormState } from '#lib/platform/forms/form-state.ts';
import { Form } from './form.tsx';
import { useFormAction } from './use-form-action.ts';

type Sent = {
  /** Of the form's action: another each time the form comes back. */
  state: object;
  errors: readonly FieldError<string>[];
  action: (form: FormData) => void;
};

type PageFormProps = Sent & {
  /** Of the page. A form that was refused puts "Error: " before it. */
  title: string;
  /** The council. */
  within?: string | undefined;
  /** What stands between the errors and the form. */
  heading: ReactNode;
  /** What the form is about, as hidden fields. */
  hidden: Readonly<Record<string, string | number | undefined>>;
  /** Whether the page can be left without asking, whatever is typed. */
  leavable?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** The frame of every page that is a form: the page's title, what was wrong, the heading, the form. */
export function PageForm(props: PageFormProps) {
  const { state, errors, action, title, within, heading, hidden, leavable, children } = props;
  return (
    <>
      <PageTitle within={within} error={errors.length > 0}>
        {title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {heading}
      <Form
        state={state}
        action={action}
        leavable={leavable}
        className={props.className ?? 'max-w-text space-y-8'}
      >
        {Object.entries(hidden).map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {children}
      </Form>
    </>
  );
}

/** A form that is saved or refused and nothing else: what its frame needs, its errors, and what was typed when refused. */
export function usePageForm<Field extends string>(
  send: (before: FormState<Field>, form: FormData) => Promise<FormState<Field>>,
) {
  const [state, action] = useFormAction<FormState<Field>>(send);
  const errors = state.status === 'refused' ? state.errors : [];
  return { sent: { state, errors, action }, errors, typed: state.status === 'refused' ? state.values : null };
}
