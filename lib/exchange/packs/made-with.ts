import 'server-only';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldItem, LeftOut } from '#lib/exchange/packs/rules.ts';
import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import { formatList } from '#lib/kernel/format.ts';
import { ERASED_ADDRESS, ERASED_NAME } from '#lib/record/evidence/lifecycle.ts';

/**
 * What a pack was made with beside its recipe and its content: all for which the same recipe can give other bytes. It holds
 * no word of any evidence.
 */
export type MadeWith = {
  readonly release: string;
  readonly typst: string;
  readonly pdfium: string;
  /** SHA-256 of the names and versions of the fonts. */
  readonly fonts: string;
  /** SHA-256 of the templates of PDFs. */
  readonly templates: string;
  /** Whether office files are shown as pages. */
  readonly office: boolean;
  /** SHA-256 of the council's name, colour and logo as printed. Null: those of the content, which never change. */
  readonly letterhead: string | null;
  /**
   * References of what was erased, was kept out to be redacted, was left out, was marked OFFICIAL-SENSITIVE, and has a file
   * that is not in the pack.
   */
  readonly erased: readonly string[];
  readonly redacted: readonly string[];
  readonly leftOut: readonly string[];
  readonly sensitive: readonly string[];
  readonly withoutFile: readonly string[];
};

type Programs = Pick<MadeWith, 'release' | 'typst' | 'pdfium' | 'fonts' | 'templates'>;

let programs: Programs | undefined;

/** Versions are exact in package.json. */
function readPrograms(): Programs {
  const text = readFileSync(join(process.cwd(), 'package.json'), 'utf8');
  const { version, dependencies } = JSON.parse(text) as {
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
  const fonts = Object.entries(dependencies).filter(([name]) =>
    /^@(?:expo-google-fonts\/|embedpdf\/fonts-)/.test(name),
  );
  const folder = join(process.cwd(), 'lib/exchange/pdf');
  const templates = globSync('*.typ', { cwd: folder })
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return {
    release: version,
    typst: dependencies['@myriaddreamin/typst-ts-node-compiler'] ?? '',
    pdfium: dependencies['@embedpdf/pdfium'] ?? '',
    fonts: hashOf(fonts.map((font) => font.join(' '))),
    templates: hashOf(templates),
  };
}

/** @param made - what the pack holds and leaves out; of a register, whose items have no files in it, no file */
export function madeWith(
  document: PackDocument,
  { holds, leftOut }: { readonly holds: readonly HeldItem[]; readonly leftOut: readonly LeftOut[] },
  { office }: Pick<MadeWith, 'office'>,
): MadeWith {
  programs ??= readPrograms();
  const { council, letterhead, register } = document;
  const withFile = new Set(holds.flatMap(({ reference, file }) => (file ? [reference] : [])));
  const isLeftOut = new Set(leftOut.map(({ reference }) => reference));
  const referencesOf = (isOne: (entry: PackDocument['register'][number]) => boolean) =>
    register.filter(isOne).map(({ reference }) => reference);
  return {
    ...programs,
    office,
    letterhead: letterhead
      ? hashOf([council.name, letterhead.colour, letterhead.logo ?? new Uint8Array()])
      : null,
    erased: referencesOf(isErased),
    redacted: referencesOf(({ source }) => source.kind === 'kept out'),
    leftOut: [...isLeftOut],
    sensitive: referencesOf(({ marking }) => marking === 'OFFICIAL-SENSITIVE'),
    withoutFile:
      withFile.size === 0
        ? []
        : referencesOf(
            ({ source, reference }) =>
              source.kind === 'file' && !withFile.has(reference) && !isLeftOut.has(reference),
          ),
  };
}

function isErased({ source }: PackDocument['register'][number]): boolean {
  if (source.kind === 'link') return source.url === ERASED_ADDRESS;
  return source.kind === 'file' && source.name.replace(/ \(version \d+\)$/, '') === ERASED_NAME;
}

/** Why the same recipe gave other bytes, as parts of a sentence. Empty: nothing that is noted differs. */
export function describeRemade(before: MadeWith, now: MadeWith): readonly string[] {
  const changeOf = (list: 'erased' | 'redacted' | 'leftOut' | 'sensitive' | 'withoutFile') => ({
    added: now[list].filter((reference) => !before[list].includes(reference)),
    gone: before[list].filter((reference) => !now[list].includes(reference)),
  });
  const [erased, redacted, missing] = [changeOf('erased'), changeOf('redacted'), changeOf('withoutFile')];
  const [leftOut, sensitive] = [changeOf('leftOut'), changeOf('sensitive')];
  const told = new Set([redacted, leftOut].flatMap(({ added, gone }) => [...added, ...gone]));
  const marked = [...sensitive.added, ...sensitive.gone].filter((reference) => !told.has(reference));
  const isOf = (names: readonly (keyof MadeWith)[]) => names.some((name) => before[name] !== now[name]);
  const parts: readonly (readonly [boolean, string])[] = [
    [erased.added.length > 0, `${formatList(erased.added)} ${was(erased.added)} erased`],
    [redacted.added.length > 0, `${formatList(redacted.added)} ${has(redacted.added)} to be redacted`],
    [redacted.gone.length > 0, `${formatList(redacted.gone)} no longer ${has(redacted.gone)} to be redacted`],
    [leftOut.added.length > 0, `${formatList(leftOut.added)} ${is(leftOut.added)} left out`],
    [leftOut.gone.length > 0, `${formatList(leftOut.gone)} ${is(leftOut.gone)} no longer left out`],
    [marked.length > 0, `${formatList(marked)} ${has(marked)} another marking`],
    [missing.added.length > 0, `the ${filesOf(missing.added)} cannot be included any more`],
    [missing.gone.length > 0, `the ${filesOf(missing.gone)} can be included now`],
    [isOf(['letterhead']), 'the council’s name, logo or colour has changed'],
    [isOf(['fonts']), 'the service has other fonts'],
    [isOf(['release', 'typst', 'pdfium', 'templates']), 'the service is another release'],
    [isOf(['office']), 'office files are shown in another way'],
  ];
  return parts.flatMap(([isSo, part]) => (isSo ? [part] : []));
}

const was = ({ length }: readonly string[]) => (length === 1 ? 'was' : 'were');
const is = ({ length }: readonly string[]) => (length === 1 ? 'is' : 'are');
const has = ({ length }: readonly string[]) => (length === 1 ? 'has' : 'have');
const filesOf = (references: readonly string[]) =>
  `${references.length === 1 ? 'file' : 'files'} of ${formatList(references)}`;

function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex');
}
