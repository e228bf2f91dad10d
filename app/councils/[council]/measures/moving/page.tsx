import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { EvidenceTable } from '#components/evidence/evidence-table.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { MeasureGrid } from '#components/measures/measure-grid.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import type { EvidenceWithUses } from '#lib/record/evidence/queries.ts';
import { againstComparator } from '#lib/record/measures/comparisons.ts';
import { getMoving } from '#lib/record/measures/queries.ts';
import { TOPIC_NAMES, TOPICS } from '#lib/record/measures/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const TITLE = 'Moving between health and social care';

export default async function MovingPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'measures:view');
  const { measures, statement, evidence } = await getMoving(context);
  const { better, worse } = againstComparator(measures);
  const asOf = new Date();
  return (
    <CouncilFrame
      context={context}
      place="moving"
      title={TITLE}
      breadcrumbs={[{ href: routes.measures(council), text: 'Measures' }]}
    >
      <PageHeading lead="Measures and evidence about discharge and transitions, people over 65 and people living with dementia. CQC’s reviews of local health and care systems looked at these together.">
        {TITLE}
      </PageHeading>
      {better.length + worse.length > 0 && (
        <p className="max-w-text">
          Of {formatCount(measures.length, 'measure')}, {better.length} {better.length === 1 ? 'is' : 'are'}{' '}
          better than the comparator and {worse.length} worse; the others have no figures to compare or are
          the same.
        </p>
      )}
      {TOPICS.map((topic) => {
        const own = measures.filter(({ topics }) => topics.includes(topic));
        return (
          <Section key={topic} heading={TOPIC_NAMES[topic]}>
            {own.length > 0 ? (
              <MeasureGrid council={council} measures={own} asOf={asOf} />
            ) : (
              <p>No measures on this topic yet. You can choose topics when you add a measure.</p>
            )}
          </Section>
        );
      })}
      {statement && <StatementEvidence council={council} statement={statement} evidence={evidence ?? []} />}
    </CouncilFrame>
  );
}

type StatementEvidenceProps = {
  council: string;
  statement: StatementId;
  evidence: readonly EvidenceWithUses[];
};

function StatementEvidence({ council, statement, evidence }: StatementEvidenceProps) {
  const { name } = knownStatement(statement);
  return (
    <Section
      heading={`Evidence for ${name}`}
      action={<Link href={routes.statement(council, statement)}>{name}</Link>}
    >
      {evidence.length > 0 ? (
        <EvidenceTable
          council={council}
          framework={frameworkOfStatement(statement)}
          items={evidence.map((item) => ({ ...item, statements: item.uses.map((use) => use.statement) }))}
        />
      ) : (
        <p>{`No evidence yet. Add evidence to ${name}, or cite it there.`}</p>
      )}
    </Section>
  );
}
