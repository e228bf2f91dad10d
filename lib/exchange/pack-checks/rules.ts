import { COPY_PLACES, FORM_NAMES, type PackForm } from '#lib/exchange/packs/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';

/** What is known of a file of a pack, by its fingerprint alone: nothing of what is in it or for whom it was made. */
export type CheckedPack = {
  readonly council: string;
  /** When it was made. */
  readonly at: Date;
  /** Null: made as it was downloaded, and not kept. */
  readonly kept: {
    readonly number: number;
    /** The number of the pack that it is a copy of, made for somebody. Null: it is no copy. */
    readonly copyOf: number | null;
    readonly form: PackForm;
    readonly volume: number;
    /** How many files were made with it. */
    readonly volumes: number;
    /** `made again`: the pack has another file in its place. */
    readonly state: 'kept' | 'removed' | 'made again';
  } | null;
};

/**
 * The fingerprint that somebody typed or pasted, in lower case: 64 hexadecimal digits, in any groups. Null: it is none.
 */
export function parseFingerprint(typed: string): string | null {
  const digits = typed
    .toLowerCase()
    .replace(/^\s*sha-?256\s*[:=]/, '')
    .replaceAll(/[\s\u00a0:-]/g, '');
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}

const STATES = {
  kept: 'The council still keeps this file',
  removed:
    'The council has not kept this file. Files are removed when they expire, or when evidence in them is erased',
  'made again': 'The pack was made again since, and its file is another now',
} as const;

/** What is known, as questions and answers. */
export function describeCheckedPack({
  council,
  at,
  kept,
}: CheckedPack): readonly { readonly key: string; readonly value: string }[] {
  const made = { key: 'Made', value: formatDateTime(at) };
  if (!kept)
    return [
      { key: 'Council', value: council },
      { key: 'Pack', value: `${FORM_NAMES.register}, made as it was downloaded` },
      made,
    ];
  const { number, copyOf, form, volume, volumes, state } = kept;
  return [
    { key: 'Council', value: council },
    { key: 'Pack', value: `${number}: ${FORM_NAMES[form]}` },
    ...(copyOf === null
      ? []
      : [{ key: 'Copy', value: `Of pack ${copyOf}, with a name ${COPY_PLACES[form]}` }]),
    ...(volumes > 1 ? [{ key: 'Volume', value: `${volume} of ${volumes}` }] : []),
    made,
    { key: 'Now', value: STATES[state] },
  ];
}
