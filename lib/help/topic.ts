import type { Permission } from '#lib/platform/access/permissions.ts';

// Help for each task. What people see on the page, such as a button, is written **like this**: a test finds each of
// these in the code of the pages, so that help cannot name a button that is gone.

/** Steps to follow in order, or paragraphs to read. */
export type HelpPart = {
  readonly heading?: string;
  readonly steps?: readonly string[];
  readonly text?: readonly string[];
};

export type HelpTopic = {
  /** The task, as a verb: "Score a statement". */
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly lead: string;
  /** Who can do it. Not set: everyone. */
  readonly permission?: Permission;
  readonly parts: readonly HelpPart[];
};
