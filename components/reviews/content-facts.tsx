import { SummaryList } from '#components/ui/summary-list.tsx';
import { standingInWords } from '#lib/assessments/rules.ts';
import { highestMarking } from '#lib/evidence/rules.ts';
import { formatCount, formatHash } from '#lib/format.ts';
import { THRESHOLD_SETS } from '#lib/scoring/index.ts';
import type { Snapshot } from '#lib/snapshots/rules.ts';

type ContentFactsProps = { snapshot: Snapshot; contentHash: string };

/** What a signature stands under, in short, with the fingerprint of all of it. */
export function ContentFacts({ snapshot, contentHash }: ContentFactsProps) {
  const { result, statements, evidence, thresholds } = snapshot;
  const { overall } = result;
  const scored = statements.filter(({ score }) => score !== null).length;
  const completed = statements.filter((statement) => statement.completed).length;
  const words = standingInWords(overall);
  return (
    <SummaryList
      rows={[
        {
          key: 'Result',
          value: overall.state === 'complete' ? `${overall.score} out of 100. ${words}` : words,
        },
        { key: 'Thresholds', value: THRESHOLD_SETS[thresholds].name },
        {
          key: 'Quality statements',
          value: `${scored} of ${statements.length} scored, ${completed} completed`,
        },
        {
          key: 'Evidence',
          value: formatCount(evidence.length, 'piece of evidence', 'pieces of evidence'),
        },
        { key: 'Marking', value: highestMarking(evidence.map(({ marking }) => marking)) },
        {
          key: 'Content hash',
          value: (
            <>
              <code className="inline-block max-w-[36ch] text-16 tabular">{formatHash(contentHash)}</code>
              <p className="text-16 text-ink-soft">
                SHA-256 of all of it: wording, scores, texts, evidence and the fingerprint of each file. One
                letter more gives another hash.
              </p>
            </>
          ),
        },
      ]}
    />
  );
}
