import type { ReactNode } from 'react';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { Section } from '#components/layout/section.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { STRENGTH_NAMES } from '#lib/insight/readiness/strength.ts';
import {
  type ComparedCouncil,
  comparedFrameworks,
  describeBands,
  describeHidden,
  describeNote,
  describePlaces,
  figuresIn,
  formatDated,
  isShown,
  PART_NAMES,
  type ShownCouncil,
  SORTS,
  type Sort,
  sortCouncils,
} from '#lib/insight/sharing/rules.ts';
import { formatInWords } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import { formatBand, formatScore } from '#lib/record/assessments/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ComparisonStrip } from './comparison-strip.tsx';

const SORT_NAMES: Record<Sort, string> = { name: 'By name', score: 'By score' };

type ComparisonProps = { councils: readonly ComparedCouncil[]; sort: Sort };

/** A person's councils side by side, in the given order: what each shares, or why it shares nothing. */
export function CouncilComparison({ councils, sort }: ComparisonProps) {
  const shown = councils.filter(isShown);
  const others = councils.filter((council) => !isShown(council));
  const frameworks = comparedFrameworks(shown);
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState>
          None of your councils shares its figures. A council’s directors can start sharing on its page
          “Sharing with other councils”.
        </EmptyState>
      ) : (
        <p className="flex flex-wrap items-baseline gap-x-6 gap-y-1 print:hidden">
          {SORTS.map((one) => (
            <Link
              key={one}
              href={routes.compareCouncils({ sort: one })}
              className={one === sort ? 'inline-block min-h-6 font-bold' : 'link inline-block min-h-6'}
              aria-current={one === sort ? 'true' : undefined}
            >
              {SORT_NAMES[one]}
            </Link>
          ))}
          {shown.length > 1 && (
            <Link href={routes.exportCouncils({ sort })} className="link inline-block min-h-6">
              Download as CSV
            </Link>
          )}
          <WorkedOut figure="councils" />
        </p>
      )}
      {frameworks.length > 1 && (
        <p className="mt-6 max-w-text">
          Your councils use {formatInWords(frameworks.length)} frameworks, whose scores are not comparable.
          Each has its own comparison.
        </p>
      )}
      {frameworks.map((framework) => (
        <InFramework
          key={framework.id}
          framework={framework}
          councils={sortCouncils(figuresIn(framework, shown), sort)}
          isOnly={frameworks.length === 1}
        />
      ))}
      {others.length > 0 && (
        <Section heading={shown.length === 0 ? 'Your councils' : 'Not shown here'}>
          <ul className="border-t border-rule">
            {others.map((council) => (
              <li key={council.slug} className="border-b border-rule py-4">
                <CouncilName council={council} />
                <p className="mt-1 max-w-text">{describeHidden(council)}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

type InFrameworkProps = {
  framework: Framework;
  /** With figures in this framework alone. */
  councils: readonly ShownCouncil[];
  /** Whether all figures on the page are in it, so that no heading has to name it. */
  isOnly: boolean;
};

function InFramework({ framework, councils, isOnly }: InFrameworkProps) {
  const places = describePlaces(councils);
  const named = (heading: string) => (isOnly ? heading : `${heading}: ${framework.name}`);
  return (
    <>
      {places && (
        <Section heading={isOnly ? places : `${framework.name}: ${places}`}>
          <p className="mb-6 max-w-text">{describeBands(councils)}</p>
          <ComparisonStrip councils={councils} framework={framework} />
        </Section>
      )}
      <Section heading={named('Score and band')}>
        <ResultsTable councils={councils} />
      </Section>
      <Section heading={named(`The ${formatInWords(framework.statements.length)} statements`)}>
        <StatementsTable councils={councils} framework={framework} />
      </Section>
    </>
  );
}

function CouncilName({ council: { slug, name, role } }: { council: ComparedCouncil }) {
  return (
    <>
      <Link href={routes.council(slug)} className="link inline-block min-h-6 font-semibold">
        {name}
      </Link>
      <span className="block text-16 font-normal text-ink-soft">
        Your role: {ROLE_NAMES[role].toLowerCase()}
      </span>
    </>
  );
}

function ResultsTable({ councils }: { councils: readonly ShownCouncil[] }) {
  return (
    <Table
      caption="Results of your councils"
      captionHidden
      stacked
      columns={[
        { header: 'Council' },
        { header: 'Result' },
        { header: 'Score', numeric: true },
        { header: 'Band' },
        { header: 'Cycle' },
      ]}
      rows={councils.flatMap((council) => {
        const name = <CouncilName key="name" council={council} />;
        const { results, shared } = council.figures;
        if (results.length === 0) {
          const missing = shared.includes('signed') || shared.includes('live');
          return [
            {
              key: council.slug,
              cells: [name, missing ? 'No result yet' : 'Not shared', '–', '–', '–'],
            },
          ];
        }
        return results.map((result) => ({
          key: `${council.slug} ${result.kind}`,
          cells: [
            name,
            formatDated(result),
            <span key="score" className="font-bold whitespace-nowrap">
              {formatScore(result.state)}
            </span>,
            <BandCell key="band" {...result} />,
            result.cycle,
          ],
        }));
      })}
    />
  );
}

function BandCell({ state }: Pick<ShownCouncil['figures']['results'][number], 'state'>) {
  const note = describeNote(state);
  return (
    <>
      {formatBand(state)}
      {note && <span className="block text-ink-soft">{note}</span>}
    </>
  );
}

type StatementRow = { key: string; council: ShownCouncil; what: string; cells: readonly ReactNode[] };

type StatementsTableProps = Pick<InFrameworkProps, 'councils' | 'framework'>;

function StatementsTable({ councils, framework }: StatementsTableProps) {
  const { statements, statementIds } = framework;
  const rows = councils.flatMap((council): StatementRow[] => {
    const { results, strength } = council.figures;
    const row = (what: string, cell: (id: StatementId) => ReactNode) => ({
      key: `${council.slug} ${what}`,
      council,
      what,
      cells: statementIds.map(cell),
    });
    return [
      ...results.flatMap(({ kind, scores }) =>
        scores
          ? [row(kind === 'signed' ? 'Signed scores' : 'Current scores', (id) => scores[id] ?? '–')]
          : [],
      ),
      ...(strength ? [row(PART_NAMES.strength, (id) => STRENGTH_NAMES[strength[id] ?? 'none'])] : []),
    ];
  });
  if (rows.length === 0)
    return <p>None of these councils shares its statement scores or its evidence strength.</p>;
  return (
    <>
      <Table
        caption="Statement scores and evidence strength of your councils"
        captionHidden
        wide
        stacked
        columns={[
          { header: 'Council' },
          { header: 'Figures' },
          ...statementIds.map((id) => ({ header: id })),
        ]}
        rows={rows.map(({ key, council, what, cells }) => ({
          key,
          cells: [council.name, what, ...cells],
        }))}
      />
      <p className="mt-4 max-w-text text-16 text-ink-soft">
        {statements.map(({ id, name }) => `${id} ${name}`).join('; ')}. A dash means not scored.
      </p>
    </>
  );
}
