'use client';

import type { ReactNode } from 'react';
import { Marked } from '#components/activity/marked.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { ImportForm } from '#components/imports/import-form.tsx';
import { type ImportReturnState, importReturnAction } from '#lib/exchange/imports/actions.ts';
import { formatCount } from '#lib/kernel/format.ts';

type ReturnImportFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  title: string;
  heading: ReactNode;
};

const CHANGES = {
  added: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  removed: 'No longer asked for',
} as const;

/** Imports a version of a list: a spreadsheet, a CSV file or pasted text. Shows the changes first. */
export function ReturnImportForm({ inspection, list, ...props }: ReturnImportFormProps) {
  const [state, action] = useFormAction<ImportReturnState>(importReturnAction);
  return (
    <ImportForm
      {...props}
      about={{ inspection, list }}
      state={state}
      action={action}
      words={{
        noun: 'item',
        file: { label: 'Spreadsheet or CSV file', accept: '.xlsx,.ods,.csv,.txt,.tsv,text/csv' },
        rows: {
          label: 'Or paste the list',
          hint: 'Text from a letter, with each number at the start of a line, or rows with a line of column names. What a file holds appears here, so that you can correct it.',
        },
        changedSince: 'the list has changed since you checked',
        columns: [
          { header: 'Number' },
          { header: 'What is asked' },
          { header: 'Change' },
          { header: 'Line', numeric: true },
        ],
        row: ({ line, change, number, heading, asked, words, what, answers }) => ({
          key: `${change} ${line} ${number} ${asked.slice(0, 40)}`,
          cells: [
            number || '–',
            <div key="asked" className="max-w-text wrap-anywhere">
              {heading !== '' && <p className="text-ink-soft">{heading}</p>}
              {words ? <Marked passages={words} /> : <p className="whitespace-pre-line">{asked}</p>}
            </div>,
            <div key="change">
              <p>{CHANGES[change]}</p>
              {what.map((one) => (
                <p key={one} className="text-ink-soft">
                  {one}
                </p>
              ))}
              {change === 'removed' && answers > 0 && (
                <p className="text-ink-soft">{formatCount(answers, 'answer')} stays with it</p>
              )}
            </div>,
            line > 0 ? line : '',
          ],
        }),
      }}
    />
  );
}
