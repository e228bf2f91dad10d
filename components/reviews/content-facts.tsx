import { Details } from '#components/ui/details.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatCount, formatHash } from '#lib/kernel/format.ts';
import {
  type AssessmentState,
  describeCertainty,
  describeHeadline,
  describeOpen,
  formatScored,
} from '#lib/record/assessments/state.ts';
import { highestMarking } from '#lib/record/evidence/rules.ts';
import { frameworkOfSnapshot, type Snapshot } from '#lib/record/snapshots/rules.ts';
import { thresholdSet } from '#lib/scoring/index.ts';

type ContentFactsProps = { snapshot: Snapshot; state: AssessmentState; contentHash: string };

/** A summary of the content to sign, with its fingerprint. */
export function ContentFacts({ snapshot, state, contentHash }: ContentFactsProps) {
  const { statements, evidence, thresholds } = snapshot;
  const completed = statements.filter((statement) => statement.completed).length;
  const open = describeOpen(state);
  const framework = frameworkOfSnapshot(snapshot);
  return (
    <SummaryList
      rows={[
        {
          key: 'Result',
          value: [state.value || !open ? describeHeadline(state) : describeCertainty(state), open ?? []]
            .flat()
            .join('. '),
        },
        { key: 'Framework', value: framework.name },
        { key: 'Thresholds', value: thresholdSet(thresholds, framework).name },
        {
          key: 'Quality statements',
          value: `${formatScored(state)}, ${completed} completed`,
        },
        {
          key: 'Evidence',
          value: formatCount(evidence.length, 'evidence item'),
        },
        { key: 'Marking', value: highestMarking(evidence.map(({ marking }) => marking)) },
        {
          key: 'Document fingerprint',
          value: (
            <Details summary="Show fingerprint" compact>
              <code className="inline-block max-w-[36ch] text-16 tabular">{formatHash(contentHash)}</code>
              <p className="mt-1 text-16 text-ink-soft">
                SHA-256 of everything in this version: wording, scores, texts, evidence and the fingerprint of
                each file. Any change, even one letter, gives a different fingerprint.
              </p>
            </Details>
          ),
        },
      ]}
    />
  );
}
