import { DateInput } from '#components/ui/date-input.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';

type LinkFieldsProps = {
  /** An example of who a link is for, and where that is shown. */
  hint: string;
  values: { readonly forWhom?: string; readonly lastDay?: string };
  errors: readonly FieldError<string>[];
  mostDays: number;
};

/** What every link is asked for: who it is for, and its last day. */
export function LinkFields({ hint, values, errors, mostDays }: LinkFieldsProps) {
  return (
    <>
      <TextInput
        name="forWhom"
        label="Who is it for?"
        hint={hint}
        autoComplete="off"
        defaultValue={values.forWhom}
        error={errorFor(errors, 'forWhom')}
      />
      <DateInput
        name="lastDay"
        label="When should the link expire?"
        hint={`Up to ${mostDays} days, including today. The link works until the end of that day.`}
        defaultValue={dateParts(values.lastDay ?? '')}
        error={errorFor(errors, 'lastDay')}
      />
    </>
  );
}
