import { Marked } from '#components/activity/marked.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { runsOf } from '#lib/kernel/word-differences.ts';
import type { NoWords, VersionComparison } from '#lib/pages/version-comparison.ts';
import type { FileVersion } from '#lib/record/evidence/queries.ts';

type VersionChangesProps = { council: string; comparison: VersionComparison };

/** Characters of unchanged text on either side of a change, and the most changes shown. */
const AROUND = 120;
const SHOWN = 200;

const WHY: Record<NoWords, string> = {
  unusable: 'may not be opened',
  waiting: 'has not been read yet. Open this page again in a few minutes',
  empty: 'has no words that can be read: it may be a scan',
  unreadable: 'could not be read',
  'too long': 'is too long to compare here',
};

/** The words that differ between two versions of a file, each change with the words around it. */
export function VersionChanges({ council, comparison: { reference, from, to, words } }: VersionChangesProps) {
  return (
    <>
      <p className="max-w-text">
        From <Version council={council} reference={reference} version={from} /> to{' '}
        <Version council={council} reference={reference} version={to} />.
        {to.reason !== '' && to.number === from.number + 1 && (
          <>
            {' '}
            Why it was replaced: <bdi>{to.reason}</bdi>
          </>
        )}
      </p>
      {words.ok ? (
        <Changes runs={runsOf(words.pieces, AROUND)} />
      ) : (
        <Section heading="The words cannot be compared">
          <ul className="max-w-text list-disc space-y-2 pl-5">
            {words.missing.map(({ version, why }) => (
              <li key={version}>
                Version {version} {WHY[why]}.
              </li>
            ))}
          </ul>
          <p className="mt-4">
            <Link href={`${routes.evidenceItem(council, reference)}#versions`}>Download the versions</Link>
          </p>
        </Section>
      )}
    </>
  );
}

function Changes({ runs }: { runs: ReturnType<typeof runsOf> }) {
  return (
    <Section
      heading={runs.length === 0 ? 'No changes' : `What changed: ${formatCount(runs.length, 'passage')}`}
      message={
        runs.length > SHOWN
          ? `The first ${formatNumber(SHOWN)} are shown.`
          : 'Only words are compared, not pictures or layout.'
      }
    >
      {runs.length > 0 && (
        <ol className="max-w-text divide-y divide-rule border-y border-rule">
          {runs.slice(0, SHOWN).map((run, index) => {
            const key = index;
            return (
              <li key={key} className="py-3">
                <Marked passages={run} />
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}

type VersionProps = { council: string; reference: string; version: FileVersion };

function Version({ council, reference, version: { number, at, by } }: VersionProps) {
  return (
    <>
      <Link href={routes.evidenceItem(council, reference, { version: number })}>version {number}</Link> (
      {formatDateTime(at)}, <bdi>{by}</bdi>)
    </>
  );
}
