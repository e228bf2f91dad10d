'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { makeBatchAction } from '#lib/record/batches/actions.ts';
import type { BatchAction } from '#lib/record/batches/rules.ts';

type Choice = { readonly value: string; readonly label: string };

type BatchFormProps = {
  council: string;
  action: BatchAction;
  /** The items that can be changed, as `formatNumbers` writes them. */
  items: string;
  seen: number;
  /** A new id, so that the same page sent twice changes once. */
  batch: string;
  /** The view of the list they were selected in, as its address holds it. */
  query: string;
  /** Id of the open assessment. */
  assessment: string | undefined;
  statements: readonly Choice[];
  owners: readonly Choice[];
  /** A day to review them again. */
  again: CalendarDate;
  /** "Set the owner of 12 items". */
  button: string;
  cancelHref: string;
  title: string;
  councilName: string;
  /** The heading. */
  heading: ReactNode;
  /** What changes and what cannot. */
  children: ReactNode;
};

/** Says what to change many items to, and confirms it. */
export function BatchForm(props: BatchFormProps) {
  const { council, action, items, seen, batch, query, assessment, button, title, councilName } = props;
  const { sent, errors, typed } = usePageForm(makeBatchAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={props.heading}
      hidden={{ council, do: action, items, seen, batch, query, assessment }}
      className="max-w-text space-y-8"
    >
      <Answer {...props} errors={errors} typed={typed} />
      {props.children}
      <ButtonGroup>
        <Button kind={action === 'withdraw' ? 'warning' : 'primary'}>{button}</Button>
        <Link href={props.cancelHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

type AnswerProps = Pick<BatchFormProps, 'action' | 'statements' | 'owners' | 'again'> &
  Pick<ReturnType<typeof usePageForm>, 'errors'> & {
    typed: Readonly<Partial<Record<string, string>>> | null;
  };

function Answer({ action, statements, owners, again, errors, typed }: AnswerProps) {
  switch (action) {
    case 'link':
      return (
        <Checkboxes
          name="statement"
          label="Which statements do they support?"
          hint="Links that exist stay as they are. You can explain what an item shows on its own page."
          options={statements}
          defaultValues={typed?.statement?.split(',') ?? []}
          error={errorFor(errors, 'statement')}
        />
      );
    case 'owner':
      return (
        <Select
          name="ownerId"
          label="Who owns them?"
          hint="The person to ask, who keeps them up to date."
          placeholder="Choose a person"
          options={[...owners, { value: 'none', label: 'Nobody' }]}
          defaultValue={typed?.ownerId}
          error={errorFor(errors, 'ownerId')}
        />
      );
    case 'review':
      return (
        <DateInput
          name="reviewBy"
          label="Review by"
          hint="They are still current until then. For example, 31 3 2027"
          defaultValue={dateParts(typed?.reviewBy ?? '')}
          error={errorFor(errors, 'reviewBy')}
        />
      );
    case 'current':
      return (
        <DateInput
          name="reviewBy"
          label="Review again by"
          hint="They still show what your statements say, and the history names you as the person who checked."
          defaultValue={dateParts(typed?.reviewBy ?? again)}
          error={errorFor(errors, 'reviewBy')}
        />
      );
    case 'tag':
    case 'untag':
      return (
        <TextInput
          name="tags"
          label={action === 'tag' ? 'Tags to add' : 'Tags to remove'}
          hint="Put a comma between tags."
          defaultValue={typed?.tags}
          error={errorFor(errors, 'tags')}
        />
      );
    case 'withdraw':
      return (
        <TextInput
          name="reason"
          label="Why should they no longer be used?"
          hint="For example, they have been replaced. Everyone in your council can read this."
          defaultValue={typed?.reason}
          error={errorFor(errors, 'reason')}
        />
      );
    case 'restore':
      return null;
  }
}
