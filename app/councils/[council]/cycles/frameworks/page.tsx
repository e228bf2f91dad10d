import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { FrameworkView } from '#components/cycles/framework-view.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

const TITLE = 'Frameworks';

type FrameworksPageProps = { params: Promise<{ council: string }> };

/** The frameworks of this installation, the newest first, and what each changes. */
export default async function FrameworksPage({ params }: FrameworksPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const { cycles } = await listCycles(context);
  const frameworks = knownFrameworks();
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      title={TITLE}
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      <PageHeading lead="What an assessment is scored against. A cycle keeps the framework it started on.">
        {TITLE}
      </PageHeading>
      {frameworks.toReversed().map((framework) => (
        <FrameworkView
          key={framework.id}
          council={council}
          framework={framework}
          earlier={frameworks.filter(({ id }) => framework.mappings.some(({ from }) => from === id))}
          cycles={cycles
            .filter((cycle) => cycle.framework === framework.id)
            .map(({ number, name, closed }) => ({ number, name, isOpen: closed === null }))}
        />
      ))}
    </CouncilFrame>
  );
}
