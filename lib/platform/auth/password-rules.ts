import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '#lib/platform/access/rules.ts';

/** Whose password it is: what an attacker would try first. */
export type PasswordOwner = { readonly email: string; readonly councilName: string };

/**
 * What is wrong with a new password, in plain words. Null when nothing is. Length, a deny list and context words, and
 * no rules about kinds of characters (OWASP ASVS 5.0, 6.2).
 */
export async function passwordProblem(password: string, owner: PasswordOwner): Promise<string | null> {
  if ([...password].length < PASSWORD_MINIMUM)
    return `Password must be ${PASSWORD_MINIMUM} characters or more`;
  if (password.length > PASSWORD_MAXIMUM) {
    return `Password must be ${PASSWORD_MAXIMUM.toLocaleString('en-GB')} characters or less`;
  }
  // No page and no keyboard that asks for it could send them again.
  if (/[\p{Cc}\u2028\u2029]/u.test(password)) return 'Password must be one line, without tabs';
  const plain = plainForm(password);
  if (namesIn(owner.email.split('@')[0] ?? '').some((name) => plain.includes(name))) {
    return 'Password must not contain your email address';
  }
  if (namesIn(owner.councilName).some((name) => plain.includes(name))) {
    return 'Password must not contain your council’s name';
  }
  return (await isCommon(password)) ? 'Password must be harder to guess. This one is commonly used' : null;
}

// Not telling of any one council, so a passphrase may contain them.
const COUNCIL_WORDS = new Set([
  ...['council', 'county', 'city', 'borough', 'district', 'london', 'royal', 'metropolitan', 'corporation'],
  ...['unitary', 'authority', 'example', 'north', 'south', 'east', 'west', 'upon', 'with', 'isles'],
]);

/** The words of four letters and more, and the whole when it is several: "sam.patel" gives "patel" and "sampatel". */
function namesIn(text: string): string[] {
  const words = text
    .split(/[^\p{L}\p{N}]+/u)
    .map(plainForm)
    .filter((word) => word !== '' && !COUNCIL_WORDS.has(word));
  return [...new Set([...words, words.join('')])].filter((word) => [...word].length >= 4);
}

/** Small letters and digits only, without accents, so that "Tŷ-Gwyn" is found in "tygwyn". */
function plainForm(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** On the deny list as it is, without the digits and signs around it, or as one short piece again and again. */
async function isCommon(password: string): Promise<boolean> {
  const typed = password.toLowerCase();
  const [, piece = typed] = /^(.{1,8}?)\1+$/u.exec(typed) ?? [];
  const core = typed.replace(/^[\d\s!-/:-@[-`{-~]+|[\d\s!-/:-@[-`{-~]+$/g, '');
  if (piece !== typed || core === '') return true;
  const common = await commonPasswords();
  return common.has(typed) || common.has(core);
}

let list: Promise<ReadonlySet<string>> | undefined;

/** Loaded when a password is first chosen: 49,000 words that no other request needs. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase())),
  );
  return list;
}
