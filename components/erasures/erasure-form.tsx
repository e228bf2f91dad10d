'use client';

import type { ComponentProps, ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { answerErasureAction, askErasureAction, takeBackErasureAction } from '#lib/work/erasures/actions.ts';

/** Of each of the three forms. */
type ErasurePage = {
  council: string;
  councilName: string;
  title: string;
  reference: string;
  /** The address of the item. */
  itemHref: string;
  heading: ReactNode;
};

type FrameProps = {
  page: ErasurePage;
  sent: Pick<ComponentProps<typeof PageForm>, 'state' | 'errors' | 'action'>;
  hidden: Readonly<Record<string, string | number | undefined>>;
  button: ReactNode;
  children?: ReactNode;
};

function Frame({ page, sent, hidden, button, children }: FrameProps) {
  const { council, councilName, title, reference, itemHref, heading } = page;
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={heading}
      hidden={{ council, reference, ...hidden }}
      className="mt-10 max-w-text space-y-8 print:hidden"
    >
      {children}
      <ButtonGroup>
        {button}
        <Link href={itemHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

type ReasonProps = Pick<ComponentProps<typeof Textarea>, 'label' | 'maxLength' | 'defaultValue' | 'error'>;

function Reason(props: ReasonProps) {
  const hint = 'Shown in the history with your name. Do not repeat what must be erased.';
  return <Textarea name="reason" hint={hint} {...props} />;
}

type AskProps = {
  page: ErasurePage;
  reasonLimit: number;
  /** The newest version of the file on this page; null for a link. */
  seen: number | null;
};

/** Asks for an item to be erased. */
export function AskErasureForm({ page, reasonLimit, seen }: AskProps) {
  const { sent, errors, typed } = usePageForm(askErasureAction);
  return (
    <Frame
      page={page}
      sent={sent}
      hidden={{ seen: seen ?? 0 }}
      button={<Button>Ask for it to be erased</Button>}
    >
      <Reason
        label="Why should it never have been here?"
        maxLength={reasonLimit}
        defaultValue={typed?.reason}
        error={errorFor(errors, 'reason')}
      />
    </Frame>
  );
}

type AnswerProps = {
  page: ErasurePage;
  reasonLimit: number;
  /** The request that is answered. */
  number: number;
  /** Without, it can only be declined. */
  mayConfirm: boolean;
};

/** Confirms or declines the request of another person. */
export function AnswerErasureForm({ page, reasonLimit, number, mayConfirm }: AnswerProps) {
  const { sent, errors, typed } = usePageForm(answerErasureAction);
  return (
    <Frame
      page={page}
      sent={sent}
      hidden={{ number, answer: mayConfirm ? undefined : 'decline' }}
      button={mayConfirm ? <Button kind="warning">Send your answer</Button> : <Button>Decline</Button>}
    >
      {mayConfirm && (
        <Radios
          name="answer"
          label={`Should ${page.reference} be erased?`}
          options={[
            { value: 'confirm', label: 'Yes, erase it', hint: 'This cannot be undone.' },
            { value: 'decline', label: 'No, decline' },
          ]}
          defaultValue={typed?.answer}
          error={errorFor(errors, 'answer')}
        />
      )}
      <Reason
        label={mayConfirm ? 'If you decline, why?' : 'Why do you decline?'}
        maxLength={reasonLimit}
        defaultValue={typed?.reason}
        error={errorFor(errors, 'reason')}
      />
    </Frame>
  );
}

/** Takes back one's own request. */
export function TakeBackErasureForm({ page, number }: Pick<AnswerProps, 'page' | 'number'>) {
  const { sent } = usePageForm(takeBackErasureAction);
  const button = <Button kind="secondary">Take back the request</Button>;
  return <Frame page={page} sent={sent} hidden={{ number }} button={button} />;
}
