'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveLetterAction } from '#lib/record/support-stages/actions.ts';
import {
  LETTER_KIND_NAMES,
  LETTER_KINDS,
  LETTER_NAMES,
  type SupportLetter,
} from '#lib/record/support-stages/rules.ts';

type LetterFormProps = {
  council: string;
  councilName: string;
  stage: number;
  /** Null: a new one. */
  letter: SupportLetter | null;
  title: string;
  heading: ReactNode;
  backHref: string;
};

/** Records a letter or a representation in a stage of support, or changes one. */
export function LetterForm({ council, stage, letter, ...props }: LetterFormProps) {
  const { sent, errors, typed } = usePageForm(saveLetterAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        ...{ council, stage, letter: letter?.number ?? 0 },
        version: typed?.version ?? letter?.version ?? 0,
      }}
    >
      {errorFor(errors, 'conflict') && letter && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: LETTER_NAMES.letterKind, value: LETTER_KIND_NAMES[letter.kind] },
              { key: LETTER_NAMES.letterOn, value: formatDate(letter.on) },
              { key: LETTER_NAMES.title, value: letter.title },
              { key: LETTER_NAMES.reference, value: letter.reference },
              { key: LETTER_NAMES.replyBy, value: letter.replyBy && formatDate(letter.replyBy) },
              { key: LETTER_NAMES.repliedOn, value: letter.repliedOn && formatDate(letter.repliedOn) },
            ]}
          />
        </LatestSection>
      )}
      <Radios
        name="letterKind"
        label={LETTER_NAMES.letterKind}
        options={LETTER_KINDS.map((kind) => ({
          ...{ value: kind, label: LETTER_KIND_NAMES[kind] },
          hint:
            kind === 'representation'
              ? 'What the council says to the Secretary of State before a direction'
              : undefined,
        }))}
        defaultValue={typed ? typed.letterKind : letter?.kind}
        error={errorFor(errors, 'letterKind')}
      />
      <DateInput
        name="letterOn"
        label={LETTER_NAMES.letterOn}
        hint="For example, 1 9 2026"
        defaultValue={dateParts(typed ? (typed.letterOn ?? '') : (letter?.on ?? ''))}
        error={errorFor(errors, 'letterOn')}
      />
      <TextInput
        name="title"
        label={LETTER_NAMES.title}
        hint="For example, “The department asks for an improvement plan”"
        defaultValue={typed ? typed.title : letter?.title}
        error={errorFor(errors, 'title')}
      />
      <TextInput
        name="reference"
        label={LETTER_NAMES.reference}
        hint="The item that is the letter, like E12"
        optional
        defaultValue={typed ? typed.reference : (letter?.reference ?? '')}
        error={errorFor(errors, 'reference')}
      />
      <DateInput
        name="replyBy"
        label={LETTER_NAMES.replyBy}
        optional
        hint="For example, 15 9 2026"
        defaultValue={dateParts(typed ? (typed.replyBy ?? '') : (letter?.replyBy ?? ''))}
        error={errorFor(errors, 'replyBy')}
      />
      <DateInput
        name="repliedOn"
        label={LETTER_NAMES.repliedOn}
        optional
        hint="Leave it empty until the reply has gone, or has come"
        defaultValue={dateParts(typed ? (typed.repliedOn ?? '') : (letter?.repliedOn ?? ''))}
        error={errorFor(errors, 'repliedOn')}
      />
      <ButtonGroup>
        <Button>Save letter</Button>
        <Link href={props.backHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
