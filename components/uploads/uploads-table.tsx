import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Table } from '#components/ui/table.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { formatBytes } from '#lib/kernel/format.ts';

export type AnsweredUpload = {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  readonly title: string;
  /** The answers so far, in words. */
  readonly answers: readonly string[] | null;
  /** The item or the file that has the same content, and what can be done in place of adding it again. */
  readonly same: { readonly name: string; readonly use: string } | null;
};

type UploadsTableProps = {
  uploads: readonly AnsweredUpload[];
  /** The refused form. */
  typed: Readonly<Record<string, string | undefined>> | null;
  error: string | undefined;
};

/** Each file with its title and its answers. Those without answers are selected. */
export function UploadsTable({ uploads, typed, error }: UploadsTableProps) {
  const selected = typed?.upload?.split(',');
  return (
    <div id="upload" tabIndex={-1}>
      {error && (
        <p id="title" className="mb-3 font-bold text-danger">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      <Table
        caption="Files"
        captionHidden
        wide
        stacked
        columns={[{ header: 'File' }, { header: 'Title' }, { header: 'Answers' }]}
        rows={uploads.map((upload) => ({
          key: upload.id,
          cells: [
            <UploadChoice
              key="file"
              upload={upload}
              isSelected={selected ? selected.includes(upload.id) : upload.answers === null}
            />,
            <div key="title" className="space-y-3 lg:w-96">
              <TextInput
                id={`title-${upload.id}`}
                name={`title.${upload.id}`}
                label={
                  <span className="sr-only">
                    Title of <bdi>{upload.name}</bdi>
                  </span>
                }
                defaultValue={typed?.[`title.${upload.id}`] ?? upload.title}
              />
              {upload.same && (
                <Radios
                  id={`same-${upload.id}`}
                  name={`same.${upload.id}`}
                  label={`The same file as ${upload.same.name}`}
                  labelSize="small"
                  options={[
                    { value: 'use', label: upload.same.use },
                    { value: 'both', label: 'Keep both' },
                  ]}
                  defaultValue={typed?.[`same.${upload.id}`] ?? 'use'}
                />
              )}
            </div>,
            upload.answers ? (
              <ul key="answers">
                {upload.answers.map((answer) => (
                  <li key={answer}>
                    <bdi>{answer}</bdi>
                  </li>
                ))}
              </ul>
            ) : (
              <span key="answers" className="text-ink-soft">
                None yet
              </span>
            ),
          ],
        }))}
      />
    </div>
  );
}

function UploadChoice({ upload, isSelected }: { upload: AnsweredUpload; isSelected: boolean }) {
  const { id, name, folder, bytes } = upload;
  return (
    <div className="wrap-anywhere">
      <Checkboxes
        id={`upload-${id}`}
        name="upload"
        label={<span className="sr-only">Select</span>}
        options={[{ value: id, label: name, hint: `${formatBytes(bytes)}${folder ? `, in ${folder}` : ''}` }]}
        defaultValues={isSelected ? [id] : []}
      />
    </div>
  );
}
