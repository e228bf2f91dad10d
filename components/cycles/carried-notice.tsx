'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { type ConfirmState, confirmCarriedAction } from '#lib/record/assessments/actions.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type CarriedNoticeProps = {
  council: string;
  statement: StatementId;
  assessment: string;
  /** The version on the page, and the only one that the button confirms. */
  version: number;
  /** The name of the previous cycle. */
  from: string;
  /** What is from it, as sentences. */
  copied: string;
  mayConfirm: boolean;
};

/** On a statement carried forward: an explanation, and the button to confirm it. */
export function CarriedNotice({
  council,
  statement,
  assessment,
  version,
  from,
  copied,
  mayConfirm,
}: CarriedNoticeProps) {
  const [state, action] = useFormAction<ConfirmState>(confirmCarriedAction);
  return (
    <InsetText>
      <p className="font-bold">
        Carried forward from “<bdi>{from}</bdi>”, not confirmed
      </p>
      {mayConfirm ? (
        <>
          <p className="mt-1 mb-4">{copied} Update and save them, or confirm that they are still accurate.</p>
          <Form state={state} action={action} className="print:hidden">
            <input type="hidden" name="council" value={council} />
            <input type="hidden" name="statement" value={statement} />
            <input type="hidden" name="assessment" value={assessment} />
            <input type="hidden" name="version" value={version} />
            {state.status === 'refused' && (
              <p role="alert" className="mb-2 max-w-text font-bold text-danger">
                {state.errors[0]?.message}
              </p>
            )}
            <Button kind="secondary">Still accurate</Button>
          </Form>
        </>
      ) : (
        <p className="mt-1">{copied}</p>
      )}
    </InsetText>
  );
}
