import type { StorageUse } from '#lib/record/evidence/rules.ts';

/** A file on the page that sends files. */
export type UploadRow = {
  /** Of the row, not of the upload. */
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  /** How much has arrived. */
  readonly sent: number;
  readonly phase:
    | 'waiting'
    | 'sending'
    | 'checking'
    | 'paused'
    /** Not saved yet: it is tried again by itself. */
    | 'offline'
    | 'ready'
    /** `failed` can be tried again as it is; `refused` cannot. */
    | 'failed'
    | 'refused';
  readonly message: string;
  /** An earlier page began it, so that it counts as stored already. */
  readonly isContinued: boolean;
};

/** An upload that an earlier page began. Choosing the same file continues it. */
export type UnfinishedUpload = {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly modified: number;
  readonly bytes: number;
};

export type UploaderOptions = {
  /** Where files are sent. */
  readonly url: string;
  /** The token of the person who opened the page. */
  readonly token: string;
  readonly maxBytes: number;
  readonly maxUploadMb: number;
  /** When the page was opened. */
  readonly storage: StorageUse;
  readonly unfinished: readonly UnfinishedUpload[];
  readonly onChange: (rows: readonly UploadRow[]) => void;
  /** An upload of an earlier page is continued, so it is a row of this one. */
  readonly onContinue: (upload: string) => void;
};

export type Uploader = {
  /** Adds files, unless the page has them already. */
  readonly add: (files: readonly ChosenFile[]) => void;
  readonly pause: (row: string) => void;
  /** Continues after a pause, or tries again at once. */
  readonly resume: (row: string) => void;
  readonly remove: (row: string) => void;
};

/** `folder`: its path in a chosen folder, or ''. */
export type ChosenFile = { readonly file: File; readonly folder: string };

/** The council's storage with the files of the page, each of which takes its space from its first byte. */
export function storageWith({ used, limit }: StorageUse, rows: readonly UploadRow[]): StorageUse {
  const counted = rows.filter(
    ({ phase, isContinued }) => !isContinued && phase !== 'refused' && phase !== 'failed',
  );
  return { used: counted.reduce((sum, { bytes }) => sum + bytes, used), limit };
}

export function isWrong({ phase }: UploadRow): boolean {
  return phase === 'refused' || phase === 'failed';
}

/** Rows with something left to do. */
export function isBusy({ phase }: UploadRow): boolean {
  return ['waiting', 'sending', 'checking', 'offline'].includes(phase);
}
