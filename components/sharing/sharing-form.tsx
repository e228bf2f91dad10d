'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { agreeToShareAction, type SharingState } from '#lib/insight/sharing/actions.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type SharingFormProps = {
  council: string;
  councilName: string;
  /** The number of the agreement in force; 0 if there is none. */
  version: number;
  shared: readonly string[];
  parts: readonly { value: string; label: string; hint: string }[];
  /** Characters in one reason. */
  limit: number;
  title: string;
  /** The heading and the agreement in force. */
  children: ReactNode;
};

/** A council's agreement, and the form for a director to change it. */
export function SharingForm(props: SharingFormProps) {
  const { council, parts } = props;
  const [state, action] = useFormAction<SharingState>(agreeToShareAction);
  const errors = state.status === 'refused' ? state.errors : [];
  const typed = state.status === 'untouched' ? null : state.values;
  const latest = state.status === 'conflict' ? state.latest : null;
  const summary = latest
    ? [
        {
          field: 'conflict',
          message: `Your changes were not saved because ${latest.by} changed what is shared after you opened this page`,
        },
      ]
    : errors;
  return (
    <PageForm
      state={state}
      errors={summary}
      action={action}
      title={props.title}
      within={props.councilName}
      heading={
        <>
          {props.children}
          {latest && (
            <LatestSection heading={`What ${latest.by} shared`} className="mt-10">
              <p className="mt-3 max-w-text">
                {latest.shared.length === 0
                  ? 'Nothing. Sharing was stopped.'
                  : parts
                      .filter(({ value }) => latest.shared.some((part) => part === value))
                      .map(({ label }) => label)
                      .join(', ')}
              </p>
              <p className="mt-2 text-16 text-ink-soft">{formatDateTime(latest.at)}</p>
              <p className="mt-4 max-w-text">
                To keep that, <Link href={routes.sharing(council)}>discard your changes</Link>. To replace it,
                save yours again below. The history will show both.
              </p>
            </LatestSection>
          )}
        </>
      }
      hidden={{ council, version: typed?.version ?? props.version }}
      className="mt-14 max-w-text space-y-8 border-t-2 border-ink pt-4 print:hidden"
    >
      <Checkboxes
        name="shared"
        label="What do you want to share?"
        labelSize="large"
        hint="Anything you do not select will stop being shared."
        options={parts}
        defaultValues={typed ? typed.shared?.split(',') : props.shared}
        error={errorFor(errors, 'shared')}
      />
      {props.shared.length > 0 && (
        <Checkboxes
          name="withdraw"
          label="Stop sharing"
          options={[
            {
              value: 'yes',
              label: 'Stop sharing all of this council’s figures',
              hint: 'Nothing selected above will be shared. This takes effect straight away.',
            },
          ]}
          defaultValues={typed?.withdraw ? ['yes'] : []}
          error={errorFor(errors, 'withdraw')}
        />
      )}
      <Textarea
        name="reason"
        label="Why?"
        optional
        hint="Everyone in your council can read this, with your name."
        maxLength={props.limit}
        defaultValue={typed?.reason}
        error={errorFor(errors, 'reason')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.members(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
