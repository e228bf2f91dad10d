'use client';

import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useFormToken } from '#components/forms/form.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { FilePicker } from '#components/ui/file-picker.tsx';
import { formatBytes, formatCount } from '#lib/kernel/format.ts';
import { type StorageUse, storageLeft, storageState } from '#lib/record/evidence/rules.ts';
import { type EarlierUpload, EarlierUploads } from './earlier-uploads.tsx';
import { FileRow } from './file-row.tsx';
import { loadUploader } from './load-uploader.ts';
import {
  type ChosenFile,
  isBusy,
  isWrong,
  storageWith,
  type Uploader,
  type UploadRow,
} from './upload-row.ts';

type AddFilesProps = {
  /** Where the files are sent, and the page with the questions about them. */
  url: string;
  answersHref: string;
  accept: string;
  maxUploadMb: number;
  mostFiles: number;
  council: string;
  /** The statement from which the person came. */
  from: string | undefined;
  /** The uploads of earlier pages. */
  earlier: readonly EarlierUpload[];
  /** In bytes. `used` counts the uploads of earlier pages. */
  storage: StorageUse;
};

type Script = Omit<Awaited<ReturnType<typeof loadUploader>>, 'makeUploader'> & { uploader: Uploader };

const LOST = 'Not saved yet, because there is no connection. Keep this page open. It tries again by itself.';

/** Sends files as soon as they are chosen, each by itself. Needs script. */
export function AddFiles(props: AddFilesProps) {
  const { url, answersHref, mostFiles, maxUploadMb, storage } = props;
  const token = useFormToken();
  const [rows, setRows] = useState<readonly UploadRow[]>([]);
  const [continued, setContinued] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState('');
  const script = useRef<Promise<Script> | null>(null);
  /** Files are chosen, and the script that sends them does not arrive. */
  const [isLost, setIsLost] = useState(false);
  const [loaded, setLoaded] = useState<Uploader | null>(null);
  const count = useRef(0);
  count.current = rows.filter(({ phase }) => phase !== 'refused').length;
  const busy = rows.filter(isBusy).length;

  useEffect(() => {
    if (busy === 0 && !isLost) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [busy, isLost]);

  const load = async () => {
    const { makeUploader, ...files } = await loadUploader(() => setIsLost(true));
    setIsLost(false);
    const made = makeUploader({
      url,
      token,
      maxUploadMb,
      maxBytes: maxUploadMb * 1024 ** 2,
      storage,
      unfinished: props.earlier.filter(({ state }) => state === 'receiving'),
      onChange: setRows,
      onContinue: (upload) => setContinued((before) => [...before, upload]),
    });
    setLoaded(made);
    return { ...files, uploader: made };
  };
  const add = async (choose: (script: Script) => readonly ChosenFile[] | Promise<readonly ChosenFile[]>) => {
    setProblem('');
    script.current ??= load();
    const loading = await script.current;
    try {
      const files = await choose(loading);
      if (count.current + files.length > mostFiles)
        setProblem(`You can add up to ${formatCount(mostFiles, 'file')} at a time. Select fewer files`);
      else loading.uploader.add(files);
    } catch {
      setProblem('The files could not be read. Choose them again');
    }
  };
  const onDrop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    // Both can be read in the event only.
    const entries = [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
    const files = [...event.dataTransfer.files];
    // Some programs drop files that are in no folder.
    void add(({ droppedFiles, folderFiles }) =>
      entries.length > 0 ? droppedFiles(entries) : folderFiles(files),
    );
  };
  const choose = (files: readonly File[]) => void add(({ folderFiles }) => folderFiles(files));

  // In two lists, so that only the row that moves can lose the focus.
  const fileRow = (row: UploadRow) =>
    loaded && <FileRow key={row.id} id={`file-${row.id}`} row={row} uploader={loaded} />;
  const now = storageWith(storage, rows);
  const earlier = props.earlier.filter(({ id }) => !continued.includes(id));
  const ready =
    earlier.filter(({ state }) => state === 'ready').length +
    rows.filter(({ phase }) => phase === 'ready').length;
  return (
    <>
      <section
        aria-label="Choose files"
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onDrop={onDrop}
        className="max-w-text space-y-6 border-2 border-dashed border-rule-strong bg-field p-5 noscript:hidden"
      >
        <FilePicker
          label="Choose files"
          hint={`Or drop files or a folder here. Up to ${mostFiles}, each smaller than ${maxUploadMb}MB. Uploading starts when you choose them. You answer questions about them afterwards. We remove the location from photos and films.`}
          accept={props.accept}
          onFiles={choose}
        />
        <FilePicker label="Choose a folder" folder onFiles={choose} />
        <div className="hidden pointer-coarse:block">
          <FilePicker label="Take a photo" accept="image/jpeg" camera onFiles={choose} />
        </div>
      </section>
      {isLost && <p className="mt-4 font-semibold">{LOST}</p>}
      {problem && (
        <p role="alert" className="mt-4 font-bold text-danger">
          <span className="sr-only">Error: </span>
          {problem}
        </p>
      )}
      <p className="mt-4 text-16 text-ink-soft">
        Your council has {formatBytes(storageLeft(now))} of its {formatBytes(now.limit)} storage left
        {now.used > storage.used && ' after these files'}.
        {storageState(now) !== 'ample' && ' If you need more, ask the people who run this service.'}
      </p>
      {ready > 0 && busy === 0 && (
        <p className="mt-6">
          <ButtonLink href={answersHref}>Answer questions about {formatCount(ready, 'file')}</ButtonLink>
        </p>
      )}
      {loaded && rows.length > 0 && (
        <section aria-labelledby="files" className="mt-8">
          <h2 id="files" className="heading-2">
            Files
          </h2>
          <p className="my-2">{describeRows(rows)}</p>
          <ul aria-label="Could not be uploaded" className="border-t border-rule empty:hidden">
            {rows.filter(isWrong).map(fileRow)}
          </ul>
          <ul className="-mt-px border-t border-rule empty:hidden">
            {rows.filter((row) => !isWrong(row)).map(fileRow)}
          </ul>
        </section>
      )}
      <p role="status" className="sr-only">
        {isLost ? LOST : rows.length > 0 && announcementOf(rows)}
      </p>
      {earlier.length > 0 && <EarlierUploads council={props.council} from={props.from} uploads={earlier} />}
    </>
  );
}

function describeRows(rows: readonly UploadRow[]): string {
  const saved = rows.filter(({ phase }) => phase === 'ready').length;
  const wrong = rows.filter(isWrong).length;
  const waiting = rows.some(({ phase }) => phase === 'offline');
  return [
    `${saved} of ${formatCount(rows.length, 'file')} saved.`,
    ...(wrong > 0 ? [`${wrong} could not be uploaded.`] : []),
    ...(waiting ? ['Some are not saved yet: keep this page open.'] : []),
  ].join(' ');
}

/** Spoken when something changes that people wait for, not for each file. */
function announcementOf(rows: readonly UploadRow[]): string {
  return rows.some(({ phase }) => phase === 'offline')
    ? 'Some files are not saved yet. Keep this page open.'
    : rows.some(isBusy)
      ? `Uploading ${formatCount(rows.length, 'file')}`
      : describeRows(rows);
}
