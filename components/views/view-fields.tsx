import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';

type ViewFieldsProps = {
  name: string | undefined;
  shared: boolean;
  mayShare: boolean;
  errors: readonly FieldError<string>[];
};

/** The name of a view, and whether everybody sees it. */
export function ViewFields({ name, shared, mayShare, errors }: ViewFieldsProps) {
  return (
    <>
      <TextInput
        name="name"
        label="Name of the view"
        hint="For example, carers’ evidence to review"
        defaultValue={name}
        error={errorFor(errors, 'name')}
      />
      {mayShare && (
        <Checkboxes
          name="shared"
          label="Who sees it?"
          options={[{ value: 'yes', label: 'Everybody in your council' }]}
          defaultValues={shared ? ['yes'] : []}
          error={errorFor(errors, 'shared')}
        />
      )}
    </>
  );
}
