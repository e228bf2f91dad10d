import { type EvidenceDraft, withDocuments } from './documents.ts';
import type { ExampleCouncil } from './example.ts';
import { prose } from './prose.ts';

const LEAD = 'lead@sampleton.example';
const DIRECTOR = 'director@sampleton.example';

const drafts: readonly EvidenceDraft[] = [
  {
    number: 1,
    title: 'Staying well: what is on offer in the borough',
    category: 'processes',
    datedOn: '2024-02-19',
    owner: 'Public health officer',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    known: { voices: ['leaders'], topics: ['qs2.prevent_reduce_delay'], tags: ['Leaflet'] },
    links: [
      {
        statement: 'QS2',
        shows: "The council's prevention offer and how to reach it",
        location: 'Whole leaflet',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'staying-well-what-is-on-offer',
      sections: [
        {
          heading: 'Help without an assessment',
          blocks: [
            'Anyone who lives in the borough can use these, free or at low cost.',
            {
              list: [
                'Strength and balance classes in four libraries, twice a week.',
                'A handyperson for small repairs, rails and locks.',
                'Telephone befriending, every weekday.',
                'Advice on benefits and bills, by appointment.',
              ],
            },
          ],
        },
        {
          heading: 'Help after an illness',
          blocks: [
            prose`
              If you have been in hospital you may have up to six weeks of reablement. The hospital asks for it. At present we
              cannot offer it to people who have not been in hospital.

              This leaflet was last checked in February 2024.`,
          ],
        },
      ],
    },
  },
  {
    number: 2,
    title: "Carers' survey 2025: summary",
    category: 'people',
    datedOn: '2025-12-11',
    owner: 'Commissioning officer, carers',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    known: { ownedBy: LEAD, voices: ['carers'], topics: ['carers'], tags: ['Survey'] },
    links: [
      {
        statement: 'QS1',
        shows: 'Only 28% of carers felt included in discussions about the person they care for',
        location: 'Results',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'carers-survey-2025-summary',
      sections: [
        {
          heading: 'Who answered',
          blocks: [
            prose`
              We sent the survey to 480 carers on our register in October 2025 and 124 answered (26%). The register is out of
              date, so carers who joined since 2023 are nearly all missing.`,
          ],
        },
        {
          heading: 'Results',
          blocks: [
            {
              caption: 'Share of carers who agreed',
              columns: ['Statement', '2023', '2025'],
              rows: [
                ['Satisfied with support', '33%', '29%'],
                ['Included in discussions about the person', '41%', '28%'],
                ['Easy to find information', '52%', '47%'],
                ['Have as much time for myself as I want', '14%', '11%'],
              ],
            },
            prose`
              Carers wrote most often that they did not know whether they were on a list, or which one. "I rang in March and
              I am still waiting. I do not know for what."`,
          ],
        },
      ],
    },
  },
  {
    number: 3,
    title: 'Care market: position in spring 2026',
    category: 'outcomes',
    datedOn: '2026-05-14',
    owner: 'Interim head of commissioning',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    known: { reviewInDays: -12, voices: ['providers'], topics: ['qs4.quality'] },
    links: [
      {
        statement: 'QS4',
        shows: 'Home care takes 13 days to arrange; 64% of contracted agencies are rated good or outstanding',
        location: 'Capacity and quality',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'care-market-position-spring-2026',
      sections: [
        {
          heading: 'Capacity and quality',
          blocks: [
            {
              caption: 'Contracted services, 31 March',
              columns: ['Measure', '2025', '2026'],
              rows: [
                ['Time to arrange home care, median days', '16', '13'],
                ['People waiting for home care', '112', '96'],
                ['Home care agencies rated good or outstanding', '61%', '64%'],
                ['Care homes rated good or outstanding', '72%', '71%'],
                ['Quality visits made in the year', '21', '34'],
              ],
            },
          ],
        },
        {
          heading: 'What this means',
          blocks: [
            prose`
              Home care is a little quicker to arrange than a year ago, because two agencies joined the framework. It is still
              too slow. The quality team had one officer for most of the year and now has three, so visits rose from 21 to
              34 for 58 contracted services. We have no current statement of what the borough will need after 2027.`,
          ],
        },
      ],
    },
  },
  {
    number: 4,
    title: 'Message from the hospital trust about delayed discharges',
    category: 'partners',
    datedOn: '2026-06-03',
    owner: 'Assistant director, operations',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    known: { voices: ['partners'], topics: ['discharge'] },
    links: [
      {
        statement: 'QS5',
        shows: 'The trust values the joint frailty team',
        location: 'Third paragraph',
      },
      {
        statement: 'QS6',
        shows: 'Delays average 8.4 days, and people went home without their support in place',
        location: 'Second paragraph',
      },
    ],
    source: {
      kind: 'eml',
      name: 'hospital-trust-delayed-discharges',
      from: 'Chief operating officer <coo@hospital.sampleton.example>',
      to: 'Assistant director, operations <operations@sampleton.example>',
      sentAt: 'Wed, 03 Jun 2026 11:05:00 +0100',
      text: prose`
        As agreed on Monday, here is what our wards see, for the joint meeting on the 10th.

        In May people from the borough who were well enough to leave waited 8.4 days on average. Six people went home before
        their support was in place; two came back within the week. Ward staff do not know whom to call after 5pm or at
        weekends.

        Where the joint frailty team is involved this does not happen. I would rather have more of that team than more
        meetings.

        Chief operating officer, hospital trust`,
    },
  },
  {
    number: 5,
    title: 'Borough care partnership: minutes, July 2026',
    category: 'partners',
    datedOn: '2026-07-09',
    owner: 'Partnership manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    known: { reviewInDays: 150, voices: ['partners', 'voluntary', 'people'], topics: ['older'] },
    links: [
      {
        statement: 'QS5',
        shows: 'Partners share one plan and one team for people with frailty, and what they see in it',
        location: 'Items 2 and 3',
      },
    ],
    source: {
      kind: 'docx',
      name: 'borough-care-partnership-minutes-july-2026',
      sections: [
        {
          heading: 'Item 1: who was there',
          blocks: [
            prose`
              The council, the integrated care board, the hospital trust, the community health trust, the voluntary sector
              alliance and two residents. The chair was a resident.`,
          ],
        },
        {
          heading: 'Item 2: the frailty team',
          blocks: [
            prose`
              The joint team has worked for a year. It saw 612 people, and 431 of them (70%) stayed at home without an
              emergency admission for six months. The hospital trust called it the best thing that the borough has done
              together. The alliance asked that its workers can read the shared plan. Agreed, by October 2026.`,
          ],
        },
        {
          heading: 'Item 3: next year',
          blocks: [
            {
              caption: 'What was agreed',
              columns: ['Step', 'Who', 'By when'],
              rows: [
                ['Extend the team to the east of the borough', 'Integrated care board', 'April 2027'],
                ['Give the alliance access to the shared plan', 'Council', 'October 2026'],
                ["Ask people in the team's care what they think of it", 'Residents', 'December 2026'],
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 6,
    title: 'Safeguarding: concerns waiting for a decision',
    category: 'processes',
    datedOn: '2026-08-20',
    owner: 'Interim head of safeguarding',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    known: { ownedBy: LEAD, reviewInDays: 20, topics: ['qs7.concerns_and_section_42_enquiries'] },
    links: [
      {
        statement: 'QS7',
        shows: '163 concerns had no decision, the oldest for 47 days; what was done in August 2026',
        location: 'What we found; What we did',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'safeguarding-concerns-waiting-for-a-decision',
      sections: [
        {
          heading: 'What we found',
          blocks: [
            prose`
              On 3 August 2026 there were 163 safeguarding concerns without a decision. The oldest had waited for 47 days. Our
              standard is two working days. There was no ranking by risk, and the list was kept in three places.`,
            {
              caption: 'Concerns without a decision on 3 August 2026',
              columns: ['Time waited', 'Concerns'],
              rows: [
                ['Up to 2 working days', '31'],
                ['3 to 10 days', '58'],
                ['11 to 28 days', '49'],
                ['More than 28 days', '25'],
                ['All', '163'],
              ],
            },
          ],
        },
        {
          heading: 'What we did',
          blocks: [
            prose`
              Four experienced workers read every concern within three days. In nine, somebody was at risk at that time and was
              seen the same day. By 20 August the list was down to 44, all ranked, none older than ten days. The director told
              the safeguarding adults board and the chief executive on 4 August.

              In a sample of 40 concluded enquiries, 17 people (43%) had been asked what they wanted.`,
          ],
        },
      ],
    },
  },
  {
    number: 7,
    title: 'People waiting for an assessment or a review, September 2026',
    category: 'outcomes',
    datedOn: '2026-09-30',
    owner: 'Performance officer',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    known: { ownedBy: LEAD, reviewInDays: 60, topics: ['waiting'], tags: ['Figures'] },
    links: [
      {
        statement: 'QS1',
        shows: '927 people wait for an assessment, 214 of them for more than six months',
        location: 'Rows 1 and 2',
      },
    ],
    source: {
      kind: 'csv',
      name: 'people-waiting-september-2026',
      columns: ['list', 'people_waiting', 'median_wait_days', 'longest_wait_days', 'waiting_over_six_months'],
      rows: [
        ['Assessment, older people', 588, 74, 341, 129],
        ['Assessment, adults under 65', 339, 92, 402, 85],
        ["Carer's assessment", 246, 118, 377, 71],
        ['Occupational therapy', 501, 133, 455, 160],
        ['Review that is more than 12 months late', 1340, 203, 1120, 744],
      ],
    },
  },
];

/** An invented borough council with serious gaps: two 1s, two unscored statements, one score without evidence. */
export const sampleton: ExampleCouncil = {
  slug: 'sampleton',
  name: 'Sampleton Borough Council (example)',
  isExample: true,
  assessment: {
    name: 'CQC assessment 2026 to 2027',
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    startedAt: '2026-04-22T13:10:00Z',
    content: 'empty',
  },
  joinedAt: '2026-04-20T10:00:00Z',
  people: [
    { email: LEAD, name: 'Grace Adeyemi', role: 'lead' },
    { email: DIRECTOR, name: 'Alan Pryce', role: 'director' },
    { email: 'region@network.example', name: 'Robin Hale', role: 'reader' },
  ],
  agreements: [
    {
      at: '2026-10-21T09:05:00Z',
      by: DIRECTOR,
      shared: ['live', 'statements'],
      reason: '',
    },
  ],
  measures: [],
  topics: [],
  before: [],
  saves: [
    { statement: 'QS5', at: '2026-06-09T10:12:00Z', by: LEAD, score: 2, completed: false },
    { statement: 'QS2', at: '2026-06-16T15:40:00Z', by: LEAD },
    { statement: 'QS4', at: '2026-06-30T09:25:00Z', by: LEAD },
    {
      statement: 'QS5',
      at: '2026-07-14T11:03:00Z',
      by: LEAD,
      reason: prose`
        The frailty team's first-year report is out: 70% of the people it saw stayed at home for six months.`,
    },
    { statement: 'QS7', at: '2026-08-04T08:20:00Z', by: LEAD, score: 2 },
    {
      statement: 'QS7',
      at: '2026-08-26T16:48:00Z',
      by: LEAD,
      reason: prose`
        We have counted what was waiting: 163 concerns without a decision, in nine of them somebody was at risk. A 2
        would not be honest.`,
    },
    { statement: 'QS6', at: '2026-09-15T14:30:00Z', by: LEAD },
    { statement: 'QS1', at: '2026-10-06T10:55:00Z', by: LEAD },
    { statement: 'QS8', at: '2026-11-03T13:36:00Z', by: LEAD },
    { statement: 'QS9', at: '2026-11-10T09:14:00Z', by: LEAD },
  ],
  work: [
    { statement: 'QS3', at: '2026-11-09T09:00:00Z', owner: LEAD, helpers: [], dueInDays: 3 },
    { statement: 'QS8', at: '2026-11-09T09:04:00Z', owner: LEAD, helpers: [], dueInDays: 24 },
  ],
  challenges: [],
  threads: [],
  review: [],
  scenarios: [],
  targets: [],
  statements: {
    QS1: {
      score: 1,
      strengths: prose`
        Workers care about the people they see, and those who have had an assessment often speak well of it. Since July 2026
        a duty worker calls people who have waited longest, and urgent requests are seen within two working days.`,
      improvements: prose`
        People wait far too long and we do not always know how they are while they wait. On 30 September 2026, 927 people
        were waiting for an assessment, 214 of them for more than six months, and 1,340 reviews were more than 12 months late
        (E7). The longest wait was 402 days.

        Carers are let down. Only 28% felt included in discussions about the person they care for, down from 41% two years
        before, and the median wait for a carer's assessment is 118 days (E2, E7). We have had five heads of operations in
        three years. A recovery plan is being written; it has no money agreed and no dates yet.`,
      impact: prose`
        We cannot show that assessment makes a good difference for enough people. Satisfaction among carers fell from 33% to
        29% (E2). We have not asked people who finished an assessment what came of it since 2023.`,
      completed: false,
    },
    QS2: {
      score: 2,
      strengths: prose`
        There is a modest offer that anyone can use without an assessment: classes in four libraries, a handyperson,
        befriending and advice on benefits (E1). People who use it like it, and the handyperson visits within a week.`,
      improvements: prose`
        Reablement is open only to people who leave hospital (E1). The leaflet is more than two years old and two of its
        telephone numbers no longer work. We do not know how many people the offer reaches or whether it delays need. There
        is no prevention strategy; the last one ended in 2023.`,
      impact: '',
      completed: false,
    },
    QS3: { score: null, strengths: '', improvements: '', impact: '', completed: false },
    QS4: {
      score: 2,
      strengths: prose`
        Home care is a little quicker to arrange: 13 days in March 2026, against 16 a year before. The quality team now has
        three officers and made 34 visits in the year, up from 21 (E3).`,
      improvements: prose`
        Thirteen days is still too long. Of the home care agencies that we buy from, 64% are rated good or outstanding and
        the share of care homes fell to 71% (E3). We have no current market position statement, so providers do not know what
        we will need after 2027, and we do not know what people who pay for their own care need.`,
      impact: '',
      completed: false,
    },
    QS5: {
      score: 3,
      strengths: prose`
        Our best work is done with others. The borough care partnership has a resident as its chair, one plan and one joint
        team for people with frailty. The team saw 612 people in its first year (E5). The hospital trust says that it would
        rather have more of that team than more meetings (E4).`,
      improvements: prose`
        The team covers only the west of the borough; it reaches the east in April 2027. Voluntary groups could not read the
        shared plan until this autumn (E5). Nobody has yet asked people what they think of the team. Outside it,
        partnership depends on a few good working relationships.`,
      impact: prose`
        Of the 612 people whom the frailty team saw, 431 (70%) stayed at home for six months without an emergency admission
        (E5). We have no figure from before the team began, so we cannot yet say how much of that is its doing.`,
      completed: true,
    },
    QS6: {
      score: 2,
      strengths: prose`
        Where the joint frailty team is involved, people leave hospital with their support in place (E4). A procedure for
        young people who move to adult services was agreed in May 2026.`,
      improvements: '',
      impact: '',
      completed: false,
    },
    QS7: {
      score: 1,
      strengths: prose`
        When we found out how bad the position was we acted within a day and told the safeguarding adults board and the chief
        executive. Every waiting concern was read within three days by an experienced worker (E6).`,
      improvements: prose`
        On 3 August 2026, 163 concerns had no decision and the oldest had waited for 47 days; our standard is two working days.
        In nine of them somebody was at risk at that time (E6). The list was kept in three places and was not ranked by risk.

        People are not at the centre: in a sample of 40 enquiries only 17 people (43%) had been asked what they wanted (E6).
        There has been no permanent head of safeguarding since January 2025. The board has asked for a weekly report.`,
      impact: prose`
        The list fell to 44 by 20 August, all of them ranked and none older than ten days (E6). That is a start. We cannot show
        that people feel safer, because we do not ask them.`,
      completed: false,
    },
    QS8: {
      score: 2,
      strengths: '',
      improvements: prose`
        Members hear about money every month and about waiting lists only since this summer. The risk register has not been
        revised for a year. Three of five senior posts are held by interim managers. Figures from different systems do not
        agree, and we do not yet know which are right.`,
      impact: '',
      completed: false,
    },
    QS9: {
      score: null,
      strengths: '',
      improvements: prose`
        Practice audits stopped in 2024 and start again in January 2027. Complaints are answered but nobody brings the themes
        together.`,
      impact: '',
      completed: false,
    },
  },
  evidence: withDocuments({ council: 'Sampleton Borough Council', accent: '#5a2a52' }, drafts),
};
