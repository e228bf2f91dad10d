import type { Role } from '#lib/platform/access/permissions.ts';
import type { OwnCouncil } from './fixtures.ts';

/** Where one form is met. */
export type FormPage = {
  /** Of Exampleshire, where nothing that is typed is kept. Given a council of the test's own where it would be. */
  readonly path: string | ((council: OwnCouncil) => string);
  /** Nobody is signed in without one. */
  readonly as?: Role;
  /** Whether leaving asks. Not where a list is narrowed, where scores are only tried, where drafts are kept, to sign in. */
  readonly asks: boolean;
};

const lead = (path: string, asks = true): FormPage => ({
  path: `/councils/exampleshire${path}`,
  as: 'lead',
  asks,
});
const seenBy = (as: Role, path: string, asks = true): FormPage => ({ ...lead(path, asks), as });

/** Every component that has fields of its own, by its file, and a page that shows it. */
export const FORM_PAGES: Readonly<Record<string, FormPage>> = {
  'activity/activity-filters.tsx': lead('/activity', false),
  'assessments/statement-form.tsx': { path: ({ path }) => path('/assessment/QS1'), as: 'lead', asks: false },
  'assignments/assign-form.tsx': lead('/assessment/QS1/people'),
  'auth/code-form.tsx': { path: '/join', as: 'lead', asks: true },
  'auth/join-form.tsx': { path: '/join?show', asks: false },
  'auth/password-form.tsx': { path: '/account', as: 'lead', asks: false },
  'auth/sign-in-form.tsx': { path: '/sign-in', asks: false },
  'challenge/blind-form.tsx': lead('/assessment/challenge-settings'),
  'challenge/challenge-form.tsx': seenBy('reader', '/assessment/QS1/challenge'),
  'comments/comment-form.tsx': lead('/assessment/QS1/comments'),
  'cycles/compare-form.tsx': lead('/cycles/compare', false),
  'cycles/start-assessment-form.tsx': lead('/cycles/start'),
  'evidence/add-link-form.tsx': lead('/evidence/new?statement=QS1&way=link'),
  'evidence/attach-form.tsx': lead('/evidence/new?statement=QS2&way=list'),
  'evidence/attach-search.tsx': lead('/evidence/new?statement=QS2&way=list'),
  'evidence/details-fields.tsx': lead('/evidence/E1/edit'),
  'evidence/evidence-filters.tsx': lead('/evidence?words=a', false),
  'evidence/upload-form.tsx': lead('/evidence/new?statement=QS1'),
  'measures/import-form.tsx': lead('/measures/import'),
  'measures/measure-filters.tsx': lead('/measures?words=a', false),
  'measures/measure-form.tsx': lead('/measures/new'),
  'measures/target-form.tsx': lead('/measures/own-2/target'),
  'measures/value-form.tsx': lead('/measures/own-2/value'),
  'members/change-member-forms.tsx': {
    path: ({ as, path }) => path(`/members/${as.contributor.person.id}`),
    as: 'admin',
    asks: true,
  },
  'members/invite-form.tsx': seenBy('admin', '/members/new'),
  'notices/digest-form.tsx': lead('/notices'),
  'papers/paper-link-form.tsx': lead('/board-papers/new'),
  'readiness/movement-since.tsx': lead('/movement', false),
  'readiness/try-scores.tsx': lead('/what-if', false),
  'results/import-form.tsx': seenBy('admin', '/results/import'),
  'results/results-filters.tsx': lead('/results', false),
  'reviews/decision-form.tsx': lead('/review/propose'),
  'scenarios/save-scores.tsx': lead('/what-if?QS1=4'),
  'scenarios/scenario-form.tsx': lead('/what-if/scenarios/1'),
  'scenarios/targets-form.tsx': lead('/what-if/targets'),
  'sharing/sharing-form.tsx': seenBy('director', '/sharing'),
};
