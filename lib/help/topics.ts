import type { Place } from '#lib/nouns.ts';
import { can, type Role } from '#lib/platform/access/permissions.ts';
import { COUNCIL } from './topics/council.ts';
import { EVIDENCE } from './topics/evidence.ts';
import { IMPROVEMENT } from './topics/improvement.ts';
import { INSPECTION } from './topics/inspection.ts';
import { SHARING } from './topics/sharing.ts';
import { SIGN_OFF } from './topics/sign-off.ts';
import { WRITING } from './topics/writing.ts';

/** Every topic, by its address, in the order of the list. */
export const TOPICS = {
  ...WRITING,
  ...EVIDENCE,
  ...SIGN_OFF,
  ...INSPECTION,
  ...IMPROVEMENT,
  ...SHARING,
  ...COUNCIL,
};
export type TopicId = keyof typeof TOPICS;

/** The help of each page of the menu, and of the pages below it. */
const HELP_OF: Readonly<Record<Place, TopicId | 'figures'>> = {
  overview: 'figures',
  movement: 'figures',
  activity: 'history',
  assessment: 'score-a-statement',
  review: 'review-and-sign',
  cycles: 'cycles',
  evidence: 'add-evidence',
  strength: 'add-evidence',
  coverage: 'add-evidence',
  topics: 'topics',
  measures: 'measures',
  inspections: 'inspections',
  calendar: 'calendar',
  improvement: 'improvement-plan',
  findings: 'published-report',
  'published-reports': 'published-report',
  'support-stages': 'stage-of-support',
  'what-if': 'scenarios-and-targets',
  targets: 'scenarios-and-targets',
  scenarios: 'scenarios-and-targets',
  reports: 'packs-and-papers',
  packs: 'evidence-packs',
  'board-papers': 'packs-and-papers',
  results: 'sharing-and-comparing',
  councils: 'sharing-and-comparing',
  members: 'people-and-roles',
  sharing: 'sharing-and-comparing',
  settings: 'council-settings',
  'my-work': 'assign-statements',
  notices: 'comments',
  search: 'search',
};

/** The help that fits a page, for a person in that role. */
export function helpOf(place: Place, holder: { readonly role: Role }): TopicId | 'figures' {
  // Leads send what directors sign.
  return place === 'review' && can(holder, 'review:propose') ? 'send-for-sign-off' : HELP_OF[place];
}
