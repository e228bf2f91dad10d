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
import { formatDateTime } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type SharingFormProps = {
  council: string;
  councilName: string;
  /** Of the agreement that counts; 0 where there was none yet. */
  version: number;
  shared: readonly string[];
  parts: readonly { value: string; label: string; hint: string }[];
  /** Characters in one reason. */
  limit: number;
  title: string;
  /** The heading, and what is agreed now. */
  children: ReactNode;
};

/** What a council has agreed to, and the form with which a director changes it. */
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
          message: `Your changes are not saved because ${latest.by} changed this since you opened the page`,
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
            <LatestSection heading={`What ${latest.by} agreed to since`} className="mt-10">
              <p className="mt-3 max-w-text">
                {latest.shared.length === 0
                  ? 'Nothing: the agreement was withdrawn.'
                  : parts
                      .filter(({ value }) => latest.shared.some((part) => part === value))
                      .map(({ label }) => label)
                      .join(', ')}
              </p>
              <p className="mt-2 text-16 text-ink-soft">{formatDateTime(latest.at)}</p>
              <p className="mt-4 max-w-text">
                To keep it, <Link href={routes.sharing(council)}>leave what you entered here</Link>. To let
                yours count instead, save it again below. Both then stay on the record.
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
        label="What may be shown beside other councils?"
        labelSize="large"
        hint="What you leave unticked is not shown any more."
        options={parts}
        defaultValues={typed ? typed.shared?.split(',') : props.shared}
        error={errorFor(errors, 'shared')}
      />
      {props.shared.length > 0 && (
        <Checkboxes
          name="withdraw"
          label="Withdraw the agreement"
          options={[
            {
              value: 'yes',
              label: 'Show nothing of this council beside others',
              hint: 'Whatever is ticked above. It ends with the next page that anybody opens.',
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
        hint="Everybody in your council can read it, with your name."
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
