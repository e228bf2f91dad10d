import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ActionsImportForm } from '#components/improvement/actions-import-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Details } from '#components/ui/details.tsx';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { LEVEL_NAMES } from '#lib/record/findings/rules.ts';
import { ACTION_COLUMNS } from '#lib/record/improvement/csv-rows.ts';
import { ACTION_NAMES, ACTION_STATE_NAMES, FUNDING_NAMES } from '#lib/record/improvement/rules.ts';

type ImportPlanPageProps = { params: Promise<{ council: string }> };

export default async function ImportPlanPage({ params }: ImportPlanPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'improvement:edit');
  const words = (names: readonly string[]) => formatList(names.map((name) => `“${name}”`));
  const needed: readonly string[] = [ACTION_NAMES.title, ACTION_NAMES.priority];
  const title = 'Import actions';
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      <ActionsImportForm
        council={council}
        councilName={context.council.name}
        title={title}
        heading={
          <>
            <PageHeading lead="Check what your file would change before you import it. If a row has a problem, nothing is imported.">
              {title}
            </PageHeading>
            <Details summary="What the file should look like">
              <div className="prose">
                <p>
                  The first line has column names. {words(needed)} are needed, the others are{' '}
                  {words(ACTION_COLUMNS.filter((name) => !needed.includes(name)))}. A row with the number of
                  an action changes that one, a row without a number adds one. Leave out a column to keep what
                  is there.
                </p>
                <p>
                  A priority is {words(Object.values(LEVEL_NAMES))}, and funding is{' '}
                  {words(Object.values(FUNDING_NAMES))}. A new action is{' '}
                  {words([ACTION_STATE_NAMES.planned, ACTION_STATE_NAMES.under_way])}. An owner is the email
                  or name of a member, or anybody’s name. Quality statements have a semicolon between them and
                  the score after a colon, as in “Safeguarding: 3”. Measures are on lines of their own, with
                  the value to reach after a colon.
                </p>
                <p>
                  Progress, a due date that moves, and completing or stopping an action need a reason, so they
                  are entered on the page of the action. The CSV file that you can download has these columns.
                </p>
              </div>
            </Details>
          </>
        }
      />
    </CouncilFrame>
  );
}
