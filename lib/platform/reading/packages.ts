import 'server-only';
import type { OpenedFile } from '#lib/platform/storage/checks/opened-file.ts';
import { type XmlEvents, xmlStream } from '#lib/platform/storage/checks/xml-stream.ts';
import { type PartReader, walkPackage } from '#lib/platform/storage/checks/zip-walk.ts';
import { UnreadableError } from './unreadable.ts';

/**
 * Reads parts of an Office or OpenDocument package as they are unpacked. `eventsOf` gets a name in lower case, and
 * returns null for a part that is not read. A part that cannot be read to its end is not taken for the whole.
 *
 * @throws UnreadableError
 */
export async function readParts(
  file: OpenedFile,
  eventsOf: (name: string) => XmlEvents | null,
): Promise<void> {
  const walked = await walkPackage(file, (name) => {
    const events = eventsOf(name);
    return events ? xmlStream({ ...events, unread }) : NOT_READ;
  });
  if (typeof walked !== 'string') return;
  const known = walked === 'encrypted' ? walked : walked === 'unpacks-too-large' ? 'too-complex' : 'damaged';
  throw new UnreadableError(known);
}

function unread(): never {
  throw new UnreadableError('damaged');
}

const NOT_READ: PartReader = { write() {}, end() {} };

/** The relations of a part: its targets by id, as names in lower case. */
export type Relations = Map<string, string>;

/** Reads the list of a part's relations. `of`: the name of the list, such as `ppt/_rels/presentation.xml.rels`. */
export function relationEvents(of: string, into: Relations): XmlEvents {
  const folder = of.replace(/_rels\/[^/]*$/, '');
  return {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const [id, target] = [attributes.get('Id'), attributes.get('Target')];
      if (id && target) into.set(id, resolve(folder, target));
    },
  };
}

/** The name of a part as seen from a folder: `../slides/slide1.xml`, `slide1.xml` or `/ppt/slides/slide1.xml`. */
function resolve(folder: string, target: string): string {
  const names: string[] = [];
  for (const name of `${target.startsWith('/') ? '' : folder}${target}`.toLowerCase().split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}
