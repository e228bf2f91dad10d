import { type Credit, defineFramework } from './framework.ts';

const OURS: Credit = { source: 'Words of this project, not of CQC', licence: 'MIT' };
const AS_PUBLISHED: Credit = {
  source: 'CQC, assessment framework for local authorities, 2023',
  licence: 'Names and headings only, quoted as published',
};

/**
 * CQC's assessment framework for local authorities, of the first round of assessments.
 *
 * Names and grouping: CQC's assessment framework for local authorities. All statements count the same (CQC, "How we
 * determine ratings").
 */
export const CQC_2023 = defineFramework({
  id: 'cqc-2023',
  name: 'CQC assessment framework for local authorities, 2023',
  version: 1,
  source: 'Care Quality Commission, assessment framework for local authorities',
  status: 'in-force',
  from: null,
  to: null,
  credits: { names: AS_PUBLISHED, asks: OURS, topics: OURS, scale: AS_PUBLISHED, categories: AS_PUBLISHED },
  themes: [
    { id: 1, name: 'Working with people' },
    { id: 2, name: 'Providing support' },
    { id: 3, name: 'Ensuring safety' },
    { id: 4, name: 'Leadership' },
  ],
  statements: [
    {
      id: 'QS1',
      name: 'Assessing needs',
      theme: 1,
      asks: 'Work out needs jointly with each person, keep them under review, make support effective',
      topics: [
        'Assessment, care planning and review',
        'Timeliness',
        'Unpaid carers',
        'Non-eligible needs',
        'Eligibility',
        'Financial assessment and charging',
        'Advocacy',
      ],
      weight: 1,
    },
    {
      id: 'QS2',
      name: 'Supporting people to live healthier lives',
      theme: 1,
      asks: 'Help people stay well and independent; prevent, reduce or delay need',
      topics: [
        'Prevent, reduce, delay',
        'Intermediate care and reablement',
        'Equipment and adaptations',
        'Information and advice',
        'Direct payments',
      ],
      weight: 1,
    },
    {
      id: 'QS3',
      name: 'Equity in experiences and outcomes',
      theme: 1,
      asks: 'Seek out those most likely to have worse experience or outcomes, and adapt',
      topics: ['Barriers and inequalities', 'Inclusion and accessibility'],
      weight: 1,
    },
    {
      id: 'QS4',
      name: 'Care provision, integration and continuity',
      theme: 2,
      asks: 'Understand local need so that care is joined up, flexible, gives choice and lasts',
      topics: ['Local need', 'Market shaping and commissioning', 'Capacity', 'Quality', 'Sustainability'],
      weight: 1,
    },
    {
      id: 'QS5',
      name: 'Partnerships and communities',
      theme: 2,
      asks: 'Work with partners so services feel seamless; share learning',
      topics: ['Shared objectives', 'Partnership arrangements', 'Impact', 'Voluntary sector'],
      weight: 1,
    },
    {
      id: 'QS6',
      name: 'Safe systems, pathways and transitions',
      theme: 3,
      asks: 'Keep care safe and continuous when people move between services',
      topics: [
        'Safety management',
        'Transitions (hospital discharge, children to adults)',
        'Contingency planning',
      ],
      weight: 1,
    },
    {
      id: 'QS7',
      name: 'Safeguarding',
      theme: 3,
      asks: 'Understand what safe means to each person; protect with partners; respect rights',
      topics: [
        'Systems and practice',
        'Local risks',
        'Concerns and section 42 enquiries',
        'Making safeguarding personal',
      ],
      weight: 1,
    },
    {
      id: 'QS8',
      name: 'Governance, management and sustainability',
      theme: 4,
      asks: 'Clear roles and accountability; act on information about risk, performance, outcomes',
      topics: ['Governance, accountability and risk', 'Strategic planning', 'Information security'],
      weight: 1,
    },
    {
      id: 'QS9',
      name: 'Learning, improvement and innovation',
      theme: 4,
      asks: 'Keep learning across council and system; encourage creative, fair approaches',
      topics: ['Continuous learning and professional development', 'Learning from feedback and complaints'],
      weight: 1,
    },
  ],
  scale: [
    { score: 1, words: 'Significant shortfalls' },
    { score: 2, words: 'Some shortfalls' },
    { score: 3, words: 'Good standard' },
    { score: 4, words: 'Exceptional standard' },
  ],
  aggregation: 'weighted-sum',
  // Derived from published results. Four fit nothing else: Hounslow (25 points, 69.44, published 70), North Somerset
  // (21, 58.33, 59), Swindon (22, 61.11, 62) and Brent (22, one point under good).
  rounding: 'up',
  // The sets differ only at 29, 30 and 31 points. Wokingham and North Yorkshire scored 81 (29 points) and CQC rated
  // them good.
  thresholdSets: [
    {
      id: '62-80',
      name: '62 and 80 thresholds',
      nameInReason: 'Boundaries at 62 and 80',
      origin:
        'Community Care, 21 May 2024: good starts above 62 and outstanding at 80. It gives no threshold above inadequate, so CQC’s 38 is used.',
      bands: [
        { band: 'inadequate', stated: 'up to 38', limit: 38, includesLimit: true },
        { band: 'requires-improvement', stated: 'above 38, up to 62', limit: 62, includesLimit: true },
        { band: 'good', stated: 'above 62, under 80', limit: 80, includesLimit: false },
        { band: 'outstanding', stated: '80 and over', limit: 100, includesLimit: true },
      ],
    },
    {
      id: 'cqc',
      name: 'CQC published thresholds',
      nameInReason: 'CQC’s published ranges',
      origin: 'Care Quality Commission, “How we determine ratings”.',
      bands: [
        { band: 'inadequate', stated: '25 to 38', limit: 38, includesLimit: true },
        { band: 'requires-improvement', stated: '39 to 62', limit: 62, includesLimit: true },
        { band: 'good', stated: '63 to 87', limit: 87, includesLimit: true },
        { band: 'outstanding', stated: '88 to 100', limit: 100, includesLimit: true },
      ],
    },
  ],
  defaultThresholds: '62-80',
  regulatorThresholds: 'cqc',
  // Section 50 of the Health and Social Care Act 2008 has CQC tell the Secretary of State about a council that is
  // failing in its adult social services functions. York, with four 1s, was rated by the plain ranges too.
  notice: {
    score: 1,
    why:
      'A 1 does not cap the band, but two 1s at Hull led CQC to notify the Department of Health and Social Care under ' +
      'section 50 of the Health and Social Care Act 2008.',
    precedent: 'CQC’s published results show no such cap',
  },
  categories: [
    { id: 'people', name: 'People’s experience', isNeeded: true },
    { id: 'staff', name: 'Feedback from staff and leaders', isNeeded: false },
    { id: 'partners', name: 'Feedback from partners', isNeeded: false },
    { id: 'processes', name: 'Processes', isNeeded: false },
    // The council's own shelf: CQC has four categories.
    { id: 'outcomes', name: 'Outcomes and data', isNeeded: false },
  ],
  transitions: 'QS6',
  mappings: [],
});
