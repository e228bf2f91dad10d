'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changeAnswerAction } from '#lib/record/returns/actions.ts';
import { ANSWER_NAMES, RETURN_LIMITS, type StoredAnswer } from '#lib/record/returns/rules.ts';

type ChangeAnswerFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  item: number;
  answer: Pick<StoredAnswer, 'id' | 'kind' | 'place' | 'url' | 'reason' | 'followsOn' | 'version'>;
  /** The answer in words, as it is saved now. */
  saved: string;
  title: string;
  heading: ReactNode;
};

/** Changes where an answer points to, its reason or its date. */
export function ChangeAnswerForm({
  council,
  inspection,
  list,
  item,
  answer,
  ...props
}: ChangeAnswerFormProps) {
  const { sent, errors, typed } = usePageForm(changeAnswerAction);
  const { kind } = answer;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, inspection, list, item, answer: answer.id, answerKind: kind },
        version: typed?.version ?? answer.version,
      }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <p>{props.saved}</p>
        </LatestSection>
      )}
      {(kind === 'evidence' || kind === 'see') && (
        <TextInput
          name="place"
          label={kind === 'see' ? 'Section or page' : ANSWER_NAMES.place}
          hint="For example, “page 4” or “section 3”"
          optional
          defaultValue={typed ? typed.place : answer.place}
          error={errorFor(errors, 'place')}
        />
      )}
      {kind === 'link' && (
        <TextInput
          name="url"
          type="url"
          label={ANSWER_NAMES.url}
          spellCheck={false}
          defaultValue={typed ? typed.url : answer.url}
          error={errorFor(errors, 'url')}
        />
      )}
      {kind === 'follows' && (
        <DateInput
          name="followsOn"
          label={ANSWER_NAMES.followsOn}
          hint="For example, 11 1 2027"
          defaultValue={dateParts(typed ? (typed.followsOn ?? '') : (answer.followsOn ?? ''))}
          error={errorFor(errors, 'followsOn')}
        />
      )}
      {(kind === 'not_held' || kind === 'follows') && (
        <Textarea
          name="reason"
          label={kind === 'not_held' ? 'Why it is not held' : ANSWER_NAMES.reason}
          rows={3}
          optional={kind === 'follows'}
          maxLength={RETURN_LIMITS.reason}
          defaultValue={typed ? typed.reason : answer.reason}
          error={errorFor(errors, 'reason')}
        />
      )}
      <ButtonGroup>
        <Button>Save answer</Button>
        <Link href={routes.returnItem(council, inspection, list, item)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
