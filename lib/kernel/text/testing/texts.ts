import fc from 'fast-check';

const described = (text: string) =>
  text === '' ? 'nothing' : text.replaceAll(/[^!-~]/gu, (c) => `<${c.codePointAt(0)?.toString(16)}>`);

/** Texts in which there is nothing to see, with their code points. */
export const NOTHING: readonly (readonly [codes: string, text: string])[] = [
  '',
  ' \n\t\u00a0\u3000',
  '\u200b',
  '\u00ad\u2060',
  '\u2800',
  '\u3164',
  '\u115f\u1160\uffa0',
  '\u202e',
  '\u200e\u200f\u061c\u2066\u2069',
  '\u034f\ufe0f\u180e\ufeff',
  '\u{e0041}\u{e0100}\u{1d173}',
  '\u0007\u0085',
  '\ufff9\ufffa\ufffb\ufffc',
  '\ufdd0\uffff',
  ' \u200b \u2800\n\u3164 ',
  '\u0301',
  '\u3164\u0301\u20dd',
].map((text) => [described(text), text] as const);

/** Composed words on one line, which cleaning must not change. */
export const SCRIPTS: readonly string[] = [
  'Waits fell.',
  'Łukasz',
  'Ní Chonaill',
  'Tŷ Gwyn, Llŷn',
  'Đặng Thị Ngọc',
  'Αθήνα',
  'Йовчев',
  'یہ ایک تبصرہ ہے: اسکور 3 (اچھا) ہے!',
  'می\u200cخواهم',
  '\u200fاردو\u200f',
  'السنة 1446ه\u200d',
  'שָׁלוֹם',
  'বাংলা ক্ষ র\u200d্যাব',
  'ਪੰਜਾਬੀ',
  'हिन्दी क्\u200dष',
  'ගෞරවනීය ක්\u200dරී',
  'അവന്\u200d പറഞ്ഞു',
  'தமிழ்',
  'ไทย\u200bไทย',
  '한국어',
  '葛\u{e0100}飾区',
  '👩🏽‍🦽 ❤️ 1️⃣ #️⃣ 👨‍👩‍👧 🇬🇧 🏳️‍🌈',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
];

/** Letters of many scripts mixed with invisible characters, lone surrogates and control characters. */
export const anyText: fc.Arbitrary<string> = fc.string({
  maxLength: 40,
  unit: fc.oneof(
    fc.constantFrom(
      ...Array.from(
        'aA1# .,;:-\'"’–<>()@?=é\u0301\u0338ŁıİßΣŷ٣مي\u064bक\u094dক\u09cdກกခ葛한\u1100\u1161\u11a8\ufb01\u2126＠Ａ',
      ),
    ),
    fc.constantFrom(...Array.from('😀👩🦽🏴🏽\u{e0067}\u{e0062}\u{e007f}\u20e3\ufe0f\u{e0100}\u180b')),
    fc.constantFrom(
      ...Array.from('\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u00ad\u034f\u2060\ufeff'),
    ),
    fc.constantFrom(
      '\r\n',
      '\r',
      '\n',
      '\v',
      '\f',
      '\t',
      '\u0000',
      '\u0007',
      '\u001e',
      '\u0085',
      '\u00a0',
      '\u2028',
    ),
    fc.constantFrom('\ud83d', '\udc00', '\uffff', '\ufff9'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});
