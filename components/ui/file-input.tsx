import { Field, type FieldTexts } from './field.tsx';

type FileInputProps = FieldTexts & {
  name: string;
  id?: string | undefined;
  /** Comma-separated extensions or types. Only a convenience: the server checks files. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
};

export function FileInput({ name, id = name, accept, multiple = false, ...texts }: FileInputProps) {
  return (
    <Field id={id} {...texts}>
      {(control) => (
        <input
          {...control}
          name={name}
          type="file"
          accept={accept}
          multiple={multiple}
          className={`block w-full max-w-text cursor-pointer border-2 border-dashed bg-field p-3 text-16 file:mr-4 file:min-h-10 file:cursor-pointer file:border-2 file:border-solid file:border-ink file:bg-paper file:px-4 file:font-semibold ${texts.error ? 'border-danger' : 'border-rule-strong'}`}
        />
      )}
    </Field>
  );
}
