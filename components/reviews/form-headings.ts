/** A step of a review, or a director's choice of two. */
export type ReviewFormKind = 'propose' | 'withdraw' | 'decide' | 'reopen';

/** The heading of the step's form, and the text of links to it. */
export const FORM_HEADINGS: Record<ReviewFormKind, (version: number) => string> = {
  propose: (version) => `Send version ${version} for sign-off`,
  withdraw: (version) => `Withdraw version ${version} from sign-off`,
  decide: () => 'Your decision',
  reopen: () => 'Reopen the assessment',
};
