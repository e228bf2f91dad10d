'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { FileInput } from '#components/ui/file-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { type ImportResultsState, importResultsAction } from '#lib/exchange/imports/actions.ts';
import type { PlannedRow } from '#lib/exchange/imports/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import type { ColumnHelp } from '#lib/record/results/import-columns.ts';

type ImportFormProps = {
  council: string;
  councilName: string;
  columns: readonly ColumnHelp[];
};

const TITLE = 'Add or correct published results';

/** Selects a file, shows its changes and asks for confirmation. Nothing changes before that. */
export function ResultsImportForm({ council, councilName, columns }: ImportFormProps) {
  const [state, action] = useFormAction<ImportResultsState>(importResultsAction);
  if (state.status === 'tried') {
    return (
      <>
        <PageTitle within={councilName}>Check what the file changes</PageTitle>
        <Checked council={council} state={state} action={action} />
      </>
    );
  }
  const problems = state.status === 'unreadable' ? state.problems : [];
  const errors =
    state.status === 'unreadable'
      ? [
          {
            field: 'file' as const,
            message: `Nothing was imported because the file has ${formatCount(problems.length, 'problem')}. Correct the file, then select it again`,
          },
        ]
      : state.status === 'refused'
        ? state.errors
        : [];
  return (
    <>
      <PageTitle within={councilName} error={errors.length > 0}>
        {TITLE}
      </PageTitle>
      <ErrorSummary errors={errors} submission={state} />
      <PageHeading lead="Results that you add or correct change your council’s view only. Check what your file would change before you import it.">
        {TITLE}
      </PageHeading>
      {problems.length > 0 && (
        <div className="mb-8">
          <Table
            caption="Problems in the file"
            columns={[{ header: 'Line', numeric: true }, { header: 'Column' }, { header: 'Problem' }]}
            rows={problems.map(({ line, column, message }, index) => ({
              key: `${index}`,
              cells: [line ?? 'All', column ?? 'All', message],
            }))}
          />
        </div>
      )}
      <Form state={state} action={action} className="max-w-text space-y-8">
        <input type="hidden" name="council" value={council} />
        <FileInput
          name="file"
          label="CSV file"
          hint="Start with a line of column names, then one row for each result."
          accept=".csv,text/csv"
          error={errorFor(errors, 'file')}
        />
        <Button>Check this file</Button>
      </Form>
      <div className="mt-12">
        <Table
          caption="Columns of the file, in any order"
          columns={[{ header: 'Column' }, { header: 'Contents' }]}
          rows={columns.map(({ name, holds, isRequired }) => ({
            key: name,
            cells: [name, `${holds}${isRequired ? '' : ' (optional)'}`],
          }))}
        />
        <p className="mt-4 max-w-text">
          Leave out an optional column to keep existing data. A blank cell deletes it.
        </p>
      </div>
    </>
  );
}

type CheckedProps = {
  council: string;
  state: Extract<ImportResultsState, { status: 'tried' }>;
  action: (form: FormData) => void;
};

const CHANGES: Record<PlannedRow['change'], string> = {
  added: 'Added',
  changed: 'Changed',
  unchanged: 'Unchanged',
  removed: 'Removed',
};

function Checked({ council, state, action }: CheckedProps) {
  const { rows, counts, notes, text, fingerprint, isNew } = state;
  const changed = counts.added + counts.changed;
  return (
    <>
      <PageHeading
        lead={
          changed === 0
            ? 'Your council already has every row in this file.'
            : `${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged. Nothing has been imported yet.`
        }
      >
        Check what the file changes
      </PageHeading>
      {isNew && (
        <WarningText>
          Nothing was imported because someone changed the results after you checked this file. Check the
          changes again.
        </WarningText>
      )}
      {notes.length > 0 && (
        <ul className="mb-6 max-w-text space-y-1">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="mb-8">
        <Table
          caption="Rows of the file"
          captionHidden
          wide
          stacked
          columns={[
            { header: 'Council' },
            { header: 'Line', numeric: true },
            { header: 'Change' },
            { header: 'Now' },
            { header: 'After import' },
          ]}
          rows={rows.map(({ line, name, change, before, after }) => ({
            key: `${line}`,
            cells: [
              name,
              line,
              CHANGES[change],
              before ?? 'None',
              change === 'unchanged' ? 'No change' : after,
            ],
          }))}
        />
      </div>
      <ButtonGroup>
        {changed > 0 && (
          <Form state={state} action={action}>
            <input type="hidden" name="council" value={council} />
            <input type="hidden" name="text" value={text} />
            <input type="hidden" name="fingerprint" value={fingerprint} />
            <Button>{`Add or correct ${formatCount(changed, 'result')}`}</Button>
          </Form>
        )}
        <Link href={routes.importResults(council)}>Select another file</Link>
        <Link href={routes.results(council)}>Cancel</Link>
      </ButtonGroup>
    </>
  );
}
