import type { ChosenFile } from './upload-row.ts';

/** Files that systems and office programs leave in folders, which nobody means to add. */
const LEFTOVER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** The files of what was dropped, with those in its folders. */
export async function droppedFiles(entries: readonly FileSystemEntry[]): Promise<ChosenFile[]> {
  const found: ChosenFile[] = [];
  for (const entry of entries) {
    if (isFile(entry)) found.push({ file: await fileOf(entry), folder: '' });
    else if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, found);
  }
  return found;
}

/** The files of a chosen folder. */
export function folderFiles(files: readonly File[]): ChosenFile[] {
  return files
    .map((file) => ({ file, folder: file.webkitRelativePath.split('/').slice(0, -1).join('/') }))
    .filter(({ file, folder }) => folder === '' || !isLeftover(`${folder}/${file.name}`));
}

async function walk(folder: FileSystemDirectoryEntry, found: ChosenFile[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // A reader gives some hundred entries at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (isLeftover(entry.fullPath)) continue;
      if (isFile(entry)) {
        const path = entry.fullPath.split('/').filter(Boolean);
        found.push({ file: await fileOf(entry), folder: path.slice(0, -1).join('/') });
      } else await walk(entry as FileSystemDirectoryEntry, found);
    }
  }
}

function isLeftover(path: string): boolean {
  return path
    .split('/')
    .filter(Boolean)
    .some((part) => LEFTOVER.test(part));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
