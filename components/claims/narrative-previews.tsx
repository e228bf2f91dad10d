import type { ReactNode } from 'react';
import { Details } from '#components/ui/details.tsx';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { NarrativeField } from '#lib/record/claims/rules.ts';
import { Narrative } from './narrative.tsx';

/** Under each box of the statement's form: its saved text with links, if any. */
export function narrativePreviews(
  council: string,
  narratives: Readonly<Record<NarrativeField, string>>,
  inList: readonly number[],
): Record<NarrativeField, ReactNode> {
  const previews: Record<NarrativeField, ReactNode> = { strengths: null, improvements: null, impact: null };
  for (const { field, heading } of NARRATIVES) {
    if (narratives[field] === '') continue;
    previews[field] = (
      <Details
        key={field}
        summary={
          <>
            Preview with links<span className="sr-only"> of {heading}</span>
          </>
        }
      >
        <Narrative council={council} text={narratives[field]} inList={inList} />
      </Details>
    );
  }
  return previews;
}
