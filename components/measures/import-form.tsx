'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { ImportForm } from '#components/imports/import-form.tsx';
import { type ImportValuesState, importValuesAction } from '#lib/exchange/imports/actions.ts';

type ImportFormProps = { council: string; councilName: string; title: string; heading: ReactNode };

/** Imports values from a file. Shows the changes first, then makes all of them or none. */
export function MeasuresImportForm(props: ImportFormProps) {
  const [state, action] = useFormAction<ImportValuesState>(importValuesAction);
  return (
    <ImportForm
      {...props}
      state={state}
      action={action}
      words={{
        noun: 'value',
        file: { label: 'CSV file', accept: '.csv,.txt,.tsv,text/csv' },
        rows: {
          label: 'Or paste the rows',
          hint: 'Start with a line of column names. If you select a file, its rows appear here so that you can correct them.',
        },
        changedSince: 'values have changed since you checked',
        columns: [
          { header: 'Measure' },
          { header: 'Period' },
          { header: 'Now' },
          { header: 'After import' },
          { header: 'Line', numeric: true },
        ],
        row: ({ line, measure, period, before, after }) => ({
          key: String(line),
          cells: [measure, period, before ?? 'None', after, line],
        }),
      }}
    />
  );
}
