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
  /** The number of the import's event. */
  seq: number;
  of: ImportUndo['of'];
  /** Set if the import cannot be undone. */
  unavailable: boolean;
  /** The heading, and the effect of undoing or the reason against it. */
  children: ReactNode;
};

/** The page that undoes an import. */
export function UndoImportForm(props: UndoImportFormProps) {
  const { council, seq, unavailable } = props;
  const { sent } = usePageForm(ACTIONS[props.of]);
  return (
    <PageForm
      {...sent}
      title={`Undo import: event ${seq}`}
      within={props.councilName}
      heading={props.children}
      hidden={{ council, seq }}
      className="mt-10 print:hidden"
    >
      <ButtonGroup>
        {!unavailable && <Button kind="warning">Undo this import</Button>}
        <Link href={routes.activityEntry(council, seq)}>{unavailable ? 'Back to the import' : 'Cancel'}</Link>
      </ButtonGroup>
    </PageForm>
  );
}
