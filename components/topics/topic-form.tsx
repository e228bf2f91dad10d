'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { saveTopicAction } from '#lib/record/topics/actions.ts';
import type { TopicField } from '#lib/record/topics/schema.ts';

type TopicFormProps = {
  council: string;
  councilName: string;
  /** The key of the topic to change. Undefined: a new one. */
  topic?: string;
  version: number;
  saved: Readonly<Partial<Record<TopicField, string>>>;
  names: Readonly<Record<TopicField, string>>;
  /** Characters of what it is about. */
  limit: number;
  measures: readonly { readonly value: string; readonly label: string }[];
  title: string;
  heading: ReactNode;
  cancelHref: string;
};

/** Adds or changes a topic of the council’s own. */
export function TopicForm(props: TopicFormProps) {
  const { names, saved, measures } = props;
  const { sent, errors, typed } = usePageForm(saveTopicAction);
  const values = typed ?? saved;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{
        council: props.council,
        topic: props.topic ?? '',
        version: typed?.version ?? props.version,
      }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <SummaryList
            rows={[
              { key: names.name, value: saved.name },
              { key: names.about, value: saved.about },
              { key: names.words, value: saved.words?.split('\n').join(', ') },
              { key: names.measures, value: namesOf(saved.measures, measures).join(', ') },
              { key: names.retired, value: saved.retired ? 'Yes' : 'No' },
            ]}
          />
        </LatestSection>
      )}
      <TextInput
        name="name"
        label={names.name}
        hint="For example, “Technology enabled care”"
        defaultValue={values.name}
        error={errorFor(errors, 'name')}
      />
      <Textarea
        name="about"
        label={names.about}
        hint="A sentence or two, for somebody new to it."
        maxLength={props.limit}
        defaultValue={values.about}
        error={errorFor(errors, 'about')}
      />
      <Textarea
        name="words"
        label={names.words}
        hint="One on each line. Paragraphs of the statements with a word that starts like one of these are shown with the topic."
        optional
        defaultValue={values.words}
        error={errorFor(errors, 'words')}
      />
      <Checkboxes
        name="measures"
        label={names.measures}
        hint="Shown with the topic"
        optional
        options={measures}
        defaultValues={values.measures?.split(',')}
        error={errorFor(errors, 'measures')}
      />
      {props.topic !== undefined && (
        <Checkboxes
          name="retired"
          label={names.retired}
          hint="A retired topic can still be read, and evidence keeps it."
          optional
          options={[{ value: 'yes', label: 'Do not offer this topic for evidence any more' }]}
          defaultValues={values.retired?.split(',')}
          error={errorFor(errors, 'retired')}
        />
      )}
      <ButtonGroup>
        <Button>{props.topic === undefined ? 'Add topic' : 'Save changes'}</Button>
        <Link href={props.cancelHref}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}

function namesOf(keys: string | undefined, measures: TopicFormProps['measures']): readonly string[] {
  const chosen = keys?.split(',') ?? [];
  return measures.flatMap(({ value, label }) => (chosen.includes(value) ? [label] : []));
}
