import { type HashedContent, hashContent } from '#lib/record/snapshots/rules.ts';

/** What a link to the calendar of an inspection keeps: which one it is. The dates are read whenever it is opened. */
export function contentOfFeed(inspection: string): HashedContent {
  return hashContent({ inspection });
}

/** The id of the inspection whose calendar a link opens. */
export function inspectionOfFeed(content: string): string {
  return (JSON.parse(content) as { readonly inspection: string }).inspection;
}
