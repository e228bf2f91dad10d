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

/** Around the forms of a page: what says who opened them. Server code makes it, `FormOwner`. */
export function FormTokenProvider({ token, children }: { token: string; children: ReactNode }) {
  return <FormTokenContext value={token}>{children}</FormTokenContext>;
}

type FormProps = Pick<ComponentProps<'form'>, 'className' | 'autoComplete' | 'children'> & {
  action: (form: FormData) => void;
  /** Of the form's action. */
  state: object;
  ref?: Ref<HTMLFormElement>;
  /** Whether what is typed is kept elsewhere, so that leaving loses nothing. */
  isKept?: (() => boolean) | undefined;
  /** Whether the page can be left without asking, whatever is typed. */
  leavable?: boolean | undefined;
};

/** Every form that an action answers. Errors are told by the service, not by the browser. */
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
 * What a form says of itself, as hidden fields: who opened it, and how often it was answered, by which sending it again is
 * told from sending it twice.
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
