import { type DetailedError, Upload } from 'tus-js-client';
import { v4 } from 'uuid';
import { noRoom, storageLeft } from '#lib/record/evidence/rules.ts';
import {
  type ChosenFile,
  storageWith,
  type Uploader,
  type UploaderOptions,
  type UploadRow,
} from './upload-row.ts';

// Loaded once files are chosen.

/** Of one person, while a browser has six connections. */
const AT_ONCE = 3;
const LONGEST_PAUSE_MS = 60_000;
const CHECK_MS = 120_000;

const SIGNED_OUT = 'You have been signed out. Sign in again in another tab, then try again here';
const NOT_ALLOWED = 'You no longer have permission to add evidence. Speak to your assurance lead';
const OTHER_PERSON =
  'Someone else has signed in since you opened this page. Open it again, then choose the file again';
const GONE =
  'This file is no longer waiting here: it was added or removed somewhere else, or was not continued for too long. If it is not in the evidence list, remove it here, then choose it again';
const CHANGED = 'The file has been changed or moved since you chose it. Remove it here, then choose it again';
const FAILED = 'The file could not be uploaded. Try again';

type Entry = {
  row: UploadRow;
  readonly file: File;
  upload: Upload | null;
  /** Of the upload, once the server has it. */
  url: string | null;
  readonly key: string;
  tries: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};

export function makeUploader(options: UploaderOptions): Uploader {
  const entries = new Map<string, Entry>();
  const headers = { 'x-form': options.token };
  let drawing = false;

  /** At most once for each frame: progress arrives more often. */
  const draw = () => {
    if (drawing) return;
    drawing = true;
    setTimeout(() => {
      drawing = false;
      options.onChange([...entries.values()].map(({ row }) => row));
    }, 50);
  };
  const set = (entry: Entry, change: Partial<UploadRow>) => {
    entry.row = { ...entry.row, ...change };
    draw();
  };

  const fill = () => {
    const all = [...entries.values()];
    let busy = all.filter(({ row }) => row.phase === 'sending' || row.phase === 'checking').length;
    for (const entry of all) {
      if (busy >= AT_ONCE) return;
      if (entry.row.phase !== 'waiting') continue;
      busy += 1;
      start(entry);
    }
  };

  const start = (entry: Entry) => {
    set(entry, { phase: 'sending', message: '' });
    entry.upload ??= new Upload(entry.file, {
      // An upload that has an address is never begun anew: its page may have gone while it was.
      endpoint: entry.url ? null : options.url,
      uploadUrl: entry.url,
      metadata: {
        key: entry.key,
        filename: entry.file.name,
        folder: entry.row.folder,
        modified: String(entry.file.lastModified),
      },
      headers,
      overridePatchMethod: true,
      storeFingerprintForResuming: false,
      // Pauses are this file's own, so that each row can say what it waits for.
      retryDelays: null,
      onUploadUrlAvailable: () => {
        const { upload } = entry;
        entry.url = upload?.url ?? null;
        if (upload) upload.options.endpoint = null;
      },
      onProgress: (sent) => {
        entry.tries = 0;
        if (entry.row.phase === 'sending') set(entry, { sent });
      },
      onSuccess: () => void check(entry),
      onError: (error) => {
        const response = 'originalResponse' in error ? (error as DetailedError).originalResponse : null;
        stopped(entry, response?.getStatus() ?? 0, response?.getBody() ?? '');
      },
    });
    entry.upload.start();
  };

  const check = async (entry: Entry) => {
    set(entry, { phase: 'checking', sent: entry.row.bytes });
    try {
      const response = await fetch(`${entry.url}/check`, {
        method: 'POST',
        headers,
        signal: AbortSignal.timeout(CHECK_MS),
      });
      if (!entries.has(entry.row.id)) return;
      const answer: { outcome?: string; message?: string } = await response.json().catch(() => ({}));
      if (answer.outcome === 'ready') set(entry, { phase: 'ready' });
      else if (answer.outcome === 'refused')
        set(entry, { phase: 'refused', message: answer.message ?? FAILED });
      else return stopped(entry, response.status, answer.message ?? '');
      fill();
    } catch {
      stopped(entry, 0, '');
    }
  };

  /** Nothing more arrives of this file for now. Status 0: no answer. */
  const stopped = (entry: Entry, status: number, body: string) => {
    if (!entries.has(entry.row.id) || entry.row.phase === 'paused') return;
    const refuse = (message: string) => set(entry, { phase: 'refused', message });
    const fail = (message: string) => set(entry, { phase: 'failed', message });
    if (status === 401) fail(SIGNED_OUT);
    else if (status === 403) refuse(OTHER_PERSON);
    else if (status === 404) entry.url ? refuse(GONE) : fail(NOT_ALLOWED);
    else if (status === 412) fail(FAILED);
    else if (status === 507 || status === 422) fail(body || FAILED);
    else if (status === 413 || status === 415) refuse(body || FAILED);
    else void later(entry);
    fill();
  };

  const later = async (entry: Entry) => {
    set(entry, { phase: 'offline' });
    // Browsers answer the same way for a lost network and for a file that they can no longer read.
    const isReadable = await entry.file
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      );
    if (entry.row.phase !== 'offline') return;
    if (!isReadable) return set(entry, { phase: 'refused', message: CHANGED });
    const pause = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** entry.tries);
    entry.tries += 1;
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => again(entry), pause);
  };
  const again = (entry: Entry) => {
    if (entry.row.phase !== 'offline') return;
    set(entry, { phase: 'waiting' });
    fill();
  };
  window.addEventListener('online', () => {
    for (const entry of entries.values()) again(entry);
  });

  const storageNow = () =>
    storageWith(
      options.storage,
      [...entries.values()].map(({ row }) => row),
    );

  const addOne = ({ file, folder }: ChosenFile) => {
    const id = `${folder}/${file.name} ${file.size} ${file.lastModified}`;
    const known = entries.get(id);
    if (known && known.row.phase !== 'refused') return;
    const begun = options.unfinished.find(
      (one) =>
        one.name === file.name.normalize() &&
        one.folder === folder &&
        one.bytes === file.size &&
        one.modified === file.lastModified,
    );
    const isContinued = begun !== undefined && !known;
    const problem =
      file.size === 0
        ? `${file.name} is empty`
        : file.size > options.maxBytes
          ? `${file.name} must be smaller than ${options.maxUploadMb}MB`
          : '';
    const storage = storageNow();
    const hasRoom = isContinued || file.size <= storageLeft(storage);
    const entry: Entry = {
      row: {
        id,
        name: file.name,
        folder,
        bytes: file.size,
        sent: 0,
        phase: problem !== '' ? 'refused' : hasRoom ? 'waiting' : 'failed',
        message: problem || (hasRoom ? '' : noRoom(`${file.name} was not uploaded`, storage)),
        isContinued,
      },
      file,
      upload: null,
      url: isContinued ? `${options.url}/${begun.id}` : null,
      key: v4(),
      tries: 0,
      timer: undefined,
    };
    entries.set(id, entry);
    if (isContinued) options.onContinue(begun.id);
  };

  return {
    add(files) {
      for (const one of files) addOne(one);
      draw();
      fill();
    },
    pause(id) {
      const entry = entries.get(id);
      if (!entry) return;
      clearTimeout(entry.timer);
      void entry.upload?.abort();
      set(entry, { phase: 'paused' });
      fill();
    },
    resume(id) {
      const entry = entries.get(id);
      if (!entry) return;
      clearTimeout(entry.timer);
      set(entry, { phase: 'waiting', message: '' });
      fill();
    },
    remove(id) {
      const entry = entries.get(id);
      if (!entry) return;
      clearTimeout(entry.timer);
      void entry.upload?.abort();
      entries.delete(id);
      const named = { 'x-http-method-override': 'DELETE', 'tus-resumable': '1.0.0' };
      // If it does not arrive, the upload stays in the list of those to continue or remove.
      if (entry.url)
        void fetch(entry.url, { method: 'POST', headers: { ...headers, ...named } }).catch(() => {});
      draw();
      fill();
    },
  };
}
