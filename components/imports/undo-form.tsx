'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { undoResultsAction, undoValuesAction } from '#lib/exchange/imports/actions.ts';
import type { ImportUndo } from '#lib/exchange/imports/queries.ts';
import * as routes from '#lib/kernel/routes.ts';

const ACTIONS = { values: undoValuesAction, results: undoResultsAction } as const;

type UndoImportFormProps = {
  council: string;
  councilName: string;
  title: string;
  /** The number of the import's event. */
  seq: number;
  of: ImportUndo['of'];
  /** Null if the import cannot be undone. */
  button: string | null;
  /** The heading, and the effect of undoing or the reason against it. */
  children: ReactNode;
};

/** The page that undoes an import. */
export function UndoImportForm({
  council,
  councilName,
  title,
  seq,
  of,
  button,
  children,
}: UndoImportFormProps) {
  const { sent } = usePageForm(ACTIONS[of]);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={children}
      hidden={{ council, seq }}
      className="mt-10 print:hidden"
    >
      <ButtonGroup>
        {button && <Button kind="warning">{button}</Button>}
        <Link href={routes.activityEntry(council, seq)}>{button ? 'Cancel' : 'Back to the import'}</Link>
      </ButtonGroup>
    </PageForm>
  );
}
