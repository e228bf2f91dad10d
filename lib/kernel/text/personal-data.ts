import { formatCount, formatList } from '#lib/kernel/format.ts';

// Likely personal data in text that people write or that their documents hold: a warning, never proof. Numbers are told
// by their form and, where they have one, by their checksum. Each pattern is bounded, so that the cost grows in step
// with the text.

export const PERSONAL_DATA_KINDS = ['nhs', 'insurance', 'birth', 'email', 'phone'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** How many of each kind were found. Kinds that were not found are left out. */
export type PersonalData = Readonly<Partial<Record<PersonalDataKind, number>>>;

const NAMES: Record<PersonalDataKind, readonly [one: string, many: string]> = {
  nhs: ['NHS number', 'NHS numbers'],
  insurance: ['National Insurance number', 'National Insurance numbers'],
  birth: ['date of birth', 'dates of birth'],
  email: ['email address', 'email addresses'],
  phone: ['phone number', 'phone numbers'],
};

/** Ten digits, in any of the ways that people space them. A longer number is not one. */
const TEN_DIGITS = /(?<![\p{L}\d]|\d[.,/-])\d{3}([ \u00a0-]?)\d{3}\1\d{4}(?![\p{L}\d]|[.,/-]\d)/gu;

/** HM Revenue & Customs, National Insurance Manual NIM39110: two letters, six digits, A to D; some letters are not used. */
const INSURANCE =
  /(?<![\p{L}\d])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?![\p{L}\d])/giu;

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DATE = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d\\d)|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}(?:st|nd|rd|th)? (?:${MONTHS}),? \\d{4})(?!\\d)`;
const BIRTH = new RegExp(
  `(?<![\\p{L}])(?:dates? of birth|d\\.?o\\.?b\\.?|born(?: on)?)[\\s:(-]{0,5}${DATE}`,
  'giu',
);

const EMAIL =
  /(?<![\p{L}\d._%+-])[\p{L}\d][\p{L}\d._%+'-]{0,63}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu;
/** Public bodies publish the addresses of their offices and staff. */
const PUBLIC_BODY =
  /\.(?:gov\.uk|gov\.wales|gov\.scot|nhs\.uk|police\.uk|parliament\.uk)$|@(?:nhs\.net|cqc\.org\.uk)$/i;
const OFFICE =
  /^(?:info|information|enquir(?:y|ies)|contact(?:us)?|hello|help|support|admin|office|reception|team|mail|post|press|jobs|complaints|feedback|no-?reply)@/i;

/** A mobile number or a landline of an area. Numbers of organisations (03, 08, 09) and of pagers (070, 076) are not. */
const PHONE =
  /(?<![\p{L}\d+]|\d[ .,/-])(?:(?:\+44|0044)[ \u00a0-]?(?:\(0\)[ \u00a0-]?)?|\(?0)(?=[127])(?!7[06](?!24))(?:\d[ \u00a0()-]{0,2}){9}\d(?![\p{L}\d]|[ .,/-]\d)/gu;

/** The likely personal data in a text. Dates count where the text calls them a date of birth. */
export function findPersonalData(text: string): PersonalData {
  const count = (pattern: RegExp, accept: (match: string) => boolean = () => true) => {
    let matches = 0;
    for (const [match] of text.matchAll(pattern)) if (accept(match)) matches += 1;
    return matches;
  };
  const found: Record<PersonalDataKind, number> = {
    nhs: count(TEN_DIGITS, isNhsNumber),
    insurance: count(INSURANCE),
    birth: count(BIRTH),
    email: count(EMAIL, (address) => !PUBLIC_BODY.test(address) && !OFFICE.test(address)),
    phone: count(PHONE),
  };
  return Object.fromEntries(Object.entries(found).filter(([, n]) => n > 0));
}

/** NHS Data Dictionary, NHS NUMBER: the tenth digit is 11 less the weighted sum of the others modulo 11. */
function isNhsNumber(spaced: string): boolean {
  const digits = [...spaced.replaceAll(/\D/g, '')].map(Number);
  if (digits.every((digit) => digit === digits[0])) return false;
  const sum = digits.slice(0, 9).reduce((total, digit, at) => total + digit * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

/** Of a document: how many of each kind, and the first pages that hold one, ascending. */
export type PersonalDataByPage = Readonly<
  Partial<Record<PersonalDataKind, { readonly count: number; readonly pages: readonly number[] }>>
>;

/** Pages named for each kind. */
const MOST_PAGES = 10;

/** The likely personal data in the pages of a document. */
export function findPersonalDataByPage(
  pages: readonly { readonly number: number; readonly body: string }[],
): PersonalDataByPage {
  return pages
    .map(({ number, body }) => mapKinds(findPersonalData(body), (count) => ({ count, pages: [number] })))
    .reduce(joinPersonalData, {});
}

/** What was found in two parts of a document. */
export function joinPersonalData(a: PersonalDataByPage, b: PersonalDataByPage): PersonalDataByPage {
  const kinds = PERSONAL_DATA_KINDS.filter((kind) => a[kind] || b[kind]);
  return Object.fromEntries(
    kinds.map((kind) => {
      const [one, other] = [a[kind], b[kind]];
      const pages = new Set([...(one?.pages ?? []), ...(other?.pages ?? [])]);
      return [
        kind,
        {
          count: (one?.count ?? 0) + (other?.count ?? 0),
          pages: [...pages].toSorted((x, y) => x - y).slice(0, MOST_PAGES),
        },
      ];
    }),
  );
}

/** How many of each kind, wherever they are. */
export function countPersonalData(found: PersonalDataByPage): PersonalData {
  return mapKinds(found, ({ count }) => count);
}

function mapKinds<From, To>(
  found: Readonly<Partial<Record<PersonalDataKind, From>>>,
  map: (value: From) => To,
): Partial<Record<PersonalDataKind, To>> {
  const entries = PERSONAL_DATA_KINDS.flatMap((kind) => {
    const value = found[kind];
    return value === undefined ? [] : [[kind, map(value)] as const];
  });
  return Object.fromEntries(entries) as Partial<Record<PersonalDataKind, To>>;
}

/** What belongs to one person, which contact details alone need not. */
export const IDENTIFYING = ['nhs', 'insurance', 'birth'] as const satisfies readonly PersonalDataKind[];

/** Whether something was found that belongs to one person. */
export function identifiesPeople(found: PersonalData): boolean {
  return IDENTIFYING.some((kind) => (found[kind] ?? 0) > 0);
}

/** "1 NHS number and 2 email addresses". Null if nothing was found. */
export function describePersonalData(found: PersonalData): string | null {
  const parts = PERSONAL_DATA_KINDS.flatMap((kind) => {
    const n = found[kind] ?? 0;
    return n > 0 ? formatCount(n, ...NAMES[kind]) : [];
  });
  return parts.length > 0 ? formatList(parts) : null;
}
