import { expect, it } from 'vitest';
import { droppedFiles, folderFiles } from './dropped-files.ts';

type Tree = { readonly [name: string]: string | Tree };

/** A dropped file or folder, as browsers hand it over: a hundred entries of a folder at a time. */
function entryOf(fullPath: string, content: string | Tree): FileSystemEntry {
  const name = fullPath.split('/').at(-1) ?? '';
  if (typeof content === 'string') {
    const file = (done: (file: File) => void) => done(new File([content], name));
    return { isFile: true, isDirectory: false, name, fullPath, file } as unknown as FileSystemEntry;
  }
  const entries = Object.entries(content).map(([child, inside]) => entryOf(`${fullPath}/${child}`, inside));
  const createReader = () => {
    let at = 0;
    return {
      readEntries(done: (batch: FileSystemEntry[]) => void) {
        done(entries.slice(at, at + 100));
        at += 100;
      },
    };
  };
  return { isFile: false, isDirectory: true, name, fullPath, createReader } as unknown as FileSystemEntry;
}

it('finds every file of dropped folders with its path, and leaves what systems put there', async () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`notes ${n}.txt`, 'x']));
  const found = await droppedFiles([
    entryOf('/Reports', { '2026': { 'a.pdf': 'a', '~$a.docx': 'x' }, '.git': { config: 'x' }, many }),
    entryOf('/letter.docx', 'b'),
    entryOf('/Empty', {}),
  ]);
  const paths = found.map(({ file, folder }) => `${folder}/${file.name}`);
  expect(paths).toHaveLength(152);
  expect(paths).toEqual(
    expect.arrayContaining(['Reports/2026/a.pdf', 'Reports/many/notes 149.txt', '/letter.docx']),
  );
});

it('keeps files that were chosen by themselves, whatever they are called', () => {
  const file = new File(['x'], '.letter.txt');
  Object.assign(file, { webkitRelativePath: '' });
  const inFolder = new File(['x'], 'Thumbs.db');
  Object.defineProperty(inFolder, 'webkitRelativePath', { value: 'Reports/Thumbs.db' });
  expect(folderFiles([file, inFolder]).map(({ file: { name }, folder }) => [folder, name])).toEqual([
    ['', '.letter.txt'],
  ]);
});
