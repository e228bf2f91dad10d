'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changePromptsAction } from '#lib/record/prompts/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type PromptsFormProps = {
  council: string;
  statement: StatementId;
  title: string;
  councilName: string;
  /** As saved. */
  text: string;
  version: number;
  /** Characters of the text. */
  limit: number;
  heading: ReactNode;
};

/** The council's own questions for a statement. */
export function PromptsForm(props: PromptsFormProps) {
  const { council, statement, title, councilName, text, version, limit, heading } = props;
  const { sent, errors, typed } = usePageForm(changePromptsAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={heading}
      hidden={{ council, statement, version: typed?.version ?? version }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <p dir="auto" className="mt-3 wrap-anywhere whitespace-pre-line">
            {text || 'No questions.'}
          </p>
        </LatestSection>
      )}
      <Textarea
        name="text"
        label="Questions"
        hint="One on each line. Leave it empty to have none."
        maxLength={limit}
        defaultValue={typed?.text ?? text}
        error={errorFor(errors, 'text')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.statement(council, statement)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
