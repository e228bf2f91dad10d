import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '#lib/platform/access/rules.ts';

/** The password's owner: an attacker would try these words first. */
export type PasswordOwner = { readonly email: string; readonly councilName: string };

/**
 * The problem with a new password in plain words, or null. Checks length, a deny list and context words, and has no
 * rules about kinds of characters (OWASP ASVS 5.0, 6.2).
 */
export async function passwordProblem(password: string, owner: PasswordOwner): Promise<string | null> {
  if ([...password].length < PASSWORD_MINIMUM)
    return `Password must be ${PASSWORD_MINIMUM} characters or more`;
  if (password.length > PASSWORD_MAXIMUM) {
    return `Password must be ${PASSWORD_MAXIMUM.toLocaleString('en-GB')} characters or less`;
  }
  // Neither a keyboard nor a page could send these again.
  if (/[\p{Cc}\u2028\u2029]/u.test(password)) return 'Password must be one line, without tabs';
  const plain = normalise(password);
  if (namesIn(owner.email.split('@')[0] ?? '').some((name) => plain.includes(name))) {
    return 'Password must not contain part of your email address';
  }
  if (namesIn(owner.councilName).some((name) => plain.includes(name))) {
    return 'Password must not contain your council’s name';
  }
  return (await isCommon(password)) ? 'Password must be harder to guess. This one is commonly used' : null;
}

// Common to many councils, so a passphrase may contain them.
const COUNCIL_WORDS = new Set([
  ...['council', 'county', 'city', 'borough', 'district', 'london', 'royal', 'metropolitan', 'corporation'],
  ...['unitary', 'authority', 'example', 'north', 'south', 'east', 'west', 'upon', 'with', 'isles'],
]);

/** Words of four or more letters, and all of them joined: "sam.patel" gives "patel" and "sampatel". */
function namesIn(text: string): string[] {
  const words = text
    .split(/[^\p{L}\p{N}]+/u)
    .map(normalise)
    .filter((word) => word !== '' && !COUNCIL_WORDS.has(word));
  return [...new Set([...words, words.join('')])].filter((word) => [...word].length >= 4);
}

/** Lower-case letters and digits without accents, so that "Tŷ-Gwyn" is found in "tygwyn". */
function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether it is on the deny list, as typed, without surrounding digits and signs, or as a short repeated piece. */
async function isCommon(password: string): Promise<boolean> {
  const typed = password.toLowerCase();
  const [, piece = typed] = /^(.{1,8}?)\1+$/u.exec(typed) ?? [];
  const core = typed.replace(/^[\d\s!-/:-@[-`{-~]+|[\d\s!-/:-@[-`{-~]+$/g, '');
  if (piece !== typed || core === '') return true;
  const common = await commonPasswords();
  return common.has(typed) || common.has(core);
}

let list: Promise<ReadonlySet<string>> | undefined;

/** Loaded at first use: 49,000 words that most requests do not need. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase())),
  );
  return list;
}
