import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRow, RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { type Contact, describeRetention, type Look } from '#lib/record/councils/rules.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'council.added': { subject: string; data: { name: string; gssCode: string | null } };
    'council.look-changed': { subject: 'settings'; data: { before: Look; after: Look } };
    /** `given`: whether anyone is named now. `characters`: of all three lines together, and `words` their hash. */
    'council.contact-changed': {
      subject: 'settings';
      data: { given: boolean; characters: number; words: WordsHash };
    };
    /** Years. Null: not set. */
    'council.retention-changed': {
      subject: 'settings';
      data: { before: number | null; after: number | null };
    };
  }
}

export const councilEvents = describeEvents({
  'council.added': {
    kind: 'members',
    title: ({ data }) => `${data.name} added to the service`,
  },
  'council.look-changed': {
    kind: 'members',
    title: () => 'Name, logo or colour of the council changed',
    changes: ({ data: { before, after } }) => [
      ...(before.name === after.name
        ? []
        : [{ name: 'Name', before: before.name || null, after: after.name || null }]),
      ...(before.colour === after.colour
        ? []
        : [{ name: 'Colour', before: before.colour || null, after: after.colour || null }]),
      ...(before.logo === after.logo
        ? []
        : [{ name: 'Logo', before: logoName(before), after: logoName(after) }]),
    ],
  },
  'council.contact-changed': {
    kind: 'members',
    title: ({ data }) => (data.given ? 'Contact for help changed' : 'Contact for help removed'),
  },
  'council.retention-changed': {
    kind: 'members',
    title: () => 'How long evidence is kept changed',
    changes: ({ data: { before, after } }) => [
      { name: 'Keep evidence', before: describeRetention(before), after: describeRetention(after) },
    ],
  },
});

/** The file by the start of its fingerprint. */
function logoName({ logo }: Look): string | null {
  return logo === '' ? null : `PNG file ${logo.slice(0, 8)}`;
}

/** The contact as its hash covers it. */
export function contactWords({ name, email, phone }: Contact): readonly string[] {
  return [name, email, phone];
}

type SettingsRow = Look & { readonly contact: readonly string[]; readonly keepYears: number | null };

const KEY = 'council settings';
const AT_FIRST: RecordedRow = { facts: { name: '', colour: '', logo: '', keepYears: null, characters: 0 } };

/** A council's look, its contact for help and how long it keeps evidence. */
export const settingsRecords: RecordKind<SettingsRow> = {
  tables: ['council_settings'],
  replay() {
    const rows: RecordedRows = new Map();
    const change = ({ facts, words }: RecordedRow) => {
      const before = rows.get(KEY) ?? AT_FIRST;
      rows.set(KEY, { ...before, facts: { ...before.facts, ...facts }, ...(words && { words }) });
    };
    return {
      rows,
      apply(event) {
        if (event.type === 'council.look-changed') change({ facts: { ...event.data.after } });
        if (event.type === 'council.retention-changed') change({ facts: { keepYears: event.data.after } });
        if (event.type === 'council.contact-changed') {
          const { characters, words } = event.data;
          change({ facts: { characters }, words });
        }
      },
    };
  },
  // The hash of the file as stored, so that it is compared as well.
  select: `select name, colour, coalesce(encode(sha256(logo), 'hex'), '') as logo,
                  array[contact_name, contact_email, contact_phone] as contact,
                  keep_evidence_years as "keepYears"
             from council_settings where council_id = $1::uuid`,
  stored: ({ name, colour, logo, contact, keepYears }) => ({
    key: KEY,
    facts: { name, colour, logo, keepYears, characters: contact.join('').length },
    words: contact,
  }),
};
