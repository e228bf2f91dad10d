'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { ImportShown, QuestionField } from '#lib/exchange/imports/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { errorFor, type FormState } from '#lib/platform/forms/form-state.ts';

type ImportState<Shown> = FormState<
  'file' | 'text' | 'answers' | 'asked' | 'shown' | 'fingerprint' | QuestionField,
  ImportShown<Shown>
>;

type Words<Shown> = {
  /** One row: "value". */
  readonly noun: string;
  /** The label of the file and the kinds that it takes, such as ".csv". */
  readonly file: { readonly label: string; readonly accept: string };
  /** The label and hint of the box for rows. */
  readonly rows: { readonly label: string; readonly hint: string };
  /** "values have changed since you checked". */
  readonly changedSince: string;
  /** The table of what would change, and a row of it. */
  readonly columns: readonly Column[];
  readonly row: (shown: Shown) => { readonly key: string; readonly cells: readonly ReactNode[] };
};

type ImportFormProps<Shown> = {
  council: string;
  councilName: string;
  title: string;
  heading: ReactNode;
  state: ImportState<Shown>;
  action: (form: FormData) => void;
  /** Hidden fields that say what the rows are about. */
  about?: Readonly<Record<string, string | number>>;
  words: Words<Shown>;
};

/** Where the rows of a list come from: a file or the clipboard. */
export const LIST_SOURCES = {
  file: { label: 'CSV file or spreadsheet', accept: '.csv,.txt,.tsv,text/csv,.xlsx,.ods' },
  rows: {
    label: 'Or paste the rows',
    hint: 'Start with a line of column names. If you select a file, its rows appear here so that you can correct them.',
  },
};

/** Imports rows from a file or a box. Shows the changes first, then makes all of them or none. */
export function ImportForm<Shown>({ title, heading, councilName, ...parts }: ImportFormProps<Shown>) {
  const { state, action, words } = parts;
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : state.status === 'asked' ? state.unanswered : [];
  const { text, shown } = refused ? state.values : state.status === 'untouched' ? {} : state;
  const answers = state.status === 'tried' || state.status === 'asked' ? state.answers : [];
  return (
    <>
      <PageTitle within={councilName} error={errors.length > 0}>
        {title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {heading}
      {state.status === 'asked' && <QuestionsForm {...parts} asked={state} />}
      {state.status === 'tried' && <ConfirmForm {...parts} tried={state} />}
      <Form state={state} action={action} className="mt-10 max-w-text space-y-8">
        <About {...parts} />
        {shown && <input type="hidden" name="shown" value={shown} />}
        <HiddenValues name="answers" values={answers} />
        <FileInput
          name="file"
          label={words.file.label}
          accept={words.file.accept}
          error={errorFor(errors, 'file')}
        />
        <Textarea
          key={text}
          name="text"
          label={words.rows.label}
          hint={words.rows.hint}
          rows={9}
          defaultValue={text}
          error={errorFor(errors, 'text')}
        />
        <Button kind={state.status === 'tried' || state.status === 'asked' ? 'secondary' : 'primary'}>
          Check what would change
        </Button>
      </Form>
    </>
  );
}

type Parts<Shown> = Omit<ImportFormProps<Shown>, 'title' | 'heading' | 'councilName'>;

function About({ council, about = {} }: Pick<Parts<never>, 'council' | 'about'>) {
  return (
    <>
      <input type="hidden" name="council" value={council} />
      {Object.entries(about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function HiddenValues({ name, values }: { name: 'answers' | 'asked'; values: readonly string[] }) {
  return values.map((value) => <input key={value} type="hidden" name={name} value={value} />);
}

type Asked = Extract<ImportShown<never>, { status: 'asked' }>;

/** Asks about what has two possible meanings. Nothing is imported until each has an answer. */
function QuestionsForm<Shown>({ asked, action, ...parts }: Parts<Shown> & { asked: Asked }) {
  return (
    <Section heading="Questions about your file">
      <p className="max-w-text">
        Some cells could mean two things. Choose one meaning for each before anything is imported. If no
        answer is right, correct the row below and check it again.
      </p>
      <Notes notes={asked.notes} />
      <Form state={asked} action={action} className="mt-6 max-w-text space-y-8">
        <About {...parts} />
        <input type="hidden" name="text" value={asked.text} />
        <input type="hidden" name="shown" value={asked.shown} />
        <HiddenValues name="answers" values={asked.answers} />
        <HiddenValues name="asked" values={asked.questions.map(({ id }) => id)} />
        {asked.questions.map(({ field, text, options }) => (
          <Radios
            key={text}
            name={field}
            label={text}
            options={options}
            error={errorFor(asked.unanswered, field)}
          />
        ))}
        {asked.more > 0 && <p>{formatCount(asked.more, 'more question')} after these.</p>}
        <Button>Continue</Button>
      </Form>
    </Section>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <InsetText>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </InsetText>
  );
}

type Tried<Shown> = Extract<ImportShown<Shown>, { status: 'tried' }>;

function ConfirmForm<Shown>({ tried, words, action, ...parts }: Parts<Shown> & { tried: Tried<Shown> }) {
  const { added, changed, unchanged, removed } = tried.counts;
  const count = added + changed + removed;
  const { noun } = words;
  const counted = Object.entries({ added, changed, removed, unchanged })
    .filter(([, many]) => many > 0)
    .map(([what, many]) => `${formatCount(many, noun)} ${what}`);
  return (
    <Section heading={count === 0 ? 'Nothing would change' : 'What would change'}>
      {tried.isNew && (
        <p role="alert" className="mb-4 max-w-text font-bold">
          Nothing was imported because {words.changedSince}. Check the changes again.
        </p>
      )}
      <p className="max-w-text">{counted.join(', ')}.</p>
      <Notes notes={tried.notes} />
      {count > 0 && (
        <>
          <div className="mt-6">
            <Table
              caption={
                tried.rows.length < count ? `The first ${tried.rows.length} of ${count}` : `Each ${noun}`
              }
              wide
              stacked
              columns={words.columns}
              rows={tried.rows.map(words.row)}
            />
          </div>
          <Form state={tried} action={action} className="mt-6">
            <About {...parts} />
            <input type="hidden" name="text" value={tried.text} />
            <input type="hidden" name="fingerprint" value={tried.fingerprint} />
            <HiddenValues name="answers" values={tried.answers} />
            <Button>Import {formatCount(count, noun)}</Button>
          </Form>
        </>
      )}
    </Section>
  );
}
