import 'server-only';
import {
  AccessLostError,
  isDatabaseUnavailable,
  LimitReachedError,
  NotAllowedError,
  TooManyRequestsError,
} from '#lib/kernel/errors.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import { log } from '#lib/platform/log.ts';

/** The message of a form when saving failed, whatever was entered. The cause goes to the log only. */
export function failureMessage(error: unknown): FieldError<never> {
  if (error instanceof AccessLostError) return ACCESS_LOST[error.reason];
  if (error instanceof NotAllowedError) return NOT_FOUND;
  if (error instanceof TooManyRequestsError) return TOO_MANY_REQUESTS;
  if (error instanceof LimitReachedError) return limitReached(error);
  log().error({ event: 'save.failed', err: error });
  return {
    field: '',
    message: isDatabaseUnavailable(error)
      ? 'Your changes were not saved because the service cannot reach its database. What you entered is still here. Wait a minute, then save again'
      : 'Your changes were not saved because of a problem with the service. What you entered is still here. Try saving again',
  };
}

export const SIGNED_OUT: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because you have been signed out. What you entered is still here. Sign in again in another tab, then save here',
};

/** Does not name the other person. */
export const ANOTHER_PERSON: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because someone else has signed in since this page was opened. What you entered is still here. Sign in again as yourself in another tab, then save here',
};

/** For a page opened before an update, or a form made by hand. */
export const PAGE_OUT_OF_DATE: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because this page is out of date. Copy what you entered, then open the page again',
};

/** By the state that locks the assessment. */
export const LOCKED: Readonly<Record<'proposed' | 'signed', FieldError<never>>> = {
  proposed: {
    field: '',
    message: `Your changes were not saved because this assessment has been sent for sign-off. What you entered is still here. ${capitalise(whoCan('review:propose'))} can withdraw it from sign-off`,
  },
  signed: {
    field: '',
    message: `Your changes were not saved because this assessment is signed. What you entered is still here. ${capitalise(whoCan('review:reopen'))} can reopen it`,
  },
};

export const ASSESSMENT_CLOSED: FieldError<never> = {
  field: '',
  message: 'Your changes were not saved because this assessment is closed',
};

/** For evidence added to a statement, when another assessment is open by now. */
export const CLOSED_MEANWHILE: FieldError<never> = {
  field: '',
  message:
    'Nothing was added because the assessment has closed since you opened this page. What you entered is still here. Send it again to add it to this statement in the assessment that is open now',
};

export const NOT_FOUND: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because you no longer have permission to change this. Copy what you entered, then speak to your assurance lead',
};

const TOO_MANY_REQUESTS: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because you have too many pages and forms loading at once. What you entered is still here. Wait a few seconds, then save again',
};

function limitReached({ reached, instead }: LimitReachedError): FieldError<never> {
  return { field: '', message: `Your changes were not saved because ${reached}. ${instead}` };
}

const ROLE_CHANGED: FieldError<never> = {
  field: '',
  message:
    'Your changes were not saved because your role in this council has just changed. What you entered is still here. Try saving again',
};

/** By what the person lost between the gate and the write. */
const ACCESS_LOST: Readonly<Record<AccessLostError['reason'], FieldError<never>>> = {
  'signed-out': SIGNED_OUT,
  'not-found': NOT_FOUND,
  'role-changed': ROLE_CHANGED,
};
