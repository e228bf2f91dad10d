import { LinkButton } from '#components/ui/button.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { formatBytes } from '#lib/kernel/format.ts';
import type { UploadRow } from './use-uploads.ts';

type UploadRowsProps = { rows: readonly UploadRow[]; onRemove: (id: string) => void };

/** Each file with its progress: waiting, a percentage, then a tick or an error. */
export function UploadRows({ rows, onRemove }: UploadRowsProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="upload-rows">
      <h2 id="upload-rows" className="heading-3">
        Selected files
      </h2>
      <ul className="mt-2 border-t border-rule">
        {rows.map((row, index) => (
          <li
            key={`${row.id} ${row.phase === 'added' ? row.reference : ''}`}
            id={rowId(index)}
            tabIndex={-1}
            className={`border-b border-rule py-3 wrap-anywhere ${row.phase === 'refused' ? 'border-l-4 border-l-danger pl-4' : ''}`}
          >
            {row.phase === 'sending' ? (
              <ProgressBar
                id={`${rowId(index)}-progress`}
                label={row.file.name}
                value={row.percent}
                max={100}
                text={row.percent < 100 ? `${row.percent}%` : 'Checking the file'}
              />
            ) : (
              <div className="flex flex-wrap justify-between gap-x-6 gap-y-1">
                <p className="min-w-0">
                  <bdi>{row.file.name}</bdi>{' '}
                  <span className="text-16 text-ink-soft">{formatBytes(row.file.size)}</span>
                </p>
                {row.phase === 'added' ? (
                  <p className="font-semibold text-success">
                    <svg viewBox="0 0 20 20" aria-hidden="true" className="mr-2 inline size-5">
                      <path d="M3 10.5 L8 15.5 L17 5" fill="none" stroke="currentColor" strokeWidth="3" />
                    </svg>
                    Added as {row.reference}
                  </p>
                ) : row.phase === 'same' ? (
                  <p className="font-semibold">Same file as {row.same.reference}</p>
                ) : (
                  <LinkButton type="button" onClick={() => onRemove(row.id)}>
                    Remove
                    <span className="sr-only">
                      {' '}
                      <bdi>{row.file.name}</bdi>
                    </span>
                  </LinkButton>
                )}
              </div>
            )}
            {row.phase === 'refused' && (
              <p className="mt-1 font-bold text-danger">
                <span className="sr-only">Error: </span>
                {row.message}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The id that an error about this row links to. */
export function rowId(index: number): string {
  return `file-${index + 1}`;
}
