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

/** What a noun's testing/pages.ts tells the suites that look at every page and every form. */
export type NounPages = {
  /** Its pages below Exampleshire's address, in each state that its assurance lead can see. */
  readonly pages?: readonly string[];
  /** Its components that have fields of their own, by their file in components, and a page that shows each. */
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
