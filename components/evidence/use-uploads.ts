import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { sendForm } from './send-file.ts';
import type { SameFile, UploadError, UploadValues } from './upload-answers.ts';

type UploadState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'sending'; readonly percent: number }
  | { readonly phase: 'added'; readonly reference: string }
  /** Already in the council's list. */
  | { readonly phase: 'same'; readonly same: SameFile }
  | { readonly phase: 'refused'; readonly message: string };

export type UploadRow = UploadState & { readonly id: string; readonly file: File };

/** Composed on the server, so that the script is small. `files` and `title`: hints. */
export type UploadTexts = Readonly<Record<'files' | 'title' | 'tooMany' | 'tooLarge' | 'failed', string>>;

type UploadsOptions = {
  url: string;
  mostFiles: number;
  maxBytes: number;
  texts: UploadTexts;
  /** The errors when the page was rendered. */
  errors: readonly UploadError[];
  /** Files already in the council's list when the page was rendered, and the answers about them. */
  same: readonly SameFile[];
  values: UploadValues;
  /** All files are added. Null: the page that says so is not known. */
  onDone: (to: string | null) => void;
  /** The assessment of the page has been closed. */
  onClosed: () => void;
};

export type Uploads = {
  readonly rows: readonly UploadRow[];
  readonly errors: readonly (UploadError & { readonly row?: string })[];
  /** Files already in the council's list, with the answers about them. */
  readonly same: readonly SameFile[];
  readonly values: UploadValues;
  readonly busy: boolean;
  /** For screen readers. */
  readonly announcement: string;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
  readonly remove: (id: string) => void;
};

/**
 * Sends the files of an upload form one by one, each with all the answers, and keeps what became of each. Without
 * script none of this runs and the browser sends the form itself, to the same address.
 */
export function useUploads({
  url,
  mostFiles,
  maxBytes,
  texts,
  errors,
  same,
  values,
  onDone,
  onClosed,
}: UploadsOptions): Uploads {
  const form = useRef<HTMLFormElement>(null);
  const [rows, setRows] = useState<readonly UploadRow[]>([]);
  const [shown, setShown] = useState<Uploads['errors']>(errors);
  const [sent, setSent] = useState({ same, values });
  const [announcement, setAnnouncement] = useState('');
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const target = form.current;
    const input = fileInputOf(target);
    if (!target || !input) return;
    const add = (files: Iterable<File>) =>
      setRows((before) => {
        const known = new Set(before.filter(isUnsent).map(({ id }) => id));
        const fresh = Array.from(files, (file) => ({ id: idOf(file), file, phase: 'waiting' as const }));
        return [...before, ...fresh.filter(({ id }) => !known.has(id) && known.add(id))];
      });
    const onChange = () => add(input.files ?? []);
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      add(event.dataTransfer.files);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    // Chosen before this script arrived.
    onChange();
    input.addEventListener('change', onChange);
    target.addEventListener('dragover', onDragOver);
    target.addEventListener('drop', onDrop);
    return () => {
      input.removeEventListener('change', onChange);
      target.removeEventListener('dragover', onDragOver);
      target.removeEventListener('drop', onDrop);
    };
  }, []);

  // The browser's own control says what the list below it says.
  useEffect(() => {
    const input = fileInputOf(form.current);
    if (!input) return;
    const list = new DataTransfer();
    for (const row of rows) if (isUnsent(row)) list.items.add(row.file);
    input.files = list.files;
  }, [rows]);

  useEffect(() => {
    if (!busy) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [busy]);

  const change = (id: string, state: UploadState) =>
    setRows((before) =>
      before.map((row) => (row.id === id && !isSent(row) ? { id, file: row.file, ...state } : row)),
    );

  const send = async (target: HTMLFormElement): Promise<void> => {
    const answers = new FormData(target);
    answers.delete('file');
    const waiting = rows.filter(isUnsent);
    if (waiting.length > mostFiles) return setShown([{ field: 'file', message: texts.tooMany }]);
    // The answers go ahead alone: nobody should wait for 100 MB to learn that a category is missing.
    if (waiting.length > 0) answers.set('check', 'answers');
    answers.set('bytes', String(waiting.reduce((sum, { file }) => sum + file.size, 0)));
    const check = await sendForm(url, answers, () => {});
    if (!check) return setShown([{ field: '', message: texts.failed }]);
    if ('errors' in check) {
      if (check.closed) onClosed();
      return setShown(check.errors);
    }
    answers.delete('check');
    answers.delete('bytes');
    setShown([]);

    const found = rows.flatMap((row) => (row.phase === 'same' ? [row.same] : []));
    const refused: Uploads['errors'][number][] = [];
    for (const [index, { id, file }] of waiting.entries()) {
      change(id, { phase: 'sending', percent: 0 });
      setAnnouncement(`Uploading ${file.name}, file ${index + 1} of ${waiting.length}`);
      const data = new FormData();
      for (const [name, value] of answers) data.append(name, value);
      data.append('file', file);
      const answer =
        file.size > maxBytes
          ? { errors: [{ field: 'file' as const, message: texts.tooLarge }] }
          : await sendForm(url, data, (percent) => change(id, { phase: 'sending', percent }));
      if (answer && 'reference' in answer) {
        change(id, { phase: 'added', reference: answer.reference });
        setAnnouncement(`${file.name} added as ${answer.reference}`);
      } else if (answer && 'same' in answer) {
        found.push(answer.same);
        change(id, { phase: 'same', same: answer.same });
        setAnnouncement(`${file.name} is the same file as ${answer.same.reference}`);
      } else {
        const problem = (answer && 'errors' in answer && answer.errors[0]?.message) || texts.failed;
        const message = waiting.length > 1 ? problem.replace(/^The selected file/, file.name) : problem;
        refused.push({ field: 'file', message, row: id });
        change(id, { phase: 'refused', message });
      }
    }
    const typed = (name: 'shows' | 'location') => String(answers.get(name) ?? '');
    setSent({ same: found, values: { ...values, shows: typed('shows'), location: typed('location') } });
    if (refused.length > 0) setShown(refused);
    else if (found.length === 0) {
      answers.set('check', 'done');
      const done = await sendForm(url, answers, () => {});
      onDone(done && 'to' in done ? done.to : null);
    }
  };

  return {
    rows,
    errors: shown,
    ...sent,
    busy,
    announcement,
    form,
    submit(event) {
      event.preventDefault();
      if (busy) return;
      setBusy(true);
      void send(event.currentTarget).finally(() => setBusy(false));
    },
    remove(id) {
      setRows((before) => before.filter((row) => row.id !== id || !isUnsent(row)));
      setShown([]);
      fileInputOf(form.current)?.focus();
    },
  };
}

function isUnsent({ phase }: UploadRow): boolean {
  return phase === 'waiting' || phase === 'refused';
}

function isSent({ phase }: UploadRow): boolean {
  return phase === 'added' || phase === 'same';
}

/** The same file chosen twice is one row. */
function idOf({ name, size, lastModified }: File): string {
  return `${name} ${size} ${lastModified}`;
}

function fileInputOf(form: HTMLFormElement | null): HTMLInputElement | null {
  const control = form?.elements.namedItem('file');
  return control instanceof HTMLInputElement ? control : null;
}
