'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { setBlindAction } from '#lib/record/challenge/actions.ts';

type BlindFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  isBlind: boolean;
  /** Links to board papers that work. */
  paperLinks: number;
};

export function BlindForm(props: BlindFormProps) {
  const { council, councilName, assessment, isBlind, paperLinks } = props;
  const { sent, errors, typed } = usePageForm(setBlindAction);
  return (
    <PageForm
      {...sent}
      title="Challenge settings"
      within={councilName}
      heading={
        <PageHeading lead="Directors and readers can give a score of their own for each statement. It stands beside the council’s score and changes no figure.">
          Challenge settings
        </PageHeading>
      }
      hidden={{ council, assessment }}
    >
      <Radios
        name="blind"
        label="Are challenge scores given blind?"
        hint="What somebody has seen before you choose blind, they have seen."
        options={[
          {
            value: 'yes',
            label: 'Yes, hide the council’s score until they have given theirs',
            hint: 'Directors and readers get the overall score and the evidence pack when they have given all nine.',
          },
          { value: 'no', label: 'No, they see the council’s score' },
        ]}
        defaultValue={typed?.blind ?? (isBlind ? 'yes' : 'no')}
        error={errorFor(errors, 'blind')}
      />
      {paperLinks > 0 && (
        <p>
          {formatCount(paperLinks, 'link to a board paper works', 'links to board papers work')} now. Whoever
          has one reads the scores of its paper, blind or not.{' '}
          <Link href={routes.paperLinks(council)}>See who the links are for</Link>.
        </p>
      )}
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.assessment(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
