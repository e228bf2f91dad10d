'use client';

import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { type RuleOutState, ruleOutAction } from '#lib/record/personal-data/actions.ts';

type RuleOutFormProps = { council: string; reference: string; version: number };

/** Notes that what was found in this version of the file is no personal data, with one button. */
export function RuleOutForm({ council, reference, version }: RuleOutFormProps) {
  const [state, action] = useFormAction<RuleOutState>(ruleOutAction);
  return (
    <Form state={state} action={action} leavable>
      <ErrorSummary submission={state} errors={state.status === 'refused' ? state.errors : []} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="seen" value={version} />
      <Button kind="secondary">It holds no personal data</Button>
    </Form>
  );
}
