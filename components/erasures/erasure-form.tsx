'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { answerErasureAction, askErasureAction, takeBackErasureAction } from '#lib/work/erasures/actions.ts';

type ErasureFormProps = {
  council: string;
  councilName: string;
  title: string;
  reference: string;
  /** The address of the item. */
  itemHref: string;
  /** Characters in a reason. */
  reasonLimit: number;
  heading: ReactNode;
};

const FORM = 'mt-10 max-w-text space-y-8 print:hidden';

const STAYS = 'It stays in the history with your name, so do not repeat what has to go.';

/** Asks for an item to be erased. */
export function AskErasureForm({ reasonLimit, itemHref, heading, ...page }: ErasureFormProps) {
  const { sent, errors, typed } = usePageForm(askErasureAction);
  return (
    <PageForm
      {...sent}
      title={page.title}
      within={page.councilName}
      heading={heading}
      hidden={{ council: page.council, reference: page.reference }}
      className={FORM}
    >
      <Textarea
        name="reason"
        label="Why should it never have been here?"
        hint={STAYS}
        maxLength={reasonLimit}
        defaultValue={typed?.reason}
        error={errorFor(errors, 'reason')}
      />
      <ButtonGroup>
        <Button>Ask for it to be erased</Button>
        <Link href={itemHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

type AnswerFormProps = ErasureFormProps & {
  /** The request that is answered. */
  number: number;
};

/** Confirms or declines the request of another person. */
export function AnswerErasureForm({ reasonLimit, itemHref, heading, ...page }: AnswerFormProps) {
  const { sent, errors, typed } = usePageForm(answerErasureAction);
  return (
    <PageForm
      {...sent}
      title={page.title}
      within={page.councilName}
      heading={heading}
      hidden={{ council: page.council, reference: page.reference, number: page.number }}
      className={FORM}
    >
      <Radios
        name="answer"
        label={`Do you confirm that ${page.reference} is erased?`}
        options={[
          { value: 'confirm', label: 'Yes, erase it', hint: 'This cannot be undone.' },
          { value: 'decline', label: 'No, decline' },
        ]}
        defaultValue={typed?.answer}
        error={errorFor(errors, 'answer')}
      />
      <Textarea
        name="reason"
        label="If you decline, why?"
        hint={STAYS}
        maxLength={reasonLimit}
        defaultValue={typed?.reason}
        error={errorFor(errors, 'reason')}
      />
      <ButtonGroup>
        <Button kind="warning">Send your answer</Button>
        <Link href={itemHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

/** Takes back one's own request. */
export function TakeBackErasureForm({ itemHref, heading, ...page }: Omit<AnswerFormProps, 'reasonLimit'>) {
  const { sent } = usePageForm(takeBackErasureAction);
  return (
    <PageForm
      {...sent}
      title={page.title}
      within={page.councilName}
      heading={heading}
      hidden={{ council: page.council, reference: page.reference, number: page.number }}
      className={FORM}
    >
      <ButtonGroup>
        <Button kind="secondary">Take back the request</Button>
        <Link href={itemHref}>Back to {page.reference}</Link>
      </ButtonGroup>
    </PageForm>
  );
}
