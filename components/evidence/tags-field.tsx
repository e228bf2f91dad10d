'use client';

import { useId, useState } from 'react';
import { TextInput } from '#components/ui/text-input.tsx';
import { DETAIL_NAMES } from '#lib/record/evidence/rules.ts';

type TagsFieldProps = {
  value: string | undefined;
  error: string | undefined;
  /** The council's tags. */
  known: readonly string[];
};

/** Tags in one line. With script, the council's own tags are suggested for each, not only for the first. */
export function TagsField({ value = '', error, known }: TagsFieldProps) {
  const list = useId();
  const [typed, setTyped] = useState(value);
  const [, before = ''] = /^(.*,\s*)?[^,]*$/s.exec(typed) ?? [];
  const used = new Set(before.split(',').map(inSmall));
  return (
    <>
      <TextInput
        name="tags"
        label={DETAIL_NAMES.tags}
        optional
        hint="Your own words to find it by, with commas between them. For example, survey, spring 2026"
        autoComplete="off"
        suggestions={list}
        onType={setTyped}
        defaultValue={value}
        error={error}
      />
      <datalist id={list}>
        {known
          .filter((tag) => !used.has(inSmall(tag)))
          .map((tag) => (
            <option key={tag} value={`${before}${tag}`} />
          ))}
      </datalist>
    </>
  );
}

function inSmall(tag: string): string {
  return tag.trim().toLowerCase();
}
