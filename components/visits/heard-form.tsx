'use client';

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { noteHeardAction } from '#lib/record/visits/actions.ts';
import { VISIT_LIMITS } from '#lib/record/visits/rules.ts';

type Choice = { readonly value: string; readonly label: string };

type HeardFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  /** What makes sending it again one note. */
  capture: string;
  sessions: readonly Choice[];
  /** The number of the session that goes on now, or ''. */
  session: string;
  themes: readonly Choice[];
  heading: ReactNode;
  backHref: string;
};

/**
 * Notes a question or a remark, on a phone with a bad line: without an answer it is sent again while the page is open.
 * Nothing is kept on the device.
 */
export function HeardForm({
  council,
  inspection,
  capture,
  sessions,
  session,
  themes,
  ...props
}: HeardFormProps) {
  const [isWaiting, setWaiting] = useState(false);
  const [state, action, isSending] = useFormAction(
    // On the server, the action itself answers forms sent without script.
    typeof window === 'undefined' ? noteHeardAction : untilAnswered(setWaiting),
  );
  const errors = state.status === 'refused' ? state.errors : [];
  const typed = state.status === 'refused' ? state.values : null;
  return (
    <PageForm
      {...{ state, errors, action }}
      title="Note what you hear"
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, capture: typed?.capture ?? capture }}
      className="max-w-text space-y-6"
    >
      <Textarea
        name="heard"
        label="What was asked or said"
        rows={3}
        maxLength={VISIT_LIMITS.heard}
        // What is typed meanwhile would not be in the note.
        readOnly={isSending}
        defaultValue={typed?.heard}
        error={errorFor(errors, 'heard')}
      />
      <Select
        name="theme"
        label="Theme"
        placeholder="No theme"
        options={themes}
        defaultValue={typed?.theme}
        error={errorFor(errors, 'theme')}
      />
      <Select
        name="visitSession"
        label="Session"
        placeholder="In none of the sessions"
        options={sessions}
        defaultValue={typed ? typed.visitSession : session}
        error={errorFor(errors, 'visitSession')}
      />
      <p role="status" className="font-semibold empty:hidden">
        {isSending &&
          (isWaiting ? 'Not saved yet: no connection. Trying again. Keep this page open' : 'Not saved yet')}
      </p>
      <ButtonGroup>
        <Button>Save note</Button>
        <Link href={props.backHref} className="link inline-flex min-h-11 items-center">
          Back to the visit
        </Link>
      </ButtonGroup>
    </PageForm>
  );
}

/** Seconds to wait before sending again; the last for all others. */
const WAITS = [2, 4, 8, 16, 30] as const;

/** The action, sent again until there is an answer. A page from before an update of the service gets none. */
function untilAnswered(setWaiting: (isWaiting: boolean) => void): typeof noteHeardAction {
  const send = async (...[before, form]: Parameters<typeof noteHeardAction>) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await noteHeardAction(before, form);
      } catch (error) {
        unstable_rethrow(error); // a saved note is answered with a redirect
        if (unstable_isUnrecognizedActionError(error)) throw error;
        setWaiting(true);
        await untilLater(WAITS[Math.min(attempt, WAITS.length - 1)] ?? 30);
      }
    }
  };
  return Object.assign(send, { answer: noteHeardAction.answer });
}

/** Waits so many seconds, or until the browser has a connection again. */
function untilLater(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1_000);
    window.addEventListener('online', done);
  });
}
