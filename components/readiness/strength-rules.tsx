import { Details } from '#components/ui/details.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import {
  CATEGORIES_WANTED,
  STRENGTH_NAMES,
  STRENGTH_RULES,
  type StrengthLevel,
} from '#lib/insight/readiness/strength.ts';
import { STALE_AFTER_YEARS } from '#lib/record/claims/rules.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';

const LEVELS: readonly StrengthLevel[] = ['strong', 'partial', 'weak', 'none'];

export function StrengthRules() {
  return (
    <Details summary="How evidence strength is judged">
      <p className="max-w-text">
        Seven checks, the same for every statement: people’s experience is covered; at least{' '}
        {CATEGORIES_WANTED} of {CATEGORIES.length} categories are covered; enough evidence to cover both is
        dated within the last {STALE_AFTER_YEARS} years, and cited in the text; every claim cites its proof;
        no measure is worse than its comparator; and the statement stands as it was signed. More evidence
        never makes a statement weaker: old, undated and uncited items do not count towards strong, and take
        nothing away. That people’s experience is wanted for every statement is CQC’s rule; the other limits
        are this service’s.
      </p>
      <div className="mt-4 max-w-text">
        <SummaryList
          rows={LEVELS.map((level) => ({ key: STRENGTH_NAMES[level], value: STRENGTH_RULES[level] }))}
        />
      </div>
    </Details>
  );
}
