import type { Role } from '#lib/platform/access/permissions.ts';
import type { OwnCouncil } from './fixtures.ts';

/** Where a form is shown. */
export type FormPage = {
  /**
   * In Exampleshire, where tests keep nothing. A function for a form that would be saved: it gets the test's own
   * council.
   */
  readonly path: string | ((council: OwnCouncil) => string);
  /** Default: nobody is signed in. */
  readonly as?: Role;
  /** Whether leaving with changes asks first. False for filters, trial scores, forms with drafts and signing in. */
  readonly asks: boolean;
};

/** What a noun's testing/pages.ts gives the suites that check every page and form. */
export type NounPages = {
  /** Pages below Exampleshire's address, in each state that its assurance lead can see. */
  readonly pages?: readonly string[];
  /** Components with fields, by file below components, each with a page that shows it. */
  readonly forms?: Readonly<Record<string, FormPage>>;
};

export function nounPages(noun: NounPages): NounPages {
  return noun;
}

export const lead = (path: string, asks = true): FormPage => ({
  path: `/councils/exampleshire${path}`,
  as: 'lead',
  asks,
});

export const seenBy = (as: Role, path: string, asks = true): FormPage => ({ ...lead(path, asks), as });
