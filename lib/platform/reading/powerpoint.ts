import 'server-only';
import type { OpenedFile } from '#lib/platform/storage/checks/opened-file.ts';
import type { XmlEvents } from '#lib/platform/storage/checks/xml-stream.ts';
import { type Relations, readParts, relationEvents } from './packages.ts';
import { collectPages, type FileText, TEXT_LIMITS } from './pages.ts';

const SHOW = 'ppt/presentation.xml';
const SHOW_RELATIONS = 'ppt/_rels/presentation.xml.rels';
const SLIDE = /^ppt\/slides\/[^/]+\.xml$/;
const SLIDE_RELATIONS = /^ppt\/slides\/_rels\/([^/]+\.xml)\.rels$/;
/** Parts that belong to a slide: what its speaker is to say, and the words of diagrams. */
const NOTES = /^ppt\/notesslides\/[^/]+\.xml$/;
const DIAGRAM = /^ppt\/diagrams\/data[^/]*\.xml$/;

type Words = { title: string; text: string };

/** Reads a PowerPoint .pptx file by slide, each with its notes. */
export async function readPowerPoint(file: OpenedFile): Promise<FileText> {
  const order: string[] = [];
  const show: Relations = new Map();
  const words = new Map<string, Words>();
  const relations = new Map<string, Relations>();
  let left = 2 * TEXT_LIMITS.file;
  const room = (length: number) => {
    left -= length;
    return left > 0;
  };
  await readParts(file, (name) => {
    if (name === SHOW) return orderEvents(order);
    if (name === SHOW_RELATIONS) return relationEvents(name, show);
    const [, of] = SLIDE_RELATIONS.exec(name) ?? [];
    if (of !== undefined) {
      const found: Relations = new Map();
      relations.set(`ppt/slides/${of}`, found);
      return relationEvents(name, found);
    }
    if (!SLIDE.test(name) && !NOTES.test(name) && !DIAGRAM.test(name)) return null;
    const found = { title: '', text: '' };
    words.set(name, found);
    return wordEvents(found, NOTES.test(name), room);
  });

  const pages = collectPages();
  const slides = order
    .slice(0, TEXT_LIMITS.units)
    .map((id, index) => show.get(id) ?? `ppt/slides/slide${index + 1}.xml`);
  let unitsRead = 0;
  for (const [index, slide] of slides.entries()) {
    if (!pages.hasRoom()) break;
    const others = [...(relations.get(slide)?.values() ?? [])].filter(
      (name) => NOTES.test(name) || DIAGRAM.test(name),
    );
    const texts = [slide, ...others].map((name) => words.get(name)?.text ?? '');
    pages.add(index + 1, words.get(slide)?.title ?? '', texts.join('\n'));
    unitsRead = index + 1;
  }
  const isCut = pages.isCut() || unitsRead < order.length || left <= 0;
  return { unit: 'slide', units: order.length, unitsRead, isCut, pages: pages.pages, pictures: [] };
}

function orderEvents(order: string[]): XmlEvents {
  return {
    open(name, attributes) {
      // `id` is a number of its own and, in another namespace, the relation. The later one counts.
      const id = name === 'sldId' && attributes.get('id');
      if (id) order.push(id);
    },
  };
}

const TITLES = /^(?:title|ctrTitle)$/;

/** Of notes only the body: the rest is a picture of the slide, its number and a date. */
function wordEvents(words: Words, isNotes: boolean, room: (length: number) => boolean): XmlEvents {
  let [isText, kind, line, fallbacks] = [false, '', '', 0];
  return {
    open(name, attributes) {
      if (name === 'Fallback') fallbacks += 1;
      if (name === 'sp') kind = '';
      if (name === 'ph') kind = attributes.get('type') ?? 'body';
      if (name === 't') isText = fallbacks === 0 && (!isNotes || kind === 'body');
      if (name === 'br' || name === 'tab') line += '\n';
    },
    text(text) {
      if (isText && room(text.length)) line += text;
    },
    close(name) {
      if (name === 'Fallback') fallbacks -= 1;
      if (name === 't') isText = false;
      if (name !== 'p') return;
      if (TITLES.test(kind)) words.title = `${words.title} ${line}`.trim();
      words.text += `${line}\n`;
      line = '';
    },
  };
}
