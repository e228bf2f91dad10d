import { memo, type ReactNode } from 'react';
import { LinkButton } from '#components/ui/button.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { formatBytes } from '#lib/kernel/format.ts';
import { isWrong, type Uploader, type UploadRow } from './upload-row.ts';

type FileRowProps = { row: UploadRow; id: string; uploader: Uploader };

/** One file with its progress, and what can be done about it. */
export const FileRow = memo(function FileRow({ row, id, uploader }: FileRowProps) {
  const { phase } = row;
  return (
    <FileLine name={row.name} folder={row.folder} bytes={row.bytes} isWrong={isWrong(row)}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        {phase === 'sending' && (
          <div className="w-44 max-w-full">
            <ProgressBar id={id} label="Uploaded" value={row.sent} max={row.bytes} text={percentOf(row)} />
          </div>
        )}
        {phase === 'waiting' && <p>Waiting</p>}
        {phase === 'checking' && <p>Checking the file</p>}
        {phase === 'paused' && <p>Paused at {percentOf(row)}</p>}
        {phase === 'offline' && <p className="font-semibold">Not saved yet. Trying again soon</p>}
        {phase === 'ready' && <Saved />}
        {(phase === 'sending' || phase === 'waiting' || phase === 'offline') && (
          <RowButton name={row.name} onClick={() => uploader.pause(row.id)}>
            Pause
          </RowButton>
        )}
        {phase === 'paused' && (
          <RowButton name={row.name} onClick={() => uploader.resume(row.id)}>
            Continue
          </RowButton>
        )}
        {(phase === 'offline' || phase === 'failed') && (
          <RowButton name={row.name} onClick={() => uploader.resume(row.id)}>
            Try again
          </RowButton>
        )}
        <RowButton name={row.name} onClick={() => uploader.remove(row.id)}>
          Remove
        </RowButton>
      </div>
      {isWrong(row) && (
        <p className="mt-1 max-w-text font-bold text-danger">
          <span className="sr-only">Error: </span>
          {row.message}
        </p>
      )}
    </FileLine>
  );
});

type FileLineProps = {
  name: string;
  folder: string;
  bytes: number;
  isWrong?: boolean | undefined;
  children: ReactNode;
};

/** A file in a list: its name, its folder and its size, then what has become of it. */
export function FileLine({ name, folder, bytes, isWrong = false, children }: FileLineProps) {
  return (
    <li
      className={`border-b border-rule py-3 wrap-anywhere ${isWrong ? 'border-l-4 border-l-danger pl-4' : ''}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <p className="min-w-0">
          <bdi className="font-semibold">{name}</bdi>{' '}
          <span className="text-16 text-ink-soft">
            {formatBytes(bytes)}
            {folder && (
              <>
                , in <bdi>{folder}</bdi>
              </>
            )}
          </span>
        </p>
      </div>
      {children}
    </li>
  );
}

export function Saved() {
  return (
    <p className="font-semibold text-success">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="mr-2 inline size-5">
        <path d="M3 10.5 L8 15.5 L17 5" fill="none" stroke="currentColor" strokeWidth="3" />
      </svg>
      Saved
    </p>
  );
}

type RowButtonProps = { name: string; onClick: () => void; children: string };

function RowButton({ name, onClick, children }: RowButtonProps) {
  return (
    <LinkButton type="button" onClick={onClick}>
      {children}
      <span className="sr-only">
        {' '}
        <bdi>{name}</bdi>
      </span>
    </LinkButton>
  );
}

function percentOf({ sent, bytes }: UploadRow): string {
  return `${Math.floor((100 * sent) / Math.max(1, bytes))}%`;
}
