'use client';

import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type Ref,
  useContext,
  useSyncExternalStore,
} from 'react';
import { UnsavedGuard } from '#components/layout/unsaved-guard.tsx';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { answersTo, onAnswer } from './answers.ts';

const FormTokenContext = createContext('');

/** Provides the token of the person who opened the page's forms. Set on the server by `FormOwner`. */
export function FormTokenProvider({ token, children }: { token: string; children: ReactNode }) {
  return <FormTokenContext value={token}>{children}</FormTokenContext>;
}

/** The token, for a script that sends something itself. */
export function useFormToken(): string {
  return useContext(FormTokenContext);
}

type FormProps = Pick<ComponentProps<'form'>, 'className' | 'autoComplete' | 'children'> & {
  action: (form: FormData) => void;
  /** The state of the form's action. */
  state: object;
  ref?: Ref<HTMLFormElement>;
  /** Whether drafts keep the text, so that leaving loses nothing. */
  isKept?: (() => boolean) | undefined;
  /** Whether the page can always be left without a warning. */
  leavable?: boolean | undefined;
};

/** Every form with an action. The service shows the errors, not the browser. */
export function Form({ state, isKept, leavable = false, children, ...form }: FormProps) {
  return (
    <form noValidate {...form}>
      <FormToken state={state} />
      <UnsavedGuard refused={'values' in state} isKept={leavable ? () => true : isKept} />
      {children}
    </form>
  );
}

/**
 * Hidden fields with the token of the person who opened the form, and the number of answers so far, which tells sending
 * again from sending twice.
 */
export function FormToken({ state = {} }: { state?: object }) {
  const own = useContext(FormTokenContext);
  const token = 'formToken' in state && typeof state.formToken === 'string' ? state.formToken : own;
  const answered = useSyncExternalStore(
    onAnswer,
    () => answersTo(token),
    () => 0,
  );
  if (token === '') return null;
  return (
    <>
      <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />
      <input type="hidden" name="answered" value={answered} />
    </>
  );
}
