'use client';

import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { setBlindAction } from '#lib/record/challenge/actions.ts';

type BlindFormProps = {
  council: string;
  councilName: string;
  assessment: string;
  /** Number of statements that each person challenges. */
  statements: number;
  isBlind: boolean;
  /** Active links to board papers. */
  paperLinks: number;
  /** Of packs, active. */
  packLinks: number;
};

export function BlindForm(props: BlindFormProps) {
  const { council, councilName, assessment, statements, isBlind, paperLinks, packLinks } = props;
  const { sent, errors, typed } = usePageForm(setBlindAction);
  return (
    <PageForm
      {...sent}
      title="Challenge settings"
      within={councilName}
      heading={
        <PageHeading lead="Directors and readers can give each statement a score of their own. It does not change the council’s score.">
          Challenge settings
        </PageHeading>
      }
      hidden={{ council, assessment }}
    >
      <Radios
        name="blind"
        label="Should challenge scores be given blind?"
        hint="This does not hide scores people have already seen."
        options={[
          {
            value: 'yes',
            label: 'Yes, hide the council’s score until they have given theirs',
            hint: `Directors and readers see the overall score and the evidence pack after giving all ${statements}.`,
          },
          { value: 'no', label: 'No, they see the council’s score' },
        ]}
        defaultValue={typed?.blind ?? (isBlind ? 'yes' : 'no')}
        error={errorFor(errors, 'blind')}
      />
      {paperLinks > 0 && (
        <p>
          {formatCount(paperLinks, 'link to a board paper is', 'links to board papers are')} active. Anyone
          with a link can see the scores in its paper.{' '}
          <Link href={routes.paperLinks(council)}>See who the links are for</Link>.
        </p>
      )}
      {packLinks > 0 && (
        <p>
          {formatCount(packLinks, 'link to an evidence pack is', 'links to evidence packs are')} active.
          Anyone with a link can see the scores in its pack.{' '}
          <Link href={routes.packs(council)}>See who has links to packs</Link>.
        </p>
      )}
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.assessment(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
