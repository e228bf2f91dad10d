import { type EvidenceDraft, withDocuments } from './documents.ts';
import { exampleshireKnown } from './exampleshire-known.ts';
import { prose } from './prose.ts';

const drafts: readonly EvidenceDraft[] = [
  // Items without links here were used in the first cycle only.
  {
    number: 1,
    title: 'Survey of people who use services, 2023 to 2024',
    category: 'people',
    datedOn: '2024-05-30',
    owner: 'Performance manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [],
    source: { kind: 'link', url: 'https://www.exampleshire.example/adult-social-care/survey-2023-2024' },
  },
  {
    number: 2,
    title: 'Prevention and early help strategy 2024 to 2028',
    category: 'processes',
    datedOn: '2024-07-08',
    owner: 'Head of prevention and wellbeing',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS2',
        shows:
          'What the council spends on help that people can have without an assessment, and what it aims for',
        location: 'What we will do; How we will know',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'prevention-and-early-help-strategy-2024-to-2028',
      sections: [
        {
          heading: 'What we want',
          blocks: [
            prose`
              People in Exampleshire should be able to stay well, get over an illness or a loss, and live where they want
              to, with help that comes early and does not depend on an assessment. That is better for people and it is the
              only way that our money will reach those who need us most.`,
          ],
        },
        {
          heading: 'What we will do',
          blocks: [
            {
              caption: 'Yearly spending on help without an assessment',
              columns: ['Offer', 'Who runs it', '£ million'],
              rows: [
                ['Reablement and short-term support', 'The council, with the NHS', '5.9'],
                ['Community connectors, 14 teams', 'Voluntary groups, five-year grants', '2.3'],
                ['Equipment that can be borrowed on the day', 'The council', '1.4'],
                ['Falls service', 'NHS community services', '1.1'],
                ['Information, advice and the online guide', 'The council, with partners', '0.7'],
                ['All of it', '', '11.4'],
              ],
            },
          ],
        },
        {
          heading: 'How we will know',
          blocks: [
            {
              list: [
                'At least 70% of people need no long-term support after reablement.',
                'At least 2,700 people a year have reablement, and nine in ten start within two days.',
                'At least 70% of those whom connectors follow report better wellbeing at 12 weeks.',
                'At least 70% of people find information easy to find.',
              ],
            },
            prose`
              These measures count what we do and what people say soon after. They do not yet show need that was delayed
              by a year or more. Public health colleagues will propose a way to measure that before the strategy is
              reviewed in 2027.`,
          ],
        },
      ],
    },
  },
  {
    number: 3,
    title: 'Local account of adult social care, 2023 to 2024',
    category: 'outcomes',
    datedOn: '2024-09-12',
    owner: 'Head of performance',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [],
    source: { kind: 'link', url: 'https://www.exampleshire.example/adult-social-care/local-account-2024' },
  },
  {
    number: 4,
    title: 'Peer challenge 2024: feedback report',
    category: 'partners',
    datedOn: '2024-10-17',
    owner: 'Director of adult social care',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [],
    source: { kind: 'link', url: 'https://www.exampleshire.example/adult-social-care/peer-challenge-2024' },
  },
  {
    number: 5,
    title: 'Practice audit 2024: summary',
    category: 'processes',
    datedOn: '2024-11-14',
    owner: 'Principal social worker',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [],
    source: { kind: 'link', url: 'https://www.exampleshire.example/adult-social-care/practice-audit-2024' },
  },
  {
    number: 6,
    title: 'Market position statement 2025 to 2028',
    category: 'processes',
    datedOn: '2025-06-30',
    owner: 'Head of commissioning',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS4',
        shows: 'Demand by area to 2028, what the council wants more of and what it will buy less of',
        location: 'Parts 2 and 3',
      },
    ],
    source: { kind: 'link', url: 'https://www.exampleshire.example/market-position-statement' },
  },
  {
    number: 7,
    title: 'Social work and occupational therapy health check 2025',
    category: 'staff',
    datedOn: '2025-11-05',
    owner: 'Principal social worker',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS9',
        shows:
          '88% have supervision every month, 79% would recommend the council, 31% missed development days',
        location: 'Results',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'social-work-health-check-2025',
      sections: [
        {
          heading: 'Who answered',
          blocks: [
            prose`
              241 of 318 social workers and occupational therapists answered in September and October 2025 (76%). The
              questions follow the standards for employers of social workers, with two of our own.`,
          ],
        },
        {
          heading: 'Results',
          blocks: [
            {
              caption: 'Share of practitioners who agreed',
              columns: ['Statement', '2024', '2025'],
              rows: [
                ['I have supervision every month', '83%', '88%'],
                ['Supervision helps me think about practice', '69%', '74%'],
                ['I would recommend this council as a place to practise', '71%', '79%'],
                ['I could take the development days that I booked', '66%', '69%'],
                ['I feel safe at work', '84%', '86%'],
              ],
            },
            {
              caption: 'Social work posts, September',
              columns: ['Measure', '2024', '2025'],
              rows: [
                ['Posts that are vacant', '12.6%', '8.9%'],
                ['Left in the last 12 months', '13.4%', '10.8%'],
              ],
            },
          ],
        },
        {
          heading: 'What we take from it',
          blocks: [
            prose`
              Supervision is in a good place. Time to learn is not: 31% could not take the development days they had booked,
              nearly always because of duty cover. From January 2026 each team plans cover for those days as it does for
              leave. All 16 newly qualified workers who finished their first year stayed with us.`,
          ],
        },
      ],
    },
  },
  {
    number: 8,
    title: 'Community connectors: evaluation of the third year',
    category: 'partners',
    datedOn: '2025-11-20',
    owner: 'Head of prevention and wellbeing',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS2',
        shows:
          '222 of 300 people (74%) reported better wellbeing at 12 weeks; 18% of those helped were under 55',
        location: 'What changed for people; Who was helped',
      },
      {
        statement: 'QS5',
        shows: 'Voluntary groups run the teams under five-year grants and have a seat on the board',
        location: 'What the groups say',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'community-connectors-evaluation-2025',
      sections: [
        {
          heading: 'Who was helped',
          blocks: [
            prose`
              Between October 2024 and September 2025 the 14 teams supported 1,960 people. Most found the team through a
              surgery, a library or a neighbour. The teams reach older people well and younger adults less.`,
            {
              caption: 'People supported, by age',
              columns: ['Age', 'People', 'Share'],
              rows: [
                ['18 to 54', '353', '18%'],
                ['55 to 74', '647', '33%'],
                ['75 and over', '960', '49%'],
                ['All', '1,960', '100%'],
              ],
            },
          ],
        },
        {
          heading: 'What changed for people',
          blocks: [
            prose`
              300 people agreed to be followed for 12 weeks. 222 of them (74%) scored higher on a recognised wellbeing scale
              at the end, 51 scored the same and 27 lower. There was no comparison group, so some of this would have
              happened anyway. In the areas with a team from the start, contacts with the council's front door fell by 9%
              in the year; elsewhere they did not change.`,
          ],
        },
        {
          heading: 'What the groups say',
          blocks: [
            prose`
              Thirteen of the 14 groups answered our questions. All 13 said that five-year grants let them keep good people.
              Eleven said that the seat on the pooled fund's board is real and not for show. They asked for training about
              self-neglect, for quicker answers from the south team, and for help to reach younger adults.`,
          ],
        },
      ],
    },
  },
  {
    number: 9,
    title: 'Plan for provider failure and service continuity',
    category: 'processes',
    datedOn: '2026-01-26',
    owner: 'Head of commissioning',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS4',
        shows: 'The plan was used for two care home closures: all 41 residents moved without a gap in care',
        location: 'What we learned from using it',
      },
      {
        statement: 'QS6',
        shows: 'How failure, bad weather and loss of systems are planned for, and when each was tested',
        location: 'Tests',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'plan-for-provider-failure-and-continuity',
      sections: [
        {
          heading: 'What this plan is for',
          blocks: [
            prose`
              When a provider can no longer care for people, the council has a duty to meet their needs for as long as
              necessary, whoever pays for the care. This plan says who does what in the first hour, the first day and the
              first week. It also covers bad weather and the loss of our records system.`,
            {
              list: [
                'First hour: the head of commissioning leads, a duty social worker calls the service, the NHS is told.',
                'First day: every person has a named worker, families are called, a list of needs and free places is made.',
                'First week: each person or their family chooses where to go; visits are arranged; nobody moves at night.',
              ],
            },
          ],
        },
        {
          heading: 'What we learned from using it',
          blocks: [
            prose`
              Two care homes closed in 2025, in March and in June. All 41 residents moved to a home that they or their
              family chose. None went without care for a day. Six months after the move 38 of them were in the same home;
              three had died, none within a month of the move.

              Families in March said that they heard the news from the press. In June every family had a call before any
              announcement. The plan now says so.`,
          ],
        },
        {
          heading: 'Tests',
          blocks: [
            {
              caption: 'When each part was last tested',
              columns: ['Part', 'Kind of test', 'Last tested', 'Due'],
              rows: [
                ['Failure of a care home', 'Desk exercise with the NHS', 'May 2025', 'May 2026'],
                ['Failure of a home care agency', 'Desk exercise', 'September 2025', 'September 2026'],
                ['Bad weather', 'Used in earnest', 'January 2026', 'December 2026'],
                ['Loss of the records system', 'Full test, eight hours', 'November 2025', 'November 2026'],
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 10,
    title: 'Becoming an adult: what 31 young people told us',
    category: 'people',
    datedOn: '2026-02-25',
    owner: 'Preparing for adulthood manager',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: true,
    links: [
      {
        statement: 'QS6',
        shows: '24 of 31 young people knew what would happen next; 92% had a plan by seventeen and a half',
        location: 'What young people said; The figures',
      },
    ],
    source: {
      kind: 'docx',
      name: 'becoming-an-adult-what-young-people-told-us',
      sections: [
        {
          heading: 'Who took part',
          blocks: [
            prose`
              31 young people aged 16 to 19 spoke to two young researchers between October 2025 and January 2026, alone or
              with somebody they chose. First names are used where the young person asked for it. Two of the 31 sit on the
              panel that appoints workers to the team.`,
          ],
        },
        {
          heading: 'What young people said',
          blocks: [
            prose`
              24 of the 31 said that they knew what would happen next. Seven said that they did not. The 24 had nearly all
              met their adult worker before they were 17.`,
            {
              list: [
                'Callum, 18: "She came to college three times before anything changed. So when it changed it was fine."',
                'Aisha, 17: "I helped to pick the worker. I asked about dogs and about being late."',
                'A young person who is autistic: "For me it was a door that closes at eighteen."',
              ],
            },
            prose`
              Six of the seven who did not know are autistic without a learning disability, or have poor mental health. The
              team's remit does not include them today.`,
          ],
        },
        {
          heading: 'The figures',
          blocks: [
            {
              caption: 'Young people who are likely to need adult support',
              columns: ['Measure', 'January 2025', 'January 2026'],
              rows: [
                ['Young people known to the team', '131', '148'],
                ['With an agreed plan by seventeen and a half', '76%', '92%'],
                ['Met their adult worker a year ahead', '48%', '71%'],
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 11,
    title: "Staying at home after a fall: one person's account",
    category: 'people',
    datedOn: '2026-03-12',
    owner: 'Head of reablement and short-term support',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: true,
    links: [
      {
        statement: 'QS2',
        shows: "What six weeks of reablement did for one woman's confidence, and what she would change",
        location: 'Whole account',
      },
    ],
    source: {
      kind: 'docx',
      name: 'staying-at-home-after-a-fall',
      sections: [
        {
          heading: 'About this account',
          blocks: [
            prose`
              Edna is 83 and lives alone in a bungalow in the east of the county. She told her story to a community
              connector in February 2026 and agreed that it may be used for training and for assessment by the regulator.
              She has read it and corrected it.`,
          ],
        },
        {
          heading: 'In her words',
          blocks: [
            prose`
              "I fell in the kitchen in November and lay there two hours. I was eight days in hospital. I thought, that is
              it, they will put me in a home. My daughter thought so too.

              The day I came back a young man called before I had my coat off. He asked what I wanted to be able to do. I
              said, get to the greenhouse. Nobody laughed. For six weeks somebody came, and each week they did a bit less
              and I did a bit more. They put a rail by the step and lent me a trolley. In the fifth week I walked to the
              greenhouse on my own and I rang my daughter to say so.

              I do not have carers now. A lady from the village group comes on Mondays for company and I go to the chair
              exercises."`,
          ],
        },
        {
          heading: 'What she would change',
          blocks: [
            {
              list: [
                'The trolley came four days late, over a weekend.',
                'Two people asked her the same long list of questions in the first week.',
                'Nobody told her until the fourth week that the six weeks were free.',
              ],
            },
            prose`
              The reablement team now gives everyone a one-page letter on the first day that says what is free, for how
              long, and whom to call.`,
          ],
        },
      ],
    },
  },
  {
    number: 12,
    title: "Safeguarding adults board: partners' assurance exercise 2026",
    category: 'partners',
    datedOn: '2026-03-19',
    owner: 'Independent chair, safeguarding adults board',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS7',
        shows:
          'Partners scored the council strong on listening and developing on feedback; self-neglect needs work',
        location: 'Page 1, what partners said about the council',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'safeguarding-adults-board-assurance-2026',
      sections: [
        {
          heading: 'How it works',
          blocks: [
            prose`
              Each partner answers the same 20 questions about its own safeguarding work. Two other partners and two people
              with experience of abuse or neglect then test the answers for half a day. The independent chair agrees the
              result. The words are early, developing, strong and leading.`,
          ],
        },
        {
          heading: 'What partners said about the council',
          blocks: [
            {
              caption: 'Result for the council',
              columns: ['Area', '2024', '2026'],
              rows: [
                ['Listening to people', 'Developing', 'Strong'],
                ['Speed of decisions', 'Developing', 'Strong'],
                ['Learning from reviews', 'Strong', 'Strong'],
                ['Self-neglect', 'Early', 'Developing'],
                ['Feedback to those who raise concerns', 'Early', 'Developing'],
              ],
            },
            prose`
              In a sample of 120 concerns, 57% of the professionals who raised one heard what came of it. Two people with
              experience said that they "were heard the first time, which was new".`,
          ],
        },
        {
          heading: 'What all partners must do',
          blocks: [
            {
              list: [
                'Use one description of self-neglect and one way to decide when it is a safeguarding concern, by October 2026.',
                'Tell everyone who raises a concern what came of it, within ten working days of the decision.',
                'Bring learning from a review into training within three months of publication, as with the last two.',
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 13,
    title: 'Adult social care practice framework 2026 to 2027',
    category: 'processes',
    datedOn: '2026-04-13',
    owner: 'Principal social worker',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS1',
        shows:
          'Assessment starts from what the person can do, who matters to them and what a good week looks like',
        location: 'How we work with people',
      },
      {
        statement: 'QS9',
        shows: 'The framework grew out of two years of audits and is revised each April',
        location: 'How this framework is kept alive',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'practice-framework-2026-to-2027',
      sections: [
        {
          heading: 'Why we have a framework',
          blocks: [
            prose`
              This framework says what people can expect from every social worker, occupational therapist and
              assessment officer in adult social care. It is short on purpose. It does not replace professional
              judgement: it says what good judgement rests on.`,
          ],
        },
        {
          heading: 'How we work with people',
          blocks: [
            'Every assessment, plan and review starts from three questions.',
            {
              list: [
                'What can you do now, and what would you like to be able to do?',
                'Who and what matters to you?',
                'What does a good week look like?',
              ],
            },
            prose`
              We write the answers in the person's own words. We ask carers the same questions about their own life,
              apart from the person they care for. We say what support may cost before the person agrees a plan.

              Where a person disagrees with a decision about eligibility, a second worker who was not involved looks at
              it within ten working days and explains the result face to face or by telephone.`,
          ],
        },
        {
          heading: 'Standards for time',
          blocks: [
            {
              caption: 'What people can expect',
              columns: ['Step', 'Standard'],
              rows: [
                ['First conversation after contact', 'Within 2 working days'],
                ['Call to everyone who is waiting', 'At least every 4 weeks'],
                ['Assessment, where there is no urgent risk', 'Within 28 days'],
                ["Carer's assessment", 'Within 14 days by March 2027'],
                ['First review of a new plan', 'Within 8 weeks'],
                ['Review after that', 'At least every 12 months'],
              ],
            },
          ],
        },
        {
          heading: 'How this framework is kept alive',
          blocks: [
            prose`
              The first version came out of two years of practice audits. Practitioners and people who use services meet
              each April to revise it. This year's changes are the standard for carers and the wording about costs,
              both asked for by people and both visible in the audits.`,
          ],
        },
      ],
    },
  },
  {
    number: 14,
    title: 'Who we reach: review of access to adult social care',
    category: 'outcomes',
    datedOn: '2026-04-30',
    owner: 'Equality and engagement manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS3',
        shows: 'Who receives support compared with who lives in the county, and how much is not recorded',
        location: 'What the figures show; What we cannot see',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'who-we-reach-review-of-access-2026',
      sections: [
        {
          heading: 'Why we looked',
          blocks: [
            prose`
              We wanted to know who may be missing out on adult social care. We compared people with long-term support on
              31 March 2026 with the county's adult population, and compared what they receive and what they say about it.`,
          ],
        },
        {
          heading: 'What the figures show',
          blocks: [
            {
              caption: 'People from minority ethnic backgrounds and everyone',
              columns: ['Measure', 'Minority ethnic backgrounds', 'Everyone'],
              rows: [
                ['Share of adults in the county', '11%', '100%'],
                ['Share of people with long-term support', '6.4%', '100%'],
                ['Use a direct payment', '21%', '29%'],
                ['Extremely or very satisfied', '59%', '68%'],
              ],
            },
            prose`
              The satisfaction figure rests on 46 answers, so it could be some way off in either direction. It was 59% last
              year as well. A younger population explains part of the gap in long-term support; after allowing for age,
              about half of the gap remains.

              Distance matters too. In villages more than ten miles from a town, home care takes a median of nine days to
              start, against four days across the county.`,
          ],
        },
        {
          heading: 'What we cannot see',
          blocks: [
            {
              caption: 'People with long-term support for whom it is not recorded',
              columns: ['Characteristic', 'Not recorded'],
              rows: [
                ['Sexual orientation', '58%'],
                ['Religion or belief', '31%'],
                ['Ethnicity', '9%'],
                ['Main language', '7%'],
              ],
            },
            prose`
              Staff say that they do not always know why they should ask. Training that begins in May 2026 starts from that
              question. We recommend a plan with named owners, brought to cabinet before the end of the year.`,
          ],
        },
      ],
    },
  },
  {
    number: 15,
    title: 'Survey of care providers 2026',
    category: 'partners',
    datedOn: '2026-05-07',
    owner: 'Provider quality manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS4',
        shows:
          '91 of 118 providers (77%) call the council a good partner; 52% hear of decisions in time to plan',
        location: 'What providers said',
      },
      {
        statement: 'QS5',
        shows: 'Providers feel less like partners than others do, and what they ask for',
        location: 'What providers asked for',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'survey-of-care-providers-2026',
      sections: [
        {
          heading: 'Who answered',
          blocks: [
            prose`
              164 providers with a council contract were asked in March 2026 and 118 answered (72%): 47 home care agencies,
              53 care homes and 18 supported living providers. The survey was run for us by the provider association and we
              saw no names.`,
          ],
        },
        {
          heading: 'What providers said',
          blocks: [
            {
              caption: 'Providers who agreed',
              columns: ['Statement', '2025', '2026'],
              rows: [
                ['The council is a good partner', '69%', '77%'],
                ['Quality officers are fair and help us improve', '74%', '79%'],
                ['We are paid on time', '83%', '91%'],
                ['Fee decisions come in time to plan', '50%', '52%'],
                ['The provider forum is worth our time', '58%', '61%'],
              ],
            },
            prose`
              91 of the 118 (77%) said that the council is a good partner. Care homes were the most positive and small home
              care agencies the least.`,
          ],
        },
        {
          heading: 'What providers asked for',
          blocks: [
            {
              list: [
                'Fee decisions by the end of January and not in March.',
                'One set of quality checks shared by the council and the NHS.',
                'A forum that small providers can join without losing half a day.',
                'Learning from safeguarding reviews in a form that a team meeting can use.',
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 16,
    title: 'Reablement outcomes by quarter, 2025 to 2026',
    category: 'outcomes',
    datedOn: '2026-05-21',
    owner: 'Head of reablement and short-term support',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS2',
        shows: '2,021 of 2,846 people (71%) needed no long-term support after reablement',
        location: 'Columns 2 and 3',
      },
      {
        statement: 'QS6',
        shows:
          '1,498 of 1,730 older people (87%) were at home 91 days after leaving hospital; most started in two days',
        location: 'Columns 5 to 7',
      },
    ],
    source: {
      kind: 'csv',
      name: 'reablement-outcomes-2025-to-2026',
      columns: [
        'quarter',
        'people_finished',
        'no_long_term_support_needed',
        'less_support_needed',
        'started_within_2_days_percent',
        'aged_65_or_over_from_hospital',
        'at_home_after_91_days',
      ],
      rows: [
        ['April to June 2025', 684, 478, 112, 89, 412, 354],
        ['July to September 2025', 702, 491, 118, 90, 430, 370],
        ['October to December 2025', 731, 524, 110, 90, 447, 388],
        ['January to March 2026', 729, 528, 108, 91, 441, 386],
        ['All of 2025 to 2026', 2846, 2021, 448, 90, 1730, 1498],
        ['All of 2024 to 2025', 2610, 1723, 470, 86, 1604, 1352],
      ],
    },
  },
  {
    number: 17,
    title: 'Health and care pooled fund: annual report 2025 to 2026',
    category: 'partners',
    datedOn: '2026-05-28',
    owner: 'Assistant director, integrated commissioning',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS5',
        shows:
          'One board and one set of figures for £86 million; £2.1 million moved from beds to support at home',
        location: 'The fund; What the board decided',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'pooled-fund-annual-report-2025-to-2026',
      sections: [
        {
          heading: 'The fund',
          blocks: [
            prose`
              The county council and the integrated care board pool £86 million under one agreement, which runs to March
              2029. One board governs it, with equal votes, a seat for the voluntary sector and, from April 2027, a seat for
              district housing. Both partners see the same figures on the same day.`,
            {
              caption: 'What the fund pays for, 2025 to 2026',
              columns: ['Area', '£ million'],
              rows: [
                ['Home-based support and reablement', '31.4'],
                ['Beds for recovery and assessment', '18.2'],
                ['Community mental health', '14.6'],
                ['Equipment and adaptations', '11.9'],
                ['Discharge and neighbourhood teams', '7.1'],
                ["Carers' support", '2.8'],
                ['All of it', '86.0'],
              ],
            },
          ],
        },
        {
          heading: 'What the board decided',
          blocks: [
            prose`
              In November 2025 the board moved £2.1 million in year from beds to home-based support. Bed use had fallen, the
              wait for home care had not, and both partners' finance leads had signed the same figures. The board also
              agreed five-year grants for the community connectors and reading rights across records for the twelve
              neighbourhood teams.`,
          ],
        },
        {
          heading: 'What did not go well',
          blocks: [
            prose`
              Writing rights across records were planned for January 2026 and wait for an NHS decision. The shared carers'
              register grew to 1,870 names against an aim of 2,500. Both are on the board's list for the coming year.`,
          ],
        },
      ],
    },
  },
  {
    number: 18,
    title: 'Safeguarding adults: performance 2025 to 2026',
    category: 'outcomes',
    datedOn: '2026-06-02',
    owner: 'Head of safeguarding',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS7',
        shows:
          'Concerns, enquiries and what came of them; 1,349 of 1,420 people had their wishes met in full or part',
        location: 'Sheets "Enquiries" and "Deprivation of liberty"',
      },
      {
        statement: 'QS8',
        shows: 'The same figures go to teams, the performance board, cabinet members and scrutiny',
        location: 'Line under each title',
      },
    ],
    source: {
      kind: 'xlsx',
      name: 'safeguarding-adults-performance-2025-to-2026',
      sheets: [
        {
          name: 'Enquiries',
          about:
            'Invented figures. Sent unchanged to teams, the performance board, cabinet members and the scrutiny committee.',
          columns: ['Measure', '2024 to 2025', '2025 to 2026'],
          rows: [
            ['Concerns received', 5874, 6210],
            ['Concerns decided within two working days (%)', 87, 91],
            ['Section 42 enquiries started', 1710, 1802],
            ['Section 42 enquiries concluded', 1671, 1764],
            ['Person or representative asked what they wanted', 1470, 1588],
            ['Said what they wanted', 1296, 1420],
            ['Of those, met in full or in part', 1218, 1349],
            ['Risk removed or reduced', 1537, 1623],
            ['Second enquiry about the same person within a year (%)', 19, 16],
            ['Advocate arranged where one was needed (%)', 81, 86],
          ],
        },
        {
          name: 'Deprivation of liberty',
          about: 'Invented figures. People waiting for a decision, on the last day of the month.',
          columns: ['Month', 'People waiting', 'Of those, more than a year'],
          rows: [
            ['September 2024', 640, 187],
            ['March 2025', 521, 142],
            ['September 2025', 398, 84],
            ['March 2026', 288, 41],
          ],
        },
      ],
    },
  },
  {
    number: 19,
    title: 'Survey of people who use services, 2025 to 2026',
    category: 'people',
    datedOn: '2026-06-18',
    owner: 'Performance and insight manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS1',
        shows: '79% have enough control over their daily life, up from 76%',
        location: 'Results',
      },
      {
        statement: 'QS2',
        shows: '71% find information easy to find, up from 67%',
        location: 'Results',
      },
      {
        statement: 'QS4',
        shows: '68% are extremely or very satisfied, and "the same faces" is the commonest reason',
        location: 'Results; What people wrote',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'survey-of-people-who-use-services-2025-to-2026',
      sections: [
        {
          heading: 'Who answered',
          blocks: [
            prose`
              We sent the survey to 1,512 people with long-term support in January and February 2026, on paper, online,
              in easy read and by telephone. 437 answered (29%). People aged 85 and over and people in care homes
              answered least, so we spoke to a further 40 of them in person; their answers are not in the table.`,
          ],
        },
        {
          heading: 'Results',
          blocks: [
            {
              caption: 'Share of people who agreed',
              columns: ['Question', '2024 to 2025', '2025 to 2026'],
              rows: [
                ['Extremely or very satisfied with care and support', '64%', '68%'],
                ['Enough control over daily life', '76%', '79%'],
                ['Information and advice easy to find', '67%', '71%'],
                ['Feel as safe as I want', '70%', '72%'],
                ['Services help me feel safe', '86%', '88%'],
                ['As much social contact as I would like', '41%', '43%'],
              ],
            },
            prose`
              With 437 answers a change of three points may be chance. Satisfaction and information have now risen two
              years in a row. Social contact is the lowest figure and has hardly moved.`,
          ],
        },
        {
          heading: 'What people wrote',
          blocks: [
            prose`
              211 people added a comment. The commonest reason for being satisfied was seeing the same care workers: 58
              people used the words "the same faces" or something like them. The commonest complaints were waiting (31)
              and not understanding the bill (27).`,
            {
              list: [
                '"She knows how I like my tea and she knows when I am not right."',
                '"I had to ask three times what I would pay."',
                '"I can go out on Thursdays again. That is the whole difference."',
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 20,
    title: 'Listening events: what we heard and what happened next',
    category: 'people',
    datedOn: '2026-06-25',
    owner: 'Equality and engagement manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS3',
        shows: '143 people at six events in five languages; 61 assessments since, against 24 the year before',
        location: 'Who came; What happened next',
      },
      {
        statement: 'QS9',
        shows: 'People from the events rewrote our letters, and calls about what a letter means fell by half',
        location: 'What happened next',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'listening-events-what-we-heard',
      sections: [
        {
          heading: 'Who came',
          blocks: [
            prose`
              Community groups planned and led six events between November 2025 and February 2026, in five languages, in
              places that people already use: a community kitchen, two halls, a market café, a mosque and a farm. 143 people
              came. 118 of them had never contacted the council about care. Everyone was offered payment for their time.`,
          ],
        },
        {
          heading: 'What we heard',
          blocks: [
            {
              list: [
                '"We thought that it was only for people with no family."',
                '"I was afraid that they would take over."',
                '"The letter had eleven words that I had to look up."',
                '"I rang, there was a menu, I rang off."',
                '"Send somebody who has been here before."',
              ],
            },
            prose`
              Three themes came up at every event: not knowing what is on offer, fear of losing control, and letters that
              are hard to read. At the farm and in the villages the fourth was distance.`,
          ],
        },
        {
          heading: 'What happened next',
          blocks: [
            {
              caption: 'Assessments of people from the communities that took part',
              columns: ['Period', 'Assessments'],
              rows: [
                ['December 2024 to May 2025', '24'],
                ['December 2025 to May 2026', '61'],
              ],
            },
            prose`
              Nine people from the events worked with us on the five letters that we send most. Since the new letters began
              in March 2026, calls that ask what a letter means fell from 212 a month to 104. The main telephone number now
              reaches a person first. We will hold the events again in the winter of 2026 to 2027.`,
          ],
        },
      ],
    },
  },
  {
    number: 21,
    title: 'Staff survey 2026',
    category: 'staff',
    datedOn: '2026-06-30',
    owner: 'Workforce development manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS8',
        shows:
          '81% feel supported by their manager, 64% say that leaders act, 58% call their workload manageable',
        location: 'Results',
      },
      {
        statement: 'QS9',
        shows:
          '64% say that leaders act on what staff tell them; only 49% hear about learning from elsewhere',
        location: 'Results',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'staff-survey-2026',
      sections: [
        {
          heading: 'Who answered',
          blocks: [
            prose`
              812 of 1,204 people who work in adult social care answered (67%), in every team and every grade. Fewer
              reablement workers answered than others (48%), because many have no desk; next year they can answer by
              telephone.`,
          ],
        },
        {
          heading: 'Results',
          blocks: [
            {
              caption: 'Share of staff who agreed',
              columns: ['Statement', '2025', '2026'],
              rows: [
                ['My manager supports me', '79%', '81%'],
                ['I am proud to work here', '75%', '78%'],
                ['I know what we are trying to achieve', '70%', '76%'],
                ['Leaders act on what we tell them', '55%', '64%'],
                ['My workload is manageable', '52%', '58%'],
                ['I hear about learning from other teams and organisations', '47%', '49%'],
              ],
            },
          ],
        },
        {
          heading: 'What staff wrote',
          blocks: [
            prose`
              Staff wrote most about workload (188 comments), then about entering the same thing twice (121), then about
              good colleagues (97). Several named the visits by leaders to teams, and that questions asked there are
              answered in writing. Staff with a disability were less positive about workload (51%) and about adjustments;
              their network is working on both with the director.`,
          ],
        },
      ],
    },
  },
  {
    number: 22,
    title: 'Online guide to care and support',
    category: 'processes',
    datedOn: '2026-07-01',
    owner: 'Information and advice manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS2',
        shows:
          'Advice that anyone can use without an assessment, with easy-read and British Sign Language versions',
        location: 'Main pages',
      },
      {
        statement: 'QS3',
        shows:
          'The guide in eleven languages; use of the translated pages has doubled to 4,100 visits a quarter',
        location: 'Other languages; About this guide',
      },
    ],
    source: { kind: 'link', url: 'https://www.exampleshire.example/care-and-support' },
  },
  {
    number: 23,
    title: 'Leaving hospital: joint procedure and yearly review',
    category: 'processes',
    datedOn: '2026-07-06',
    owner: 'Head of hospital and urgent care',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS5',
        shows: 'One procedure owned and signed by all partners; delay fell from 5.2 days to 3.1',
        location: 'Who has signed; Yearly review',
      },
      {
        statement: 'QS6',
        shows: 'A named worker, a daily review and a check within 48 hours; readmissions fell to 12.9%',
        location: 'The steps; Yearly review',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'leaving-hospital-joint-procedure-2026',
      sections: [
        {
          heading: 'The steps',
          blocks: [
            {
              caption: 'From admission to home',
              columns: ['Step', 'Who', 'By when'],
              rows: [
                ['A date to aim for is set with the person', 'Ward team', 'Day 1'],
                ['A named worker is given to each person', 'Joint discharge team', 'Day 2'],
                ['Anyone who is delayed is reviewed', 'Both partners', 'Every day, 8:45am'],
                ['Equipment and medicines are confirmed', 'Named worker', 'Day before leaving'],
                ['A call or a visit at home', 'Reablement or neighbourhood team', 'Within 48 hours'],
                ['Long-term needs are assessed, at home', 'Social worker', 'Within 6 weeks'],
              ],
            },
            prose`
              No one decides about a move into a care home for good while in a hospital bed. A person who lacks capacity to
              decide has a decision made in their best interests, with an advocate where they have no one else.`,
          ],
        },
        {
          heading: 'Who has signed',
          blocks: [
            prose`
              The county council, the integrated care board, the hospital trust, the community health trust, the ambulance
              service and the voluntary sector alliance have each signed this procedure. Each has one vote on changes.`,
          ],
        },
        {
          heading: 'Yearly review',
          blocks: [
            {
              caption: 'People who left hospital with support',
              columns: ['Measure', '2024 to 2025', '2025 to 2026'],
              rows: [
                ['Average delay after being well enough to leave, in days', '5.2', '3.1'],
                ['Go home and not to a bed elsewhere', '91%', '94%'],
                ['Readmitted within 30 days', '14.6%', '12.9%'],
                ['Had a call or visit within 48 hours', '82%', '91%'],
              ],
            },
          ],
        },
      ],
    },
  },
  {
    number: 24,
    title: 'After an enquiry: what people said about safeguarding',
    category: 'people',
    datedOn: '2026-07-14',
    owner: 'Head of safeguarding',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS7',
        shows:
          '63 of 78 people felt safer, nine the same and six less safe; some did not know when it had ended',
        location: 'What people said',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'after-an-enquiry-what-people-said',
      sections: [
        {
          heading: 'How we asked',
          blocks: [
            prose`
              Between July 2025 and June 2026 two people who have been through an enquiry themselves, trained and paid by
              us, talked to 78 people one to three months after theirs had ended. Nobody was asked by the worker who had
              helped them. Names are not recorded.`,
          ],
        },
        {
          heading: 'What people said',
          blocks: [
            {
              caption: 'How safe people felt after the enquiry',
              columns: ['Answer', 'People'],
              rows: [
                ['Safer than before', '63'],
                ['The same', '9'],
                ['Less safe', '6'],
                ['All', '78'],
              ],
            },
            prose`
              A manager went back to each of the six who felt less safe. In four cases the plan was changed; two people
              wanted no more contact and were told whom to call.

              People valued being asked what they wanted, and seeing one person all the way through. 19 said that it took
              too long. 14 did not know when it had ended: "It just went quiet."`,
          ],
        },
        {
          heading: 'What we changed',
          blocks: [
            prose`
              Since May 2026 every enquiry ends with a plain letter, agreed with the person, that says what was decided, what
              happens now and whom to call. We count the letters: 91% of enquiries that ended in June 2026 had one.`,
          ],
        },
      ],
    },
  },
  {
    number: 25,
    title: 'Complaints, compliments and what we learned, 2025 to 2026',
    category: 'people',
    datedOn: '2026-07-22',
    owner: 'Customer relations manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS3',
        shows: 'Complaints rarely come from the groups that the council hears from least',
        location: 'Who complains',
      },
      {
        statement: 'QS8',
        shows: 'Reported to committee twice a year in public, with what people praised as well',
        location: 'The year in figures; Compliments',
      },
      {
        statement: 'QS9',
        shows: '84% of 268 complaints answered in 20 working days, and what changed because of them',
        location: 'The year in figures; What we changed',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'complaints-and-compliments-2025-to-2026',
      sections: [
        {
          heading: 'The year in figures',
          blocks: [
            {
              caption: 'Complaints',
              columns: ['Measure', '2024 to 2025', '2025 to 2026'],
              rows: [
                ['Complaints received', '281', '268'],
                ['Answered within 20 working days', '77%', '84%'],
                ['Upheld in full or in part', '149', '141'],
                ['About delay', '74', '71'],
                ['About charges', '63', '66'],
                ['About communication', '60', '45'],
                ['Compliments received', '355', '402'],
              ],
            },
            prose`
              141 of the 268 complaints (53%) were upheld at least in part. The ombudsman decided six complaints and upheld
              three. This report goes to committee in public each July, with a shorter one each January.`,
          ],
        },
        {
          heading: 'Who complains',
          blocks: [
            prose`
              We know the ethnicity of 201 of the people who complained. Nine are from minority ethnic backgrounds (4%),
              fewer than their share of people with support. Nobody complained in a language other than English. We do not
              take this as a sign that all is well.`,
          ],
        },
        {
          heading: 'What we changed',
          blocks: [
            {
              list: [
                'Teams agree with each person how and when to keep in touch. Complaints about communication fell by a quarter.',
                'The letter about charges now has an example and a number to call. It is too early to see an effect.',
                'Anyone who waits more than four weeks has a call.',
              ],
            },
          ],
        },
        {
          heading: 'Compliments',
          blocks: [
            prose`
              Most compliments name a worker. Many are about staying with the same one: "They stopped changing my worker."`,
          ],
        },
      ],
    },
  },
  {
    number: 26,
    title: 'Practice audit, April to June 2026',
    category: 'processes',
    datedOn: '2026-08-11',
    owner: 'Principal social worker',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS1',
        shows: "82% of 96 audited cases were good or better; only 63% recorded the carer's own view",
        location: 'Pages 2 and 3',
      },
      {
        statement: 'QS7',
        shows: "The person's wishes were clear in 16 of 18 safeguarding cases",
        location: 'Page 5, Safeguarding cases',
      },
      {
        statement: 'QS9',
        shows: 'Every audit ends in a conversation, and its themes reach all teams within a month',
        location: 'Page 7, What happens next',
      },
    ],
    source: {
      kind: 'pdf',
      name: 'practice-audit-april-to-june-2026',
      sections: [
        {
          heading: 'Summary',
          blocks: [
            prose`
              79 of the 96 cases that we read (82%) were good or better, against 74% in the same months of 2025. Workers
              listen to people and say what they can do for themselves. The carer's own view is missing from more than a
              third of the records, and assessments of mental capacity are not always about one decision.`,
            {
              list: [
                "Strongest: the person's own words and outcomes, in 88% of cases (page 2).",
                "Weakest: the carer's own view, in 63% of cases (page 3).",
                'Improving: mental capacity specific to the decision, in 71% of cases (page 4).',
                'Safeguarding: wishes were clear in 16 of 18 cases (page 5).',
              ],
            },
          ],
        },
        {
          heading: 'How we audited',
          blocks: [
            prose`
              Managers and practitioners read 96 cases, chosen at random from all four areas, and spoke to the worker in
              every case and to the person or their family in 37. One case in ten was read twice by people who did not
              know each other's view; they agreed in nine of ten.

              The standards are those of our practice framework. A case is good or better if it meets four of the five
              and nothing in it puts the person at risk. Where we saw a risk we told the team manager the same day, which
              happened twice.`,
            {
              caption: 'Cases by area',
              columns: ['Area', 'Cases', 'Good or better'],
              rows: [
                ['North', '25', '84%'],
                ['East', '24', '83%'],
                ['South', '23', '78%'],
                ['West', '24', '83%'],
              ],
            },
          ],
        },
        {
          heading: 'What we found',
          newPage: true,
          blocks: [
            {
              caption: 'Share of cases that met the standard',
              columns: ['Standard', 'April to June 2025', 'April to June 2026'],
              rows: [
                ["The person's own words and outcomes", '81%', '88%'],
                ['Starts from strengths', '77%', '85%'],
                ['Oversight by a manager is recorded', '80%', '84%'],
                ['Mental capacity: specific to the decision', '66%', '71%'],
                ["The carer's own view", '54%', '63%'],
              ],
            },
            prose`
              The best records open with what the person said. A man of 81 wrote his own first paragraph with his worker:
              what he can do, whom he sees, what he would miss. Everything that follows is about keeping that. Two years
              ago we found one record like it; this time there were 14.

              Oversight is recorded more often than it was, and it is better: managers ask a question more often than they
              write that they agree. Supervision notes name the case in four of five.

              Direct payments were offered in 61 of the 74 cases where they could be, and the reason was written down in
              nine of the 13 where they were not. Equipment and technology were considered in most cases, but in a third
              of those only at the end.`,
          ],
        },
        {
          heading: "Carers' views",
          newPage: true,
          blocks: [
            prose`
              In 71 of the 96 cases somebody gave unpaid care. The recording of carers' views is rising, from 54% to 63%,
              but is still the weakest area. In most of these cases the carer had been spoken to and the record did not
              show it.`,
            {
              caption: 'Where the view of the carer was missing, 26 cases',
              columns: ['What we found', 'Cases'],
              rows: [
                ['Spoken to, and nothing written down', '15'],
                ['Written down in the view of the worker', '6'],
                ['Only a note that there is a carer', '4'],
                ['No sign that anybody asked', '1'],
              ],
            },
            prose`
              A separate carer's assessment was offered in 44 of the 71 cases and taken up in 29. Carers who said no often
              did not know what it was for. One told us: "I thought you were going to assess whether I am good enough."

              Short breaks were in 12 plans. Nobody had asked in 22 others, although the carer was up at night.

              A short guide on recording a carer's view goes live in September 2026, written with the carers' forum.`,
          ],
        },
        {
          heading: 'Mental capacity',
          newPage: true,
          blocks: [
            prose`
              Capacity was in question in 41 cases. In 29 of them (71%) the assessment was about one decision at one time, as
              the Mental Capacity Act 2005 asks. Some still treat capacity as a general state and not as a question about
              one decision.

              Capacity assessments are better argued than a year ago. They say what was done to help the person decide: a
              second visit in the morning, pictures, a friend who knows the words. Decisions in a person's best interests
              name who was consulted in 25 of 27 cases.

              An independent mental capacity advocate (IMCA) was instructed in all four cases in which the person had nobody
              to speak for them. Six people were waiting for a decision about deprivation of liberty (DoLS); each had been
              ranked by risk and seen within the year.`,
            {
              list: [
                'Good: "Mrs A can decide what to eat and whom to see. This is about where she lives."',
                'Not good enough: "Lacks capacity due to dementia."',
                'Not good enough: an assessment of March used for a decision in June.',
              ],
            },
          ],
        },
        {
          heading: 'Safeguarding cases',
          newPage: true,
          blocks: [
            prose`
              18 of the cases included an enquiry under section 42 of the Care Act. In 16 the person's wishes were clear
              and the plan followed them. In two the wishes were recorded late; both workers have since had a joint visit
              with an experienced colleague.

              Making Safeguarding Personal (MSP) shows in how people are asked. In 13 cases they were asked at the start and
              again at the end whether they felt safer; 11 did. In three a relative was asked who was part of the concern,
              which must not happen without advice.

              The decision whether to make an enquiry was recorded within two working days in 17 cases. Feedback to the
              person who raised the concern was missing in five. Providers tell us the same.`,
          ],
        },
        {
          heading: 'What people told us',
          newPage: true,
          blocks: [
            prose`
              We spoke to 37 people or their families, most by telephone. 31 said that their worker listened, 28 that they had
              a copy of their plan, and 19 that they knew whom to ring if something changed.`,
            {
              list: [
                '"She wrote down what I said and not what she thought I meant."',
                '"I had three workers in a year and told it three times."',
                '"The plan came in the post five weeks later. I had forgotten that I asked for the rail."',
                '"He rang on the day he said he would. You have no idea what that is worth."',
              ],
            },
            prose`
              Two families asked for an interpreter and had one at every visit. One person who is deaf was sent a letter that
              asked him to telephone.`,
          ],
        },
        {
          heading: 'What happens next',
          newPage: true,
          blocks: [
            {
              list: [
                'Each worker had a conversation about their case within two weeks of the audit.',
                'Themes went to all teams on 17 July 2026, within a month of the last audit.',
                "A short guide on recording a carer's view goes live in September 2026.",
                'Team managers check two capacity assessments a month until the next audit.',
                'Every plan names whom to ring, from October 2026.',
              ],
            },
            prose`
              The next audit is from October to December 2026, of 100 cases. It looks again at the carer's view and at
              capacity, and for the first time at reviews. Four people who use services will read cases with us.`,
          ],
        },
      ],
    },
  },
  {
    number: 27,
    title: 'Interpreters and accessible formats: guidance and spot check',
    category: 'processes',
    datedOn: '2026-09-02',
    owner: 'Equality and engagement manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS3',
        shows:
          'Staff can book an interpreter the same day; outcomes were fully recorded in 27 of 30 checked cases',
        location: 'Booking an interpreter; Spot check, August 2026',
      },
    ],
    source: {
      kind: 'docx',
      name: 'interpreters-and-accessible-formats',
      sections: [
        {
          heading: 'Booking an interpreter',
          blocks: [
            prose`
              Ask everyone at first contact which language and which format they prefer, and record it. Book through the
              staff line. Telephone interpreters are free within ten minutes, British Sign Language by video the same day,
              and a face-to-face interpreter within two working days. Never rely on a child, and use a relative only when
              the person asks for it and there is no question about safety, capacity or money.`,
          ],
        },
        {
          heading: 'Formats',
          blocks: [
            {
              caption: 'Where to get each format',
              columns: ['Format', 'How to get it', 'How long it takes'],
              rows: [
                ['Large print', 'Print it yourself from the letter library', 'At once'],
                [
                  'Easy read',
                  'Standard letters: the library. Others: ask the team',
                  'At once, or 5 working days',
                ],
                ['British Sign Language film', 'Ask the equality and engagement team', '10 working days'],
                ['Braille or audio', 'Ask the equality and engagement team', '5 working days'],
              ],
            },
          ],
        },
        {
          heading: 'Spot check, August 2026',
          blocks: [
            prose`
              We read 30 assessments in which an interpreter was booked. In 27 the person's outcomes were recorded as fully
              as in the ordinary audit. In three the record was thin: two were done in a hurry by telephone, and in one a
              relative interpreted although the line was free. The three workers have talked it through with their
              managers.`,
          ],
        },
      ],
    },
    replaced: {
      at: '2026-10-16T10:24:00Z',
      by: 'contributor@exampleshire.example',
      reason: 'The line has more languages, and the three workers have been asked again',
      datedOn: '2026-10-15',
      sections: [
        {
          heading: 'Booking an interpreter',
          blocks: [
            prose`
              Ask everyone at first contact which language and which format they prefer, and record it. Book through the
              staff line, which has 43 languages since October. Telephone interpreters are free within five minutes, British
              Sign Language by video the same day, and a face-to-face interpreter within two working days. Never rely on a
              child, and use a relative only when the person asks for it and there is no question about safety, capacity or
              money. Write down who interpreted.`,
          ],
        },
        {
          heading: 'Formats',
          blocks: [
            {
              caption: 'Where to get each format',
              columns: ['Format', 'How to get it', 'How long it takes'],
              rows: [
                ['Large print', 'Print it yourself from the letter library', 'At once'],
                ['Easy read', 'All letters: the library', 'At once'],
                ['British Sign Language film', 'Ask the equality and engagement team', '5 working days'],
                ['Braille or audio', 'Ask the equality and engagement team', '5 working days'],
              ],
            },
          ],
        },
        {
          heading: 'Spot check, August 2026',
          blocks: [
            prose`
              We read 30 assessments in which an interpreter was booked. In 27 the person's outcomes were recorded as fully
              as in the ordinary audit. In three the record was thin: two were done in a hurry by telephone, and in one a
              relative interpreted although the line was free. The three workers have talked it through with their
              managers, and the three people have been seen again, each with an interpreter.`,
          ],
        },
      ],
    },
  },
  {
    number: 28,
    title: 'Scrutiny committee: waiting times, third report and minutes',
    category: 'processes',
    datedOn: '2026-09-10',
    owner: 'Scrutiny officer',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS8',
        shows:
          'Of 11 recommendations nine are done and two on time; members asked for more figures about outcomes',
        location: 'Item 6, minutes 41 to 48',
      },
    ],
    source: { kind: 'link', url: 'https://democracy.exampleshire.example/scrutiny/2026-09-10/item-6' },
  },
  {
    number: 29,
    title: "Notes of the unpaid carers' forum, September 2026",
    category: 'people',
    datedOn: '2026-09-17',
    owner: 'Carers commissioning manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS1',
        shows: 'Carers with a plan of their own have breaks they can rely on; others repeat their story',
        location: 'What carers said about assessment',
      },
      {
        statement: 'QS5',
        shows: 'Carers known to a neighbourhood team make one call where they used to make five',
        location: 'What carers said about partners',
      },
    ],
    source: {
      kind: 'txt',
      name: 'carers-forum-notes-september-2026',
      text: prose`
        Who was there. 26 unpaid carers, the carers commissioning manager, two social workers, a nurse from the north
        neighbourhood team. The forum was chaired by a carer. Notes were agreed with everyone who is quoted. No names are
        recorded.

        What carers said about assessment. Eleven of the 26 have had an assessment of their own. Most of the others did
        not know that they could. "I filled in a form about my husband. Nobody asked about me." Those who have a plan
        said that the regular break was what kept them going: "Every second Wednesday. I can rely on it, so I can plan
        round it." Those who have none described tiredness, back pain and giving up work.

        Several people said that they repeat their story each time a worker changes. They asked for one page that goes
        with them.

        What carers said about partners. Nine carers are known to their neighbourhood team. They said that one call to
        the team now does what five calls did before: "She spoke to the surgery and the equipment people while I was
        still on the line." Carers who are not known to a team did not see this. They asked that surgeries and the
        hospital tell the council about carers, with the carer's agreement.

        What was agreed. One, a joint front door for carers with the NHS from January 2027. Two, a one-page carer
        summary, drafted by four carers by the end of November 2026. Three, the council reports at the next forum how
        many carers have been told about assessments.`,
    },
  },
  {
    number: 30,
    title: "Feedback from the integrated care board's place director",
    category: 'partners',
    datedOn: '2026-09-24',
    owner: 'Director of adult social care',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS5',
        shows: 'How the main NHS partner describes working with the council',
        location: 'Second paragraph',
      },
      {
        statement: 'QS6',
        shows: 'The daily review works; a third of problems with coming home fall between Friday and Monday',
        location: 'Third and fourth paragraphs',
      },
    ],
    source: {
      kind: 'eml',
      name: 'feedback-from-the-integrated-care-board',
      from: 'Place director <place.director@nhs.exampleshire.example>',
      to: 'Director of adult social care <director@exampleshire.example>',
      sentAt: 'Thu, 24 Sep 2026 09:12:00 +0100',
      text: prose`
        You asked for our honest view of the council as a partner, to use with the regulator. This is what our board agreed
        yesterday.

        The council is the partner that turns up with the data and stays for the answer. Decisions about the pooled fund
        are made once and kept. When we differed about beds last autumn, your finance lead and ours worked from the same
        sheet and we had an answer within three weeks.

        The daily review has taken the heat out of discharge. People who are well enough to leave now wait 3.1 days on
        average, where a year ago it was 5.2. Readmissions have not risen: your figures show a fall and ours agree.

        Where we would press you: about a third of the problems that people have with coming home arise between Friday
        afternoon and Monday morning, most often because equipment or medicines did not arrive. Some of that is ours to put
        right. A seven-day equipment service is the step that would help most.

        We would also like to see your workers and ours write in one record. The delay is on our side and I will bring you
        a date by the spring.

        Place director, for the integrated care board`,
    },
  },
  {
    number: 31,
    title: 'Care market: capacity and quality, April 2025 to September 2026',
    category: 'outcomes',
    datedOn: '2026-10-01',
    owner: 'Head of commissioning',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS4',
        shows: 'Time to arrange home care fell from nine days to four; 22 people placed out of county',
        location: 'Rows 1 to 5',
      },
      {
        statement: 'QS8',
        shows: 'The capacity figures on which the performance board decided the fee change of October 2025',
        location: 'Row 3, handed-back packages',
      },
    ],
    source: {
      kind: 'csv',
      name: 'care-market-capacity-and-quality',
      columns: ['measure', 'unit', 'april_2025', 'october_2025', 'april_2026', 'september_2026'],
      rows: [
        ['Time to arrange home care, median', 'days', 9, 7, 5, 4],
        ['People waiting more than seven days for home care', 'people', 121, 94, 57, 38],
        ['Home care packages handed back by providers', 'packages a month', 17, 16, 7, 5],
        ['People with advanced dementia placed out of county', 'people', 19, 21, 23, 22],
        ['People waiting for supported living', 'people', 29, 31, 33, 34],
        ['Contracted home care agencies rated good or outstanding', 'percent', 78, 80, 82, 83],
        ['Contracted care homes rated good or outstanding', 'percent', 77, 78, 80, 81],
      ],
    },
  },
  {
    number: 32,
    title: 'Assessment and review waiting times, April 2025 to September 2026',
    category: 'outcomes',
    datedOn: '2026-10-05',
    owner: 'Performance and insight manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS1',
        shows:
          'The list for an assessment fell from 1,184 to 412 people and the median wait from 41 days to 19',
        location: 'Sheet "Assessments"',
      },
      {
        statement: 'QS8',
        shows: 'What the performance board saw, and what moving five workers did to the wait in the south',
        location: 'Sheet "Teams"',
      },
    ],
    source: {
      kind: 'xlsx',
      name: 'waiting-times-april-2025-to-september-2026',
      sheets: [
        {
          name: 'Assessments',
          about:
            'Invented figures for Exampleshire County Council. Each row is the position on the last day of the month.',
          columns: [
            'Month',
            'People waiting for an assessment',
            'Median wait (days)',
            'Longest wait (days)',
            'Reviews within 12 months (%)',
          ],
          rows: [
            ['April 2025', 1184, 41, 196, 61],
            ['July 2025', 986, 36, 171, 64],
            ['October 2025', 803, 31, 149, 67],
            ['January 2026', 671, 27, 122, 71],
            ['April 2026', 548, 23, 98, 74],
            ['July 2026', 466, 21, 83, 76],
            ['September 2026', 412, 19, 77, 78],
          ],
        },
        {
          name: 'Carers and charges',
          about: 'Invented figures. Waits are medians, in days, for assessments finished in the month.',
          columns: [
            'Month',
            "Carers waiting for a carer's assessment",
            "Wait for a carer's assessment",
            'Wait for a financial assessment',
            'Wait for an occupational therapy assessment',
          ],
          rows: [
            ['April 2025', 318, 44, 34, 63],
            ['September 2025', 262, 37, 30, 58],
            ['March 2026', 201, 31, 25, 52],
            ['September 2026', 166, 26, 21, 47],
          ],
        },
        {
          name: 'Teams',
          about:
            'Invented figures. Five workers moved to the south team in November 2025. Duty calls moved 143 people up the list between September 2025 and September 2026.',
          columns: [
            'Team',
            'Median wait, October 2025 (days)',
            'Median wait, September 2026 (days)',
            'People waiting, September 2026',
          ],
          rows: [
            ['North', 24, 17, 86],
            ['East', 25, 18, 94],
            ['South', 58, 23, 141],
            ['West', 26, 19, 91],
          ],
        },
      ],
    },
  },
  {
    number: 33,
    title: 'Adult social care risk register, October 2026',
    category: 'processes',
    datedOn: '2026-10-08',
    owner: 'Director of adult social care',
    marking: 'OFFICIAL-SENSITIVE',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS6',
        shows: 'Risks to safety in pathways, with the new procedure for people who move between areas',
        location: 'Sheet "Open risks", rows 5 to 8',
      },
      {
        statement: 'QS8',
        shows: '14 open risks, each with an owner, a measure and a date; four closed in the year',
        location: 'Both sheets',
      },
    ],
    source: {
      kind: 'xlsx',
      name: 'risk-register-october-2026',
      sheets: [
        {
          name: 'Open risks',
          about: 'Invented risks. Likelihood and effect run from 1 (low) to 5 (high).',
          columns: ['Number', 'Risk', 'Owner', 'Measure', 'Likelihood', 'Effect', 'Review by'],
          rows: [
            [
              1,
              'Overspend of £3.9m on a budget of £274m',
              'Director',
              'Monthly forecast',
              4,
              4,
              '30 November 2026',
            ],
            [
              2,
              'Savings for 2027 to 2028 harm people',
              'Director',
              'Effect on people',
              3,
              4,
              '15 December 2026',
            ],
            [
              3,
              'Too little nursing dementia care',
              'Head of commissioning',
              'Out of county',
              4,
              4,
              '31 January 2027',
            ],
            [
              4,
              'A large provider fails',
              'Head of commissioning',
              'Early warnings',
              2,
              5,
              '31 December 2026',
            ],
            [
              5,
              'Weekend discharge without equipment',
              'Head of hospital care',
              'Incidents',
              4,
              3,
              '28 February 2027',
            ],
            [
              6,
              'Young people outside the remit',
              'Preparing for adulthood',
              'No plan at 18',
              3,
              4,
              '30 April 2027',
            ],
            [
              7,
              'Moves between areas: new procedure, not audited',
              'Principal social worker',
              '9 used',
              2,
              4,
              '31 March 2027',
            ],
            [
              8,
              'Loss of the records system',
              'Head of business support',
              'Full test',
              2,
              5,
              '30 November 2026',
            ],
            [
              9,
              'Deprivation of liberty: long waits',
              'Head of safeguarding',
              'Over a year',
              3,
              4,
              '30 June 2027',
            ],
            [
              10,
              'Self-neglect seen differently by partners',
              'Head of safeguarding',
              'Audit',
              3,
              4,
              '31 January 2027',
            ],
            [
              11,
              'Vacancies in the south team',
              'Workforce manager',
              'Vacant posts',
              3,
              3,
              '31 December 2026',
            ],
            [12, 'Occupational therapy waits', 'Head of operations', 'Median wait', 4, 3, '31 January 2027'],
            [13, 'E-mail to the wrong person', 'Information manager', 'Breaches', 3, 3, '31 December 2026'],
            [14, 'Thin data on equality', 'Equality manager', 'Not recorded', 4, 3, '31 March 2027'],
          ],
        },
        {
          name: 'Closed in the year',
          about: 'Invented risks, closed between October 2025 and September 2026.',
          columns: ['Risk', 'Why it was closed', 'Closed on'],
          rows: [
            ['Home care packages handed back', 'Under eight a month since January 2026', '14 May 2026'],
            ['Assessment waits over six months', 'None since July 2025', '12 February 2026'],
            ['Payment of providers after more than 30 days', '99% on time for two quarters', '9 April 2026'],
            ['No procedure for moves between areas', 'Written and in use; audit is risk 7', '10 July 2026'],
          ],
        },
      ],
    },
  },
  {
    number: 34,
    title: 'Message to all staff: what changed because you said so',
    category: 'staff',
    datedOn: '2026-10-15',
    owner: 'Director of adult social care',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    links: [
      {
        statement: 'QS9',
        shows: 'Seven changes made in the year, each with the team that asked for it',
        location: 'Changes one to seven',
      },
    ],
    source: {
      kind: 'eml',
      name: 'what-changed-because-you-said-so',
      from: 'Director of adult social care <director@exampleshire.example>',
      to: 'Adult social care, all staff <all-adult-social-care@exampleshire.example>',
      sentAt: 'Thu, 15 Oct 2026 16:40:00 +0100',
      text: prose`
        Each autumn I write to say what changed because one of you asked. Thank you for answering the survey, for the
        questions at team visits, and for telling us when something is daft.

        One. The south team asked for cover that does not fall apart in August. You now have two workers shared with the
        east all year round.

        Two. The reablement team asked for a letter on the first day that says what is free. Everyone has had one since
        April.

        Three. The occupational therapists asked to order small equipment without a second signature. Done, up to £250.

        Four. The hospital team asked for the daily review to start at 8:45am and not at 9:30am. Our partners agreed.

        Five. The business support team asked us to stop printing plans that nobody collects. We saved 40 hours a month.

        Six. The safeguarding team asked for a plain closing letter after an enquiry. It began in May.

        Seven. The disabled staff network asked that adjustments move with you when you change team. They now do.

        What has not changed yet: you still enter some things twice, and too many of you miss the development days you
        booked. Both are on my list and I will tell you in January where they stand.

        Helen Marsh, Director of adult social care`,
    },
  },
];

export const exampleshireEvidence = withDocuments(
  { council: 'Exampleshire County Council', accent: '#1c5a4d' },
  drafts.map((draft) => ({ ...draft, known: exampleshireKnown[draft.number] ?? {} })),
);
