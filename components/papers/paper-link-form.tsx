'use client';

import { PageForm } from '#components/forms/page-form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Address } from '#components/ui/address.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { takeFocus } from '#components/ui/take-focus.ts';
import { TextInput } from '#components/ui/text-input.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { createPaperLinkAction, type PaperLinkState } from '#lib/exchange/papers/actions.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type PaperLinkFormProps = {
  council: string;
  councilName: string;
  /** Name of the paper's assessment. */
  assessment: string;
  /** Challenge scores are given blind, so the link shows scores that their givers may not see yet. */
  isBlind: boolean;
  /** A calendar date. */
  lastDay: string;
  mostDays: number;
  /** The service's address. */
  service: string;
};

const TITLE = 'Create a link to the board paper';

export function PaperLinkForm(props: PaperLinkFormProps) {
  const { council, councilName, assessment, isBlind, mostDays } = props;
  const [state, action] = useFormAction<PaperLinkState>(createPaperLinkAction);
  if (state.status === 'made') return <MadeLink {...props} link={state.link} />;
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : { lastDay: props.lastDay };
  return (
    <PageForm
      state={state}
      errors={errors}
      action={action}
      title={TITLE}
      within={councilName}
      heading={
        <>
          <PageHeading lead="Anyone with the link can read a copy of the board paper as it is now, without signing in.">
            {TITLE}
          </PageHeading>
          {isBlind && (
            <WarningText>
              Challenge scores of {assessment} are given blind. Anyone who opens the link sees the scores. Do
              not share it with people who have not given their challenge scores.
            </WarningText>
          )}
        </>
      }
      hidden={{ council }}
    >
      <TextInput
        name="forWhom"
        label="Who is it for?"
        hint="For example, Health scrutiny committee. Shown in the list of links and in the history."
        autoComplete="off"
        defaultValue={values.forWhom}
        error={errorFor(errors, 'forWhom')}
      />
      <DateInput
        name="lastDay"
        label="When should the link expire?"
        hint={`Up to ${mostDays} days, including today. The link works until the end of that day.`}
        defaultValue={dateParts(values.lastDay ?? '')}
        error={errorFor(errors, 'lastDay')}
      />
      <ButtonGroup>
        <Button>Create link</Button>
        <Link href={routes.paperLinks(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

type MadeLinkProps = PaperLinkFormProps & { link: Extract<PaperLinkState, { status: 'made' }>['link'] };

/** Shows a link for the only time: only a hash of its token is stored. */
function MadeLink({ council, councilName, service, link }: MadeLinkProps) {
  const title = `Link for ${link.forWhom}`;
  const address = new URL(routes.linkedPaper(link.token), service).href;
  return (
    <>
      <PageTitle within={councilName}>{title}</PageTitle>
      <div ref={takeFocus} tabIndex={-1}>
        <PageHeading lead="Copy it now. It is not shown again.">{title}</PageHeading>
      </div>
      <InsetText>
        <code className="font-semibold">
          <Address>{address}</Address>
        </code>
        <CopyButton text={address}>Copy link</CopyButton>
      </InsetText>
      <div className="prose mt-6">
        <p>
          Anyone with this link can open it until the end of {formatDate(link.lastDay)}. Share it carefully.
        </p>
        <p>
          <Link href={routes.paperLinks(council)}>Back to the links</Link>
        </p>
      </div>
    </>
  );
}
