import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Table } from '#components/ui/table.tsx';
import { differencesBetween } from '#lib/frameworks/differences.ts';
import type { Credit, Framework, FrameworkStatus } from '#lib/frameworks/framework.ts';
import { toCalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeFramework, describeScale, describeWeights } from '#lib/record/assessments/framework-text.ts';

type FrameworkViewProps = {
  council: string;
  framework: Framework;
  /** The frameworks that it continues. */
  earlier: readonly Framework[];
  /** The cycles on it, newest first. */
  cycles: readonly { readonly number: number; readonly name: string; readonly isOpen: boolean }[];
};

/** One framework: where it comes from, what it holds, and what it changes of those before it. */
export function FrameworkView({ council, framework, earlier, cycles }: FrameworkViewProps) {
  const heading = `framework-${framework.id}`;
  return (
    <section aria-labelledby={heading} className="mb-14">
      <h2 id={heading} className="heading-2 mb-4">
        {framework.name}
      </h2>
      <SummaryList
        rows={[
          { key: 'Status', value: STATUSES[framework.status] },
          { key: 'Dates', value: describeDates(framework) },
          { key: 'Source', value: framework.source },
          { key: 'Content', value: describeFramework(framework) },
          { key: 'Score out of 100', value: describeScore(framework) },
          {
            key: 'Thresholds',
            value: framework.thresholdSets.map(({ name }) => name).join('; '),
          },
          {
            key: 'Your cycles that use it',
            value:
              cycles.length === 0 ? (
                'None'
              ) : (
                <ul className="space-y-1">
                  {cycles.map(({ number, name, isOpen }) => (
                    <li key={number}>
                      <Link href={isOpen ? routes.assessment(council) : routes.cycle(council, number)}>
                        {name}
                      </Link>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {earlier.map((before) => (
        <WhatDiffers key={before.id} before={before} framework={framework} />
      ))}
      <Details summary="Statements, scores and sources of the texts">
        <Contents framework={framework} />
      </Details>
    </section>
  );
}

const STATUSES: Readonly<Record<FrameworkStatus, string>> = {
  draft: 'Draft. No assessment can start on it',
  'in-force': 'In force',
  superseded: 'Superseded. Only a council already on it can start on it again',
};

function describeDates({ from, to }: Framework): string {
  const [first, last] = [toCalendarDate(from), toCalendarDate(to)];
  if (!first) return last ? `Until ${formatDate(last)}` : 'Dates not known';
  return last ? `${formatDate(first)} to ${formatDate(last)}` : `From ${formatDate(first)}`;
}

function describeScore(framework: Framework): string {
  const { highestPoints, rounding } = framework;
  const rounded = rounding === 'up' ? 'up' : 'to the nearest';
  return `Points of ${highestPoints}, as a percentage rounded ${rounded}. ${describeWeights(framework)}`;
}

function WhatDiffers({ before, framework }: { before: Framework; framework: Framework }) {
  const differences = differencesBetween(before, framework);
  if (!differences) return null;
  const { statements, gone, mapping } = differences;
  const scale = describeScale(mapping);
  return (
    <div className="mt-8">
      <Table
        stacked
        caption={`What differs from ${before.name}`}
        columns={[{ header: 'Statement' }, { header: 'Before' }, { header: 'Scores' }]}
        rows={[
          ...statements.map(({ statement, before: was, isComparable }) => ({
            key: statement.id,
            cells: [
              statement.name,
              was === null ? 'New' : was.name === statement.name ? 'The same' : `Renamed from “${was.name}”`,
              was === null ? '–' : isComparable ? 'Compared and carried forward' : 'Not comparable',
            ],
          })),
          ...gone.map(({ id, name }) => ({ key: id, cells: [name, 'Not continued', '–'] })),
        ]}
      />
      <p className="mt-3 max-w-text">
        {mapping.isTotalComparable
          ? 'Scores out of 100 can be compared.'
          : 'Scores out of 100 cannot be compared, so no trend is drawn between the two.'}
        {scale && ` Where statement scores are compared, an earlier ${scale}.`}
      </p>
    </div>
  );
}

function Contents({ framework }: { framework: Framework }) {
  const { themes, statements, scale, credits, thresholdSets } = framework;
  return (
    <div className="space-y-8">
      <Table
        stacked
        caption="Statements"
        columns={[{ header: 'Statement' }, { header: 'What it asks' }]}
        rows={themes.flatMap((theme) => [
          { key: String(theme.id), heading: theme.name },
          ...statements
            .filter(({ theme: of }) => of === theme.id)
            .map(({ id, name, asks }) => ({ key: id, cells: [name, asks] })),
        ])}
      />
      <Table
        caption="Scores"
        columns={[{ header: 'Score' }, { header: 'In words' }]}
        rows={scale.map(({ score, words }) => ({ key: String(score), cells: [score, words] }))}
      />
      <Table
        stacked
        caption="Thresholds"
        columns={[{ header: 'Set' }, { header: 'Source' }]}
        rows={thresholdSets.map(({ id, name, origin }) => ({ key: id, cells: [name, origin] }))}
      />
      <Table
        stacked
        caption="Sources of the texts"
        columns={[{ header: 'Texts' }, { header: 'Source' }, { header: 'Licence' }]}
        rows={Object.entries(credits).map(([kind, { source, licence }]: [string, Credit]) => ({
          key: kind,
          cells: [KINDS[kind] ?? kind, source, licence],
        }))}
      />
    </div>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  names: 'Names of statements and themes',
  asks: 'What each statement asks',
  topics: 'Sub-topics',
  scale: 'Scores in words',
  categories: 'Evidence categories',
  prompts: 'Questions to ask',
  characteristics: 'What each score could look like',
};
