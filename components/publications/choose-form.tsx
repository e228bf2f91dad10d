import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { Link } from '#components/ui/link.tsx';
import { CHOICE_NAMES, type PublicationChoice } from '#lib/exchange/publications/rules.ts';
import { LEVEL_NAMES } from '#lib/record/findings/rules.ts';
import { ACTION_STATE_NAMES, type ImprovementAction } from '#lib/record/improvement/rules.ts';

type ChooseFormProps = {
  /** The page's own address, which holds the choice. Nothing is saved. */
  url: string;
  actions: readonly ImprovementAction[];
  choice: PublicationChoice;
  /** What is wrong with the choice. */
  problem: string | null;
  backHref: string;
};

/** What is published, action by action. */
export function ChooseForm({ url, actions, choice, problem, backHref }: ChooseFormProps) {
  const also = (['withOwners', 'withCosts'] as const).filter((one) => choice[one]);
  return (
    <form action={url} className="max-w-text space-y-8">
      {/* Told apart from an address without a choice, where what was published last is ticked. */}
      <input type="hidden" name="preview" value="yes" />
      <Checkboxes
        name="action"
        label={CHOICE_NAMES.actions}
        error={problem ?? undefined}
        options={actions.map((action) => ({
          value: String(action.number),
          label: action.title,
          hint: `${LEVEL_NAMES[action.priority]} priority. ${ACTION_STATE_NAMES[action.state]}.`,
        }))}
        defaultValues={choice.actions.map(String)}
      />
      <Checkboxes
        name="also"
        label="Also show"
        options={[
          {
            value: 'withOwners',
            label: CHOICE_NAMES.withOwners,
            hint: 'Ask the people first. Without it, nobody is named.',
          },
          { value: 'withCosts', label: CHOICE_NAMES.withCosts },
        ]}
        defaultValues={also}
      />
      <ButtonGroup>
        <Button>Preview</Button>
        <Link href={backHref}>Cancel</Link>
      </ButtonGroup>
    </form>
  );
}
