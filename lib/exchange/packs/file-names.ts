import { displayName } from '#lib/platform/storage/file-name.ts';

/** An item whose file goes into a ZIP. */
export type NamedItem = {
  readonly reference: string;
  readonly title: string;
  /** Its file's name, for the ending. */
  readonly name: string;
  /** Of its file, from 1. */
  readonly version: number;
  /** The ids of the folders that it belongs in, such as the statements that use it: it is in the first of them. */
  readonly groups: readonly string[];
};

/** Longest name of a file or folder: most systems take 255 bytes, and Windows 260 characters with all folders. */
export const LONGEST = { file: { characters: 120, bytes: 240 }, folder: { characters: 60, bytes: 120 } };

const OTHER_FOLDER = 'Other evidence';

/**
 * Where each file is in a ZIP, by reference: in the first of its folders, such as that of a statement, numbered there:
 * `QS1 Assessing needs/QS1-03 Assessment policy v4.pdf`. So no two names are equal, whatever the titles and whether or
 * not a system tells capitals apart.
 */
export function pathsOf(
  items: readonly NamedItem[],
  groups: readonly { readonly id: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const folders = new Map(
    groups.map(({ id, name }) => [id, shortened(`${id} ${plain(name)}`, LONGEST.folder)]),
  );
  const counts = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const [group] = item.groups;
      const folder = group === undefined ? undefined : folders.get(group);
      if (group === undefined || folder === undefined)
        return [item.reference, `${OTHER_FOLDER}/${fileName(item.reference, item)}`];
      const number = (counts.get(folder) ?? 0) + 1;
      counts.set(folder, number);
      const label = `${group}-${String(number).padStart(2, '0')}`;
      return [item.reference, `${folder}/${fileName(label, item)}`];
    }),
  );
}

function fileName(label: string, { title, name, version }: NamedItem): string {
  const ending = /\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? '';
  const after = `${version > 1 ? ` v${version}` : ''}${ending}`;
  const words = plain(title);
  const bare = words.toLowerCase().endsWith(ending.toLowerCase())
    ? words.slice(0, words.length - ending.length)
    : words;
  const { characters, bytes } = LONGEST.file;
  const room = { characters: characters - after.length, bytes: bytes - Buffer.byteLength(after) };
  return `${shortened(`${label} ${bare}`, room)}${after}`;
}

/** Without what Windows forbids, and marks that change the direction of text. Composed again, as letters were taken out. */
function plain(text: string): string {
  const bare = text
    .replace(/[\u200b\u200e\u200f]/g, '')
    .replace(/: +/g, ' - ')
    .replace(/[<>:"/\\|?*]/g, '-');
  return displayName(bare).normalize('NFC');
}

/** Cut between characters as people count them, and without a space or full stop at the end, which Windows drops. */
function shortened(text: string, room: { readonly characters: number; readonly bytes: number }): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const longer = kept + segment;
    if (longer.length > room.characters || Buffer.byteLength(longer) > room.bytes) break;
    kept = longer;
  }
  return kept.replace(/[ .]+$/, '');
}
