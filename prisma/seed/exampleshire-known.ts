import type { ExampleKnown } from './example.ts';

const LEAD = 'lead@exampleshire.example';
const CONTRIBUTOR = 'contributor@exampleshire.example';

/** What Exampleshire knows about its evidence besides the documents, by number. */
export const exampleshireKnown: Readonly<Record<number, ExampleKnown>> = {
  1: { ownedBy: LEAD, reviewInDays: -20, voices: ['people'], tags: ['Survey'] },
  2: { reviewInDays: 230, voices: ['leaders'], topics: ['qs2.prevent_reduce_delay'], tags: ['Strategy'] },
  4: { reviewInDays: 120, voices: ['partners', 'leaders'], tags: ['Peer challenge'] },
  5: { ownedBy: CONTRIBUTOR, voices: ['staff', 'principal_social_worker'], needsRedaction: true },
  6: {
    reviewInDays: 400,
    voices: ['providers'],
    topics: ['qs4.local_need', 'workforce'],
    tags: ['Strategy'],
  },
  7: { voices: ['staff', 'principal_social_worker'], topics: ['workforce'], tags: ['Survey'] },
  8: { reviewInDays: 90, voices: ['voluntary', 'partners'], topics: ['qs5.voluntary_sector'] },
  9: { reviewInDays: 60, topics: ['qs6.contingency_planning'] },
  10: { reviewInDays: 100, voices: ['people', 'carers'], topics: ['transitions', 'equality'] },
  11: { ownedBy: CONTRIBUTOR, reviewInDays: 110, voices: ['people'], topics: ['discharge', 'older'] },
  12: { reviewInDays: 130, voices: ['partners'], topics: ['qs7.systems_and_practice'] },
  13: { reviewInDays: 140, voices: ['principal_social_worker'], tags: ['Practice'] },
  14: {
    ownedBy: LEAD,
    reviewInDays: 150,
    voices: ['people', 'self_funders'],
    topics: ['equality', 'qs3.barriers_and_inequalities'],
  },
  15: { reviewInDays: 160, voices: ['providers'], topics: ['workforce', 'qs4.quality'], tags: ['Survey'] },
  16: {
    ownedBy: CONTRIBUTOR,
    reviewInDays: 170,
    topics: ['qs2.intermediate_care_and_reablement', 'discharge'],
  },
  17: { reviewInDays: 175, voices: ['partners'], topics: ['qs5.partnership_arrangements'] },
  18: { reviewInDays: 180, topics: ['qs7.concerns_and_section_42_enquiries'] },
  19: { ownedBy: CONTRIBUTOR, reviewInDays: 190, voices: ['people', 'carers'], tags: ['Survey'] },
  20: { ownedBy: LEAD, reviewInDays: 195, voices: ['people', 'voluntary'], topics: ['equality'] },
  21: { reviewInDays: 200, voices: ['staff'], topics: ['workforce'], tags: ['Survey'] },
  22: { reviewInDays: 205, voices: ['self_funders'], topics: ['qs2.information_and_advice'] },
  23: { ownedBy: LEAD, reviewInDays: 210, voices: ['partners', 'staff'], topics: ['discharge'] },
  24: { reviewInDays: 215, voices: ['people'], topics: ['qs7.making_safeguarding_personal'] },
  25: {
    reviewInDays: 220,
    voices: ['people', 'carers'],
    topics: ['qs9.learning_from_feedback_and_complaints'],
  },
  26: {
    ownedBy: CONTRIBUTOR,
    reviewInDays: 240,
    voices: ['principal_social_worker', 'staff'],
    tags: ['Practice'],
  },
  28: { ownedBy: LEAD, reviewInDays: 260, voices: ['leaders'], topics: ['waiting'] },
  29: { ownedBy: CONTRIBUTOR, reviewInDays: 9, voices: ['carers', 'voluntary'], topics: ['carers'] },
  30: { reviewInDays: 280, voices: ['partners', 'leaders'], topics: ['discharge'] },
  32: { ownedBy: CONTRIBUTOR, reviewInDays: 300, topics: ['waiting', 'qs1.timeliness'], tags: ['Figures'] },
  33: {
    ownedBy: LEAD,
    reviewInDays: 120,
    voices: ['leaders'],
    topics: ['qs8.governance_accountability_and_risk'],
  },
  34: { voices: ['leaders'], topics: ['workforce'] },
};
