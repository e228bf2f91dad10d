import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ScoreLabel } from '#components/scoring/score-label.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import {
  describePublished,
  describeResultFacts,
  KIND_NAMES,
  knownScore,
  knownStatements,
  type ResultFacts,
  STATUS_NAMES,
  statementScores,
} from '#lib/record/results/facts.ts';
import type { CouncilResults } from '#lib/record/results/queries.ts';
import { describeOrigin, type Origin, type ResultRow } from '#lib/record/results/rules.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';
import { RemoveCorrectionForm } from './remove-correction-form.tsx';

type CouncilResultsViewProps = CouncilResults & {
  council: string;
  mayManage: boolean;
  /** The correction to remove, from the address. */
  remove: string | undefined;
};

/** The published results of one council, with the origin of each. */
export function CouncilResultsView({
  council,
  authority,
  results,
  mayManage,
  remove,
}: CouncilResultsViewProps) {
  const removed = results.find(({ id, origin }) => id === remove && origin.kind === 'corrected');
  if (removed && mayManage) {
    const { origin } = removed;
    const before = origin.kind === 'corrected' ? origin.before : null;
    return (
      <>
        <PageHeading caption={authority.name}>Remove this correction?</PageHeading>
        <SummaryList
          rows={[
            { key: 'Now', value: describeResultFacts(removed.facts) },
            {
              key: 'After it is removed',
              value: before ? describeResultFacts(before.facts) : 'No result. Your council added this one',
            },
          ]}
        />
        <div className="mt-8">
          <RemoveCorrectionForm council={council} authority={authority.gssCode} id={removed.id} />
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeading lead={`${authority.type}, ${authority.region}. GSS code ${authority.gssCode}.`}>
        {authority.name}
      </PageHeading>
      {results.length === 0 ? (
        <EmptyState action={<Link href={routes.results(council)}>Back to published results</Link>}>
          No published result for this council.
        </EmptyState>
      ) : (
        results.map((row) => (
          <Section
            key={row.id}
            heading={KIND_NAMES[row.kind]}
            action={
              mayManage &&
              row.origin.kind === 'corrected' && (
                <Link href={routes.councilResults(council, authority.gssCode, row.id)}>
                  Remove this correction
                </Link>
              )
            }
          >
            <ResultDetails row={row} />
          </Section>
        ))
      )}
    </>
  );
}

function ResultDetails({ row: { facts, origin } }: { row: ResultRow }) {
  const known = knownScore(facts);
  return (
    <SummaryList
      rows={[
        { key: 'Rating', value: BAND_NAMES[facts.rating] },
        { key: 'Status', value: STATUS_NAMES[facts.status] },
        {
          key: 'Confirmed',
          value: facts.confirmed ? 'Yes' : 'No. Only one unofficial source gives it, so it is not counted',
        },
        {
          key: 'Score',
          value:
            known === null
              ? 'Not known'
              : `${known.value}${known.from === 'calculated' ? ', calculated from the published statement scores. The score itself was not found' : ', published'}`,
        },
        { key: 'Published', value: describePublished(facts.published) },
        {
          key: 'Statement scores',
          value: knownStatements(facts) === 0 ? 'Not known' : <StatementScores facts={facts} />,
        },
        ...(facts.basis ? [{ key: 'How complete', value: capitalise(facts.basis) }] : []),
        { key: 'Source', value: <Source text={facts.source} /> },
        { key: 'Origin', value: describeOrigin(origin) },
        ...shippedRow(origin),
      ]}
    />
  );
}

/** A source that starts with the address of CQC's page links to it. */
function Source({ text }: { text: string }) {
  const [address] = /^https:\/\/www\.cqc\.org\.uk\/[\w/.-]+/.exec(text) ?? [];
  if (address === undefined) return <bdi>{text}</bdi>;
  return (
    <span className="wrap-anywhere">
      <Link href={address}>CQC summary page</Link>
      {text.slice(address.length)}
    </span>
  );
}

function StatementScores({ facts }: { facts: ResultFacts }) {
  const scores = statementScores(facts);
  return (
    <ul className="space-y-2">
      {frameworkOf(facts.framework).statements.map(({ id, name }) => {
        const score = scores[id] ?? null;
        return (
          <li key={id}>
            {name}
            <span className="sr-only">: </span>
            <span className="block">
              {score === null ? 'Not known' : <ScoreLabel statement={id} score={score} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function shippedRow(origin: Origin) {
  if (origin.kind !== 'corrected' || !origin.before) return [];
  const { facts, on } = origin.before;
  return [
    {
      key: 'Before the correction',
      value: `${describeResultFacts(facts)}. Shipped with the service on ${formatDate(on)}`,
    },
  ];
}
