'use client';

import type { ReactNode } from 'react';
import { type Categories, MARKING_HINTS } from '#components/evidence/details-fields.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { DETAIL_NAMES, MARKINGS } from '#lib/record/evidence/rules.ts';
import { answerUploadsAction } from '#lib/record/uploads/actions.ts';
import { Selection } from './selection.tsx';
import { type AnsweredUpload, UploadsTable } from './uploads-table.tsx';

type AnswersFormProps = {
  council: string;
  /** Id of the open assessment. */
  assessment: string | undefined;
  /** The statement from which the person came. */
  from: string | undefined;
  uploads: readonly AnsweredUpload[];
  categories: Categories;
  /** Empty while no assessment can be changed. */
  statements: readonly { readonly value: string; readonly label: string }[];
  title: string;
  councilName: string;
  heading: ReactNode;
};

/** The questions about many files: answered for those selected, as often as they differ. */
export function AnswersForm(props: AnswersFormProps) {
  const { council, assessment, from, uploads, statements } = props;
  const { sent, errors, typed } = usePageForm(answerUploadsAction);
  const answered = uploads.filter(({ answers }) => answers !== null).length;
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, assessment: assessment ?? '', from: from ?? '' }}
      className="space-y-8"
    >
      <Selection />
      <UploadsTable
        key={answered}
        uploads={uploads}
        typed={typed}
        error={errorFor(errors, 'upload') ?? errorFor(errors, 'title')}
      />
      <section aria-labelledby="questions" className="space-y-6">
        <h2 id="questions" className="heading-2">
          About the selected files
        </h2>
        <div className="grid grid-cols-1 gap-x-16 gap-y-6 lg:grid-cols-2">
          <div className="space-y-6">
            <Select
              name="category"
              label={DETAIL_NAMES.category}
              placeholder="Choose a category"
              options={props.categories}
              defaultValue={typed?.category}
              error={errorFor(errors, 'category')}
            />
            <Radios
              name="marking"
              label={DETAIL_NAMES.marking}
              options={MARKINGS.map((value) => ({ value, label: value, hint: MARKING_HINTS[value] }))}
              defaultValue={typed?.marking ?? 'OFFICIAL'}
              error={errorFor(errors, 'marking')}
            />
            <Radios
              name="containsPersonalData"
              label="Do they contain personal data?"
              hint="A name, address, case number or face, for example. First redact what assessors do not need."
              inline
              options={[
                { value: 'yes', label: 'Yes' },
                { value: 'no', label: 'No' },
              ]}
              defaultValue={typed?.containsPersonalData}
              error={errorFor(errors, 'containsPersonalData')}
            />
            <DateInput
              name="datedOn"
              label={DETAIL_NAMES.datedOn}
              optional
              hint="The end of the period they cover. For example, 31 3 2026"
              defaultValue={dateParts(typed?.datedOn ?? '')}
              error={errorFor(errors, 'datedOn')}
            />
            <TextInput
              name="owner"
              label={DETAIL_NAMES.owner}
              optional
              hint="The person or team to ask about them"
              defaultValue={typed?.owner}
              error={errorFor(errors, 'owner')}
            />
          </div>
          {statements.length > 0 && (
            <Checkboxes
              name="statement"
              label="Statements that they support"
              optional
              hint="You can explain what each file shows later, on the statement."
              options={statements}
              defaultValues={typed?.statement?.split(',') ?? (from ? [from] : [])}
              error={errorFor(errors, 'statement')}
            />
          )}
        </div>
      </section>
      <ButtonGroup>
        <Button name="next" value="add">
          Add to the evidence list
        </Button>
        <Button name="next" value="keep" kind="secondary">
          Save answers for selected files
        </Button>
      </ButtonGroup>
    </PageForm>
  );
}
