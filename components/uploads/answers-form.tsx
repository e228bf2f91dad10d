'use client';

import type { ReactNode } from 'react';
import { DatedField, NeededFields } from '#components/evidence/details-fields.tsx';
import { MoreFields } from '#components/evidence/more-fields.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
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
  choices: DetailChoices;
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
  const values = typed ?? { marking: 'OFFICIAL' };
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
            <NeededFields
              values={values}
              errors={errors}
              categories={props.choices.categories}
              personalData="Do they contain personal data?"
            />
          </div>
          <div className="space-y-6">
            <DatedField values={values} errors={errors} period="The end of the period they cover." />
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
            <MoreFields values={values} errors={errors} choices={props.choices} />
          </div>
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
