'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { ImportForm, LIST_SOURCES } from '#components/imports/import-form.tsx';
import { type ImportSessionsState, importSessionsAction } from '#lib/exchange/imports/actions.ts';

type SessionsImportFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  title: string;
  heading: ReactNode;
};

/** Imports sessions of a visit from a file. Shows the changes first, then makes all of them or none. */
export function SessionsImportForm({ inspection, ...props }: SessionsImportFormProps) {
  const [state, action] = useFormAction<ImportSessionsState>(importSessionsAction);
  return (
    <ImportForm
      {...props}
      state={state}
      action={action}
      about={{ inspection }}
      words={{
        noun: 'session',
        ...LIST_SOURCES,
        changedSince: 'sessions have changed since you checked',
        columns: [
          { header: 'Session' },
          { header: 'Change' },
          { header: 'After import' },
          { header: 'Line', numeric: true },
        ],
        row: ({ line, change, title, what }) => ({
          key: String(line),
          cells: [title, change === 'added' ? 'Added' : 'Changed', what, line],
        }),
      }}
    />
  );
}
