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
        Every statement has the same 7 checks: people’s experience is covered; at least {CATEGORIES_WANTED} of{' '}
        {CATEGORIES.length} categories are covered; enough evidence for both is dated in the last{' '}
        {STALE_AFTER_YEARS} years, and mentioned in the text; every paragraph cites evidence; no measure is
        worse than its comparator; and the statement has not changed since it was signed. More evidence never
        makes a statement weaker. Items that are old, undated or not mentioned do not count towards strong.
        CQC asks for people’s experience in every statement. The other limits are set by this service.
      </p>
      <div className="mt-4 max-w-text">
        <SummaryList
          rows={LEVELS.map((level) => ({ key: STRENGTH_NAMES[level], value: STRENGTH_RULES[level] }))}
        />
      </div>
    </Details>
  );
}
