'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { holdEvidenceAction, withdrawEvidenceAction } from '#lib/record/evidence/actions.ts';

const STEPS = {
  withdraw: {
    action: withdrawEvidenceAction,
    label: 'Why should it no longer be used?',
    hint: 'For example, it has been replaced by a newer policy. Everyone in your council can read this.',
    button: <Button kind="warning">Withdraw evidence</Button>,
  },
  hold: {
    action: holdEvidenceAction,
    label: 'Why must it be kept?',
    hint: 'For example, the claim or inquiry that it is needed for. Everyone in your council can read this.',
    button: <Button>Place a legal hold</Button>,
  },
} as const;

type ReasonFormProps = {
  council: string;
  reference: string;
  step: keyof typeof STEPS;
  itemHref: string;
  title: string;
  councilName: string;
  /** The heading, and what the step means. */
  children: ReactNode;
};

/** Takes a step in the life of an item, for a reason. */
export function ReasonForm(props: ReasonFormProps) {
  const { council, reference, step, itemHref, title, councilName, children } = props;
  const { action, label, hint, button } = STEPS[step];
  const { sent, errors, typed } = usePageForm(action);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={children}
      hidden={{ council, reference }}
      className="mt-8 max-w-text space-y-8"
    >
      <TextInput
        name="reason"
        label={label}
        hint={hint}
        defaultValue={typed?.reason}
        error={errorFor(errors, 'reason')}
      />
      <ButtonGroup>
        {button}
        <Link href={itemHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
