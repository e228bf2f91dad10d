'use client';

import type { ReactNode } from 'react';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { ImportForm, LIST_SOURCES } from '#components/imports/import-form.tsx';
import { type ImportActionsState, importActionsAction } from '#lib/exchange/imports/actions.ts';

type ActionsImportFormProps = {
  council: string;
  councilName: string;
  title: string;
  heading: ReactNode;
};

/** Imports actions from a file. Shows the changes first, then makes all of them or none. */
export function ActionsImportForm(props: ActionsImportFormProps) {
  const [state, action] = useFormAction<ImportActionsState>(importActionsAction);
  return (
    <ImportForm
      {...props}
      state={state}
      action={action}
      words={{
        noun: 'action',
        ...LIST_SOURCES,
        changedSince: 'actions have changed since you checked',
        columns: [
          { header: 'Action' },
          { header: 'Change' },
          { header: 'What changes' },
          { header: 'Line', numeric: true },
        ],
        row: ({ line, change, title, differences }) => ({
          key: String(line),
          cells: [
            title,
            change === 'added' ? 'Added' : 'Changed',
            <span key="what" className="whitespace-pre-line wrap-anywhere">
              {differences.join('\n')}
            </span>,
            line,
          ],
        }),
      }}
    />
  );
}
