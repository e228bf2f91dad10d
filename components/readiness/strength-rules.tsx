import { Details } from '#components/ui/details.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  CATEGORIES_WANTED,
  listNames,
  neededCategories,
  STRENGTH_NAMES,
  type StrengthLevel,
  strengthRules,
} from '#lib/insight/readiness/strength.ts';
import { STALE_AFTER_YEARS } from '#lib/record/claims/rules.ts';

const LEVELS: readonly StrengthLevel[] = ['strong', 'partial', 'weak', 'none'];

type StrengthRulesProps = {
  /** The id of the assessment's framework. */
  framework: string;
};

export function StrengthRules({ framework: id }: StrengthRulesProps) {
  const framework = frameworkOf(id);
  const needed = neededCategories(framework);
  const rules = strengthRules(framework);
  return (
    <Details summary="How evidence strength is judged">
      <p className="max-w-text">
        Every statement has the same 7 checks: {listNames(needed)} {needed.length === 1 ? 'is' : 'are'}{' '}
        covered; at least {CATEGORIES_WANTED} of {framework.categories.length} categories are covered; enough
        evidence for both is dated in the last {STALE_AFTER_YEARS} years, and mentioned in the text; every
        paragraph cites evidence; no measure is worse than its comparator; and the statement has not changed
        since it was signed. More evidence never makes a statement weaker. Items that are old, undated or not
        mentioned do not count towards strong. CQC asks for {listNames(needed)} in every statement. The other
        limits are set by this service.
      </p>
      <div className="mt-4 max-w-text">
        <SummaryList rows={LEVELS.map((level) => ({ key: STRENGTH_NAMES[level], value: rules[level] }))} />
      </div>
    </Details>
  );
}
