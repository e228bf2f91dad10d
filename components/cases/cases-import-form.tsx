'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { ImportForm, LIST_SOURCES } from '#components/imports/import-form.tsx';
import { type ImportCasesState, importCasesAction } from '#lib/exchange/imports/actions.ts';

type CasesImportFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  title: string;
  heading: ReactNode;
};

/** Imports cases from a file. Shows the changes first, then makes all of them or none. */
export function CasesImportForm({ inspection, ...props }: CasesImportFormProps) {
  const [state, action] = useFormAction<ImportCasesState>(importCasesAction);
  return (
    <ImportForm
      {...props}
      state={state}
      action={action}
      about={{ inspection }}
      words={{
        noun: 'case',
        ...LIST_SOURCES,
        changedSince: 'cases have changed since you checked',
        columns: [
          { header: 'Reference' },
          { header: 'Change' },
          { header: 'After import' },
          { header: 'Line', numeric: true },
        ],
        row: ({ line, change, reference, what }) => ({
          key: String(line),
          cells: [reference, change === 'added' ? 'Added' : 'Changed', what, line],
        }),
      }}
    />
  );
}
