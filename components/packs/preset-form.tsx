import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { PACK_PRESETS, PRESET_NAMES } from '#lib/exchange/packs/choices.ts';
import * as routes from '#lib/kernel/routes.ts';

type PresetFormProps = { council: string; councilName: string; isMissing: boolean };

const TITLE = 'Make an evidence pack';
const MISSING = 'Select what to make';

/** The first question about a pack: its answer fills in the form. */
export function PresetForm({ council, councilName, isMissing }: PresetFormProps) {
  return (
    <>
      <PageTitle within={councilName} error={isMissing}>
        {TITLE}
      </PageTitle>
      <ErrorSummary errors={isMissing ? [{ field: 'preset', message: MISSING }] : []} />
      <PageHeading lead="For people who do not use this service. You say next what it is for and which version it is made of.">
        {TITLE}
      </PageHeading>
      <form action={routes.addPack(council)} className="max-w-text space-y-8">
        <input type="hidden" name="asked" value="yes" />
        <Radios
          name="preset"
          label="What do you want to make?"
          options={PACK_PRESETS.map((value) => ({
            value,
            label: PRESET_NAMES[value].name,
            hint: PRESET_NAMES[value].hint,
          }))}
          error={isMissing ? MISSING : undefined}
        />
        <ButtonGroup>
          <Button>Continue</Button>
          <Link href={routes.packs(council)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  );
}
