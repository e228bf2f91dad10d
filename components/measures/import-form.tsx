'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Table } from '#components/ui/table.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type ImportValuesState, importValuesAction } from '#lib/exchange/imports/actions.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type ImportFormProps = { council: string; councilName: string; title: string; heading: ReactNode };

/** Imports values from a file. Shows the changes first, then makes all of them or none. */
export function MeasuresImportForm({ council, councilName, title, heading }: ImportFormProps) {
  const [state, action] = useFormAction<ImportValuesState>(importValuesAction);
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
      {state.status === 'asked' && <QuestionsForm council={council} asked={state} action={action} />}
      {state.status === 'tried' && <ConfirmForm council={council} tried={state} action={action} />}
      <Form state={state} action={action} className="mt-10 max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
        {shown && <input type="hidden" name="shown" value={shown} />}
        <HiddenValues name="answers" values={answers} />
        <FileInput
          name="file"
          label="CSV file"
          accept=".csv,.txt,.tsv,text/csv"
          error={errorFor(errors, 'file')}
        />
        <Textarea
          key={text}
          name="text"
          label="Or paste the rows"
          hint="Start with a line of column names. If you select a file, its rows appear here so that you can correct them."
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

function HiddenValues({ name, values }: { name: 'answers' | 'asked'; values: readonly string[] }) {
  return values.map((value) => <input key={value} type="hidden" name={name} value={value} />);
}

type QuestionsFormProps = {
  council: string;
  asked: Extract<ImportValuesState, { status: 'asked' }>;
  action: (form: FormData) => void;
};

/** Asks about cells with two possible meanings. Nothing is imported until each has an answer. */
function QuestionsForm({ council, asked, action }: QuestionsFormProps) {
  return (
    <Section heading="Questions about your file">
      <p className="max-w-text">
        Some cells could mean two things. Choose one meaning for each before anything is imported. If no
        answer is right, correct the row below and check it again.
      </p>
      <Notes notes={asked.notes} />
      <Form state={asked} action={action} className="mt-6 max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
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

type ConfirmFormProps = {
  council: string;
  tried: Extract<ImportValuesState, { status: 'tried' }>;
  action: (form: FormData) => void;
};

function ConfirmForm({ council, tried, action }: ConfirmFormProps) {
  const { added, changed, unchanged } = tried.counts;
  const count = added + changed;
  return (
    <Section heading={count === 0 ? 'Nothing would change' : 'What would change'}>
      {tried.isNew && (
        <p role="alert" className="mb-4 max-w-text font-bold">
          Nothing was imported because values have changed since you checked. Check the changes again.
        </p>
      )}
      <p className="max-w-text">
        {formatCount(added, 'value')} added, {formatCount(changed, 'value')} changed,{' '}
        {formatCount(unchanged, 'value')} unchanged.
      </p>
      <Notes notes={tried.notes} />
      {count > 0 && (
        <>
          <div className="mt-6">
            <Table
              caption={
                tried.rows.length < count ? `The first ${tried.rows.length} of ${count}` : 'Each value'
              }
              wide
              stacked
              columns={[
                { header: 'Measure' },
                { header: 'Period' },
                { header: 'Now' },
                { header: 'After import' },
                { header: 'Line', numeric: true },
              ]}
              rows={tried.rows.map(({ line, measure, period, before, after }) => ({
                key: String(line),
                cells: [measure, period, before ?? 'None', after, line],
              }))}
            />
          </div>
          <Form state={tried} action={action} className="mt-6">
            <input type="hidden" name="council" value={council} />
            <input type="hidden" name="text" value={tried.text} />
            <input type="hidden" name="fingerprint" value={tried.fingerprint} />
            <HiddenValues name="answers" values={tried.answers} />
            <Button>Import {formatCount(count, 'value')}</Button>
          </Form>
        </>
      )}
    </Section>
  );
}
