import { ScorePictureSmall } from '#components/scoring/score-picture.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import * as routes from '#lib/kernel/routes.ts';
import {
  describePublished,
  KIND_NAMES,
  knownStatements,
  parseStoredScores,
  STATUS_NAMES,
} from '#lib/record/results/facts.ts';
import type { ShownResult } from '#lib/record/results/results-view.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';

type ResultsListProps = { council: string; results: readonly ShownResult[] };

/** One result for each council, highest score first. */
export function ResultsList({ council, results }: ResultsListProps) {
  return (
    <Table
      caption="Published results"
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Council' },
        { header: 'Published' },
        { header: 'Score', numeric: true },
        { header: 'Rating' },
        { header: 'Statement scores' },
        { header: 'Source' },
      ]}
      rows={results.map((result) => {
        const { id, authority, council: name, kind, isOwn, facts, known, origin } = result;
        return {
          key: id,
          cells: [
            <span key="name">
              <Link href={routes.councilResults(council, authority.gssCode)}>{name}</Link>
              {isOwn && <span className="block font-normal">Your council</span>}
              {kind !== 'first' && <span className="block font-normal">{KIND_NAMES[kind]}</span>}
              {facts.status !== 'published' && (
                <span className="block font-normal">{STATUS_NAMES[facts.status]}</span>
              )}
              {!facts.confirmed && <span className="block font-normal">Not confirmed</span>}
            </span>,
            describePublished(facts.published),
            known ? (
              <span key="score">
                {known.value}
                {known.from === 'calculated' && <span className="block text-ink-soft">calculated</span>}
              </span>
            ) : (
              'Not known'
            ),
            BAND_NAMES[facts.rating],
            knownStatements(facts) === 0 ? (
              'Not known'
            ) : (
              <ScorePictureSmall
                key="picture"
                scores={parseStoredScores(facts.scores)}
                framework={facts.framework}
                name={name}
              />
            ),
            <span key="source" className="wrap-anywhere">
              <bdi>{facts.source}</bdi>
              {origin.kind === 'corrected' && (
                <span className="block">
                  <Tag tone="info">{origin.before ? 'Corrected' : 'Added'}</Tag> by <bdi>{origin.by}</bdi>
                </span>
              )}
            </span>,
          ],
        };
      })}
    />
  );
}
