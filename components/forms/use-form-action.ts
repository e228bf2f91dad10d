'use client';

import { unstable_rethrow } from 'next/navigation';
import { useActionState } from 'react';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { untouched } from '#lib/platform/forms/form-state.ts';
import { formValues } from '#lib/platform/forms/form-values.ts';
import { noteAnswer } from './answers.ts';

const NO_ANSWER =
  'Your changes were not saved because the service did not answer. What you entered is still here. Check your connection, then save again';

type Action<State> = (before: State, form: FormData) => Promise<State>;

/**
 * `useActionState` for a form of this service. When its action gives no answer at all (no network, a form too large, a
 * page from before an update) React would put the error page in the form's place; here the form stays, as typed.
 */
export function useFormAction<State extends { readonly status: string }>(
  action: Action<State | typeof untouched>,
) {
  return useActionState<State | typeof untouched, FormData>(
    // On the server the action itself: by it a form is answered that was sent without script.
    typeof window === 'undefined' ? action : orKept(action),
    untouched,
  );
}

function orKept<State>(action: Action<State>): Action<State> {
  return async (before, form) => {
    let isAnswered = true;
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error); // a redirect is the answer to a form that was saved
      isAnswered = false;
      const kept: FormState<string> = {
        status: 'refused',
        errors: [{ field: '', message: NO_ANSWER }],
        values: formValues(form),
      };
      return kept as State; // which is a FormState, whatever its fields are called
    } finally {
      if (isAnswered) noteAnswer(form);
    }
  };
}
