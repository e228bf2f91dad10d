import { knownStatement } from '#lib/frameworks/known.ts';
import {
  countPersonalData,
  describePersonalData,
  findPersonalData,
  identifiesPeople,
  type PersonalDataByPage,
} from '#lib/kernel/text/personal-data.ts';
import type { TextUnit } from '#lib/platform/reading/pages.ts';
import type { ShownUse } from '#lib/record/evidence/attached.ts';

/** An evidence item with the newest version of its file; null for a link, and while the file has not been read. */
export type CheckedItem = {
  readonly title: string;
  readonly fileName: string | null;
  readonly uses: readonly Pick<ShownUse, 'statement' | 'shows' | 'location'>[];
  readonly containsPersonalData: boolean;
  /** The version of which a member said that it holds none. */
  readonly ruledOutIn: number | null;
  readonly file: {
    readonly version: number;
    readonly found: PersonalDataByPage;
    /** Something else was found since that member said so. */
    readonly newlyFound: boolean;
    /** What its pages are, and how many. A part of a text and the rest of a sheet have no number that people know. */
    readonly unit: TextUnit | null;
    readonly units: number;
  } | null;
};

/** What seems to be personal data, and where. `file`: what is in the file, which a member can rule out. */
export type Likely = {
  /** "The title: 1 NHS number". Of what packs print, whatever the file holds. */
  readonly printed: readonly string[];
  readonly file: {
    readonly version: number;
    /** "2 NHS numbers and 1 email address". */
    readonly found: string;
    readonly pages: readonly number[];
    /** What the pages are called. Null: they have no numbers. */
    readonly unit: Exclude<TextUnit, 'part'> | null;
    /** Whether it belongs to one person, which contact details alone need not. */
    readonly identifies: boolean;
  } | null;
};

/** What is likely to be personal data in an item, or nothing of its file if the item is known to hold some. */
export function likelyPersonalData({
  title,
  fileName,
  uses,
  containsPersonalData,
  ruledOutIn,
  file,
}: CheckedItem): Likely {
  const texts: readonly (readonly [what: string, text: string])[] = [
    ['The title', title],
    ['The file name', fileName ?? ''],
    ...uses.map(
      ({ statement, shows, location }) =>
        [`What is said of it on ${knownStatement(statement).name}`, `${shows}\n${location}`] as const,
    ),
  ];
  const printed = texts.flatMap(([what, text]) => {
    const found = describePersonalData(findPersonalData(text));
    return found === null ? [] : `${what}: ${found}`;
  });
  const isRuledOut = ruledOutIn === file?.version && !file?.newlyFound;
  if (!file || containsPersonalData || isRuledOut) return { printed, file: null };
  const counts = countPersonalData(file.found);
  const found = describePersonalData(counts);
  if (found === null) return { printed, file: null };
  const pages = [...new Set(Object.values(file.found).flatMap((kind) => kind.pages))]
    .filter((page) => page <= file.units)
    .toSorted((a, b) => a - b);
  return {
    printed,
    file: {
      version: file.version,
      found,
      pages,
      unit: file.unit === 'part' ? null : file.unit,
      identifies: identifiesPeople(counts),
    },
  };
}
