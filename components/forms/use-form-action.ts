'use client';

import { unstable_rethrow } from 'next/navigation';
import { useActionState, useState } from 'react';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { untouched } from '#lib/platform/forms/form-state.ts';
import { formValues } from '#lib/platform/forms/form-values.ts';
import { noteAnswer } from './answers.ts';

const NO_ANSWER =
  'Your changes were not saved because the service did not answer. What you entered is still here. Check your connection, then save again';

type Action<State> = (before: State, form: FormData) => Promise<State>;

/**
 * `useActionState` for a form of this service. If no answer comes (no network, a form too large, a page from before an
 * update), React would replace the form with the error page; here the form stays as typed.
 */
export function useFormAction<State extends { readonly status: string }>(
  action: Action<State | typeof untouched>,
) {
  return useActionState<State | typeof untouched, FormData>(
    // On the server, the action itself answers forms sent without script.
    typeof window === 'undefined' ? action : orSavedState(action),
    untouched,
  );
}

/** For a form with several actions: the state of the one that answered last. */
export function useLastAnswer<States extends readonly { readonly status: string }[]>(
  ...states: States
): States[number] {
  const [seen, setSeen] = useState<{ readonly states: States; readonly last: States[number] }>({
    states,
    last: states.find(({ status }) => status !== 'untouched') ?? untouched,
  });
  const answered = states.find((state, at) => state !== seen.states[at]);
  if (answered) setSeen({ states, last: answered });
  return answered ?? seen.last;
}

function orSavedState<State>(action: Action<State>): Action<State> {
  return async (before, form) => {
    let isAnswered = true;
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error); // a saved form is answered with a redirect
      isAnswered = false;
      const kept: FormState<string> = {
        status: 'refused',
        errors: [{ field: '', message: NO_ANSWER }],
        values: formValues(form),
      };
      return kept as State; // a FormState, whatever its fields
    } finally {
      if (isAnswered) noteAnswer(form);
    }
  };
}
