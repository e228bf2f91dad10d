import { Details } from '#components/ui/details.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatCount, formatHash } from '#lib/kernel/format.ts';
import {
  type AssessmentState,
  describeCertainty,
  describeHeadline,
  describeOpen,
  formatScored,
} from '#lib/record/assessments/state.ts';
import { thresholdSet } from '#lib/scoring/index.ts';
import type { ContentSummary } from '#lib/work/reviews/rules.ts';

type ContentFactsProps = {
  content: ContentSummary & { readonly state: AssessmentState; readonly contentHash: string };
};

/** A summary of the content to sign, with its fingerprint. */
export function ContentFacts({ content }: ContentFactsProps) {
  const { statements, evidence, thresholds, state, contentHash } = content;
  const completed = statements.filter((statement) => statement.completed).length;
  const open = describeOpen(state);
  const framework = frameworkOf(content.framework);
  return (
    <>
      <p>
        <strong>{state.value || !open ? describeHeadline(state) : describeCertainty(state)}.</strong> {open}
      </p>
      <p className="my-2 text-16">
        {formatScored(state)}, {completed} completed. {formatCount(evidence.items, 'evidence item')}
        {evidence.items > 0 && `, marked ${evidence.marking}`}.
      </p>
      <Details summary="Framework, thresholds and document fingerprint" compact>
        <div className="space-y-2 text-16">
          <p>
            {framework.name}. {thresholdSet(thresholds, framework).name}.
          </p>
          <p>
            <code className="inline-block max-w-[36ch] tabular">{formatHash(contentHash)}</code>
          </p>
          <p className="text-ink-soft">
            SHA-256 of everything in this version: wording, scores, texts, evidence and the fingerprint of
            each file. Any change, even one letter, gives a different fingerprint.
          </p>
        </div>
      </Details>
    </>
  );
}
