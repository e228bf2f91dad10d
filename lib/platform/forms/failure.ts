import 'server-only';
import {
  AccessLostError,
  isDatabaseUnavailable,
  LimitReachedError,
  NotAllowedError,
  TooManyRequestsError,
} from '#lib/kernel/errors.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import { LIMITS } from '#lib/kernel/limits.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';
import { log } from '#lib/platform/log.ts';

/** What a form says when nothing could be saved, whatever was entered. The cause goes to the log alone. */
export function failureMessage(error: unknown): FieldError<never> {
  if (error instanceof AccessLostError) return ACCESS_LOST[error.reason];
  if (error instanceof NotAllowedError) return NOT_FOUND;
  if (error instanceof TooManyRequestsError) return TOO_MANY_REQUESTS;
  if (error instanceof LimitReachedError) return limitReached(error.limit);
  log().error({ event: 'save.failed', err: error });
  return {
    field: '',
    message: isDatabaseUnavailable(error)
      ? 'Your changes are not saved because the service cannot reach its database. What you entered is still here. Wait a minute, then save again'
      : 'Your changes are not saved because of a problem with the service. What you entered is still here. Try saving again',
  };
}

export const SIGNED_OUT: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because you have been signed out. What you entered is still here. Sign in again in another tab, then save here',
};

/** Who that is, is not told. */
export const ANOTHER_PERSON: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because somebody else has signed in since this page was opened. What you entered is still here. Sign in again as yourself in another tab, then save here',
};

/** Of a page from before an update, or of a form that somebody made by hand. */
export const FORM_TOKEN_MISSING: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because this page is out of date. Copy what you entered, then open the page again',
};

/** By what has locked the assessment. */
export const LOCKED: Readonly<Record<'proposed' | 'signed', FieldError<never>>> = {
  proposed: {
    field: '',
    message:
      'Your changes are not saved because this assessment has been sent for sign-off. What you entered is still here. An assurance lead can withdraw it from sign-off',
  },
  signed: {
    field: '',
    message:
      'Your changes are not saved because this assessment is signed. What you entered is still here. An assurance lead or a director can reopen it',
  },
};

export const ASSESSMENT_CLOSED: FieldError<never> = {
  field: '',
  message: 'Your changes are not saved because this assessment is closed',
};

/** Of evidence for a statement, where the page that is shown now is about the assessment that is open now. */
export const CLOSED_MEANWHILE: FieldError<never> = {
  field: '',
  message:
    'Nothing is added because the assessment in which you opened this page is closed. What you entered is still here. Send it again to add it to this statement in the assessment that is open now',
};

export const NOT_FOUND: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because you no longer have permission to change this. Copy what you entered, then speak to your assurance lead',
};

const TOO_MANY_REQUESTS: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because you have too many pages and forms loading at once. What you entered is still here. Wait a few seconds, then save again',
};

type Limit = LimitReachedError['limit'];

/** What there is as much of as there can be, and what to do then. */
const REACHED: Readonly<Record<Limit, (most: string) => readonly [what: string, instead: string]>> = {
  evidence: (most) => [
    `your council has ${most} pieces of evidence`,
    'Use evidence from the list, or ask the people who run this service',
  ],
  members: (most) => [
    `your council has ${most} members and invitations`,
    'Withdraw invitations that nobody will use, or ask the people who run this service',
  ],
  measures: (most) => [
    `your council has ${most} measures of its own`,
    'Change one that you no longer need instead',
  ],
  measureValues: (most) => [
    `a measure can have ${most} values`,
    'Remove values that you no longer need first',
  ],
  comments: (most) => [
    `there are ${most} comments here`,
    'Copy what you entered, and comment on another statement or piece of evidence',
  ],
  links: (most) => [
    `your council has made ${most} links in 30 days`,
    'Share a link that you have made, or wait until some are older',
  ],
};

function limitReached(limit: Limit): FieldError<never> {
  const [what, instead] = REACHED[limit](formatNumber(LIMITS[limit]));
  return { field: '', message: `Nothing is saved because ${what}, which is the limit. ${instead}` };
}

const ROLE_CHANGED: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because your role in this council has just changed. What you entered is still here. Try saving again',
};

/** By what was lost between the gate and the write. */
const ACCESS_LOST: Readonly<Record<AccessLostError['reason'], FieldError<never>>> = {
  'signed-out': SIGNED_OUT,
  'not-found': NOT_FOUND,
  'role-changed': ROLE_CHANGED,
};
