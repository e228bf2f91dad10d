'use client';

import type { ReactNode } from 'react';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { answerItemAction } from '#lib/record/returns/actions.ts';
import { ANSWER_NAMES, type AnswerKind, RETURN_LIMITS } from '#lib/record/returns/rules.ts';

type Choice = { readonly value: string; readonly label: string };

type AnswerFormProps = {
  council: string;
  councilName: string;
  inspection: number;
  list: number;
  item: number;
  /** The kind of answer that is added. */
  kind: AnswerKind;
  /** Evidence to choose from. */
  offered: readonly { readonly reference: string; readonly title: string }[];
  /** The other items of the list, for a reference to one. */
  items: readonly Choice[];
  measures: readonly Choice[];
  /** Whether the item can still be marked as ready. */
  canBeReady: boolean;
  title: string;
  /** The item as it is saved now, and the kinds of answer. */
  heading: ReactNode;
};

/** Adds to the answer of an item: several pieces of evidence, or one answer of another kind. */
export function AnswerForm(props: AnswerFormProps) {
  const { council, inspection, list, item, kind } = props;
  const { sent, errors, typed } = usePageForm(answerItemAction);
  return (
    <PageForm
      {...sent}
      title={props.title}
      within={props.councilName}
      heading={props.heading}
      hidden={{ council, inspection, list, item, answerKind: kind }}
      className="max-w-text space-y-6"
    >
      {kind === 'evidence' && (
        <>
          {props.offered.length > 0 && (
            <Checkboxes
              name="evidence"
              label="Evidence to add"
              options={props.offered.map(({ reference, title }) => ({
                value: reference,
                label: (
                  <>
                    <b>{reference}</b> <bdi>{title}</bdi>
                  </>
                ),
              }))}
              defaultValues={typed?.evidence?.split(',')}
              error={errorFor(errors, 'evidence')}
            />
          )}
          <Textarea
            name="references"
            label={props.offered.length > 0 ? 'Or type references' : ANSWER_NAMES.references}
            hint="One on each line, with a page or section if you like: E12, page 4"
            rows={3}
            optional={props.offered.length > 0}
            defaultValue={typed?.references}
            error={errorFor(errors, 'references')}
          />
        </>
      )}
      {kind === 'see' && (
        <>
          <Select
            name="see"
            label={ANSWER_NAMES.see}
            placeholder="Select an item"
            options={props.items}
            defaultValue={typed?.see}
            error={errorFor(errors, 'see')}
          />
          <TextInput
            name="place"
            label="Section or page"
            hint="For example, “section 3”"
            optional
            defaultValue={typed?.place}
            error={errorFor(errors, 'place')}
          />
        </>
      )}
      {kind === 'link' && (
        <TextInput
          name="url"
          type="url"
          label={ANSWER_NAMES.url}
          hint="A page that everybody can open, starting with https://"
          spellCheck={false}
          defaultValue={typed?.url}
          error={errorFor(errors, 'url')}
        />
      )}
      {kind === 'table' && (
        <Select
          name="measure"
          label={ANSWER_NAMES.measure}
          hint="Its figures go with the return as a table"
          placeholder="Select a measure"
          options={props.measures}
          defaultValue={typed?.measure}
          error={errorFor(errors, 'measure')}
        />
      )}
      {kind === 'follows' && (
        <DateInput
          name="followsOn"
          label={ANSWER_NAMES.followsOn}
          hint="For example, 11 1 2027"
          defaultValue={dateParts(typed?.followsOn ?? '')}
          error={errorFor(errors, 'followsOn')}
        />
      )}
      {(kind === 'not_held' || kind === 'follows') && (
        <Textarea
          name="reason"
          label={kind === 'not_held' ? 'Why it is not held' : ANSWER_NAMES.reason}
          rows={3}
          optional={kind === 'follows'}
          maxLength={RETURN_LIMITS.reason}
          defaultValue={typed?.reason}
          error={errorFor(errors, 'reason')}
        />
      )}
      {props.canBeReady && (
        <Checkboxes
          name="ready"
          label="When this is saved"
          optional
          options={[{ value: 'yes', label: 'The item is ready for sign-off' }]}
          defaultValues={typed?.ready?.split(',')}
        />
      )}
      <ButtonGroup>
        <Button name="then" value="next">
          Save and next item
        </Button>
        <Button kind="secondary" name="then" value="stay">
          Save
        </Button>
      </ButtonGroup>
    </PageForm>
  );
}
