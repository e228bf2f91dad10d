import { defineFramework } from './define-framework.ts';
import type { Credit } from './framework.ts';

const OURS: Credit = { source: 'Written for this service, not by CQC', licence: 'MIT' };
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
  credits: {
    names: AS_PUBLISHED,
    asks: OURS,
    topics: OURS,
    scale: AS_PUBLISHED,
    categories: AS_PUBLISHED,
    prompts: OURS,
    characteristics: OURS,
  },
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
      prompts: [
        'How long do people wait for an assessment, a review and a care plan, and what happens while they wait?',
        'How do you know that unpaid carers are offered an assessment of their own?',
        'What do people say about being charged, and about advocacy when they need it?',
      ],
      characteristics: {
        1: 'Many people wait too long, risks while they wait are not known, and carers are often missed.',
        2: 'Waiting times or reviews are behind in some teams, and people’s experience of assessment is uneven.',
        3: 'Most people are assessed and reviewed in good time, together with them, and waiting is managed by risk.',
        4: 'People shape their own assessments, waits are short everywhere, and others learn from how it is done.',
      },
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
      prompts: [
        'What stops or delays people’s need for care, and how do you know that it works?',
        'How many people keep their independence after reablement, and who is not offered it?',
        'How easy is it to find information, get equipment or take a direct payment?',
      ],
      characteristics: {
        1: 'There is little to prevent need, and information, equipment or reablement are hard to get.',
        2: 'Some prevention works, but reach is uneven and results are not measured.',
        3: 'People get advice, equipment and reablement early, and figures show that need is prevented or delayed.',
        4: 'Prevention is planned with communities, reaches those at most risk, and its effect is proven over years.',
      },
      weight: 1,
    },
    {
      id: 'QS3',
      name: 'Equity in experiences and outcomes',
      theme: 1,
      asks: 'Seek out those most likely to have worse experience or outcomes, and adapt',
      topics: ['Barriers and inequalities', 'Inclusion and accessibility'],
      prompts: [
        'Who is most likely to have a worse experience or outcome, and how do you know?',
        'What have you changed for them, and what happened?',
        'Can everyone communicate with you in the way they need?',
      ],
      characteristics: {
        1: 'The council does not know who fares worse, or knows and does little.',
        2: 'Some groups are known and some action is taken, with little to show for it yet.',
        3: 'Data and people’s voices show who fares worse, and services are adapted for them with results.',
        4: 'Gaps are closing in measurable ways, and seldom-heard people lead the work with the council.',
      },
      weight: 1,
    },
    {
      id: 'QS4',
      name: 'Care provision, integration and continuity',
      theme: 2,
      asks: 'Understand local need so that care is joined up, flexible, gives choice and lasts',
      topics: ['Local need', 'Market shaping and commissioning', 'Capacity', 'Quality', 'Sustainability'],
      prompts: [
        'What care will local people need in five years, and can the market supply it?',
        'How quickly do people get the care they were assessed for, and of which quality?',
        'What happens when a provider fails?',
      ],
      characteristics: {
        1: 'Care is often not available or of poor quality, and needs are not planned for.',
        2: 'There are gaps in supply or quality for some groups, and plans to close them are young.',
        3: 'Need is understood, most people have a choice of good care close to home, and the market is stable.',
        4: 'Care is designed with people and providers, choice is wide, and new models are sustained.',
      },
      weight: 1,
    },
    {
      id: 'QS5',
      name: 'Partnerships and communities',
      theme: 2,
      asks: 'Work with partners so services feel seamless; share learning',
      topics: ['Shared objectives', 'Partnership arrangements', 'Impact', 'Voluntary sector'],
      prompts: [
        'What do you do together with health, housing and the voluntary sector that none could do alone?',
        'How do partners say that you work with them?',
        'Which results do people get from these partnerships?',
      ],
      characteristics: {
        1: 'Partnerships are weak, and people fall between services.',
        2: 'Partners meet and plan, but roles or budgets are unclear and results uneven.',
        3: 'Shared aims and arrangements make services feel joined up, and the voluntary sector is an equal partner.',
        4: 'Partnerships change lives in ways that are measured, and others copy them.',
      },
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
      prompts: [
        'What happens to people who leave hospital or move from children’s services, day and night?',
        'How are risks shared when care moves from one service to another?',
        'Which plans exist for the failure of a service, and when were they last tried?',
      ],
      characteristics: {
        1: 'People are put at risk when they move between services, and failures are not foreseen.',
        2: 'Some moves are well planned, but others are late or poorly shared.',
        3: 'Moves are planned with people, risks are shared in time, and contingency plans are tested.',
        4: 'Care is continuous even in difficult moves, and the whole system learns from near misses.',
      },
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
      prompts: [
        'How long do concerns and section 42 enquiries take, and who waits?',
        'How do people say what they want to happen, and do they get it?',
        'What has the safeguarding board changed, and how do staff know?',
      ],
      characteristics: {
        1: 'Concerns wait without oversight, and people may not be safe.',
        2: 'Processes exist, but delays, uneven decisions or weak oversight remain.',
        3: 'Concerns are handled in time, people’s wishes shape the outcome, and partners act together.',
        4: 'Local risks are anticipated, people lead their own safeguarding, and learning prevents harm.',
      },
      weight: 1,
    },
    {
      id: 'QS8',
      name: 'Governance, management and sustainability',
      theme: 4,
      asks: 'Clear roles and accountability; act on information about risk, performance, outcomes',
      topics: ['Governance, accountability and risk', 'Strategic planning', 'Information security'],
      prompts: [
        'Who is accountable for each risk, and when did members last challenge it?',
        'Which decisions were changed by performance information?',
        'How is people’s information kept safe?',
      ],
      characteristics: {
        1: 'Leaders do not see or act on risk, and accountability is unclear.',
        2: 'Governance is in place, but information or oversight has gaps and plans slip.',
        3: 'Roles are clear, leaders know performance and risk, and act on both with members and partners.',
        4: 'Leadership is open and stable, strategy is shaped by people, and results follow plans year after year.',
      },
      weight: 1,
    },
    {
      id: 'QS9',
      name: 'Learning, improvement and innovation',
      theme: 4,
      asks: 'Keep learning across council and system; encourage creative, fair approaches',
      topics: ['Continuous learning and professional development', 'Learning from feedback and complaints'],
      prompts: [
        'What changed because of a complaint or feedback this year?',
        'How do staff learn, and who has no time for it?',
        'Which ideas were tried, stopped or spread?',
      ],
      characteristics: {
        1: 'Feedback and mistakes rarely lead to change.',
        2: 'There is learning, but it is patchy or does not reach all teams.',
        3: 'Learning from feedback, data and staff is routine, and changes are followed up.',
        4: 'People and staff test new ways together, share what they learn, and improvement is visible across the system.',
      },
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
