'use client';

import type { ReactNode } from 'react';
import { PageTitle } from '#components/layout/page-title.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import type { FieldError, FormState } from '#lib/platform/forms/form-state.ts';
import { Form } from './form.tsx';
import { useFormAction } from './use-form-action.ts';

type Sent = {
  /** The action's state, a new value each time the form comes back. */
  state: object;
  errors: readonly FieldError<string>[];
  action: (form: FormData) => void;
};

type PageFormProps = Sent & {
  /** The page's title. A refused form puts "Error: " before it. */
  title: string;
  /** The council. */
  within?: string | undefined;
  /** Shown between the errors and the form. */
  heading: ReactNode;
  /** Hidden fields. */
  hidden: Readonly<Record<string, string | number | undefined>>;
  /** Whether the page can always be left without a warning. */
  leavable?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** The frame of every form page: title, errors, heading and form. */
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

/** For a form that is only saved or refused: the props of its frame, its errors and the refused values. */
export function usePageForm<Field extends string>(
  send: (before: FormState<Field>, form: FormData) => Promise<FormState<Field>>,
) {
  const [state, action] = useFormAction<FormState<Field>>(send);
  const errors = state.status === 'refused' ? state.errors : [];
  return { sent: { state, errors, action }, errors, typed: state.status === 'refused' ? state.values : null };
}
