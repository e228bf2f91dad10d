import type { TopicKey } from '#lib/frameworks/framework.ts';
import { SHARED_TOPICS } from '#lib/frameworks/topics.ts';

/** Where the topic is named in what has been published about assessments of councils. */
export type TopicSource = { readonly text: string; readonly url: string | null };

/** What a topic is about, and how paragraphs about it are found. */
type TopicText = {
  readonly about: string;
  /** Words to look for in statements, each from the start of a word: "carer" also finds "carers". */
  readonly words: readonly string[];
  readonly source: TopicSource | null;
};

export type SharedTopic = TopicText & { readonly key: TopicKey; readonly name: string };

const EMERGING_THEMES: TopicSource = {
  text: 'Emerging themes from local authority assessments, CQC, 10 December 2024',
  url: 'https://carequalitycomm.medium.com/emerging-themes-from-local-authority-assessments-bf54e8f80ea8',
};
const FIRST_REPORTS: TopicSource = {
  text: 'Figures quoted from CQC’s reports by Community Care, 21 May 2024',
  url: null,
};
const STATE_OF_CARE: TopicSource = {
  text: 'The state of health care and adult social care in England 2023/24, CQC',
  url: 'https://www.cqc.org.uk/node/10737',
};
const CHIEF_EXECUTIVES: TopicSource = {
  text: 'Must know guide for chief executives, Partners in Care and Health',
  url: 'https://www.local.gov.uk/publications/care-quality-commission-assessments-adult-social-care-must-know-guide-chief-executives',
};

/** The words are the service’s own. */
const TEXTS: Readonly<Record<TopicKey, TopicText>> = {
  carers: {
    about:
      'Whether unpaid carers are found, assessed in good time and supported, and what they say about it. The first assessments said that carers need better support.',
    words: ['carer', 'caring role', 'respite', 'short break'],
    source: EMERGING_THEMES,
  },
  equality: {
    about:
      'Whether the council knows who is most likely to have a worse experience or outcome, and what people with experience of care have changed. The first assessments asked for a better understanding of local people.',
    words: [
      'equality',
      'equalities',
      'equity',
      'inequalit',
      'ethnic',
      'lived experience',
      'coproduc',
      'co-produc',
      'seldom heard',
    ],
    source: EMERGING_THEMES,
  },
  waiting: {
    about:
      'How many people wait for an assessment, a review or a service, how long the longest wait is, how risk is managed meanwhile, and how many reviews are overdue. Reports of assessments quote these figures.',
    words: ['wait', 'backlog', 'overdue', 'delay'],
    source: FIRST_REPORTS,
  },
  transitions: {
    about:
      'How young people with care and support needs move from children’s to adult services: how early planning starts, and whether support goes on without a gap.',
    words: [
      'young people',
      'young person',
      'young adult',
      'children’s services',
      'preparing for adulthood',
      'preparation for adulthood',
    ],
    source: CHIEF_EXECUTIVES,
  },
  workforce: {
    about:
      'Whether there are enough people with the right skills, in the council and at its providers. The first assessments found that recruitment, above all of occupational therapists, holds councils back.',
    words: ['workforce', 'recruit', 'vacanc', 'turnover', 'caseload', 'staff'],
    source: EMERGING_THEMES,
  },
  discharge: {
    about:
      'How people leave hospital: in good time, to the right place, and with the care they need to stay at home. Waits for home care and care home places are the main reason for long delays.',
    words: ['discharge', 'hospital', 'reablement', 'intermediate care'],
    source: STATE_OF_CARE,
  },
  older: {
    about:
      'How people over 65 are supported to live where they want to, and to move between health and social care. CQC’s reviews of local health and care systems looked at it.',
    words: ['older people', 'older adult', 'over 65', 'frail'],
    source: null,
  },
  dementia: {
    about:
      'How people living with dementia and their families are supported, and how they move between health and social care. CQC’s reviews of local health and care systems looked at it.',
    words: ['dementia', 'alzheimer'],
    source: null,
  },
};

const NO_TEXT: TopicText = { about: '', words: [], source: null };

/** The topics that every council has. */
export const sharedTopics: readonly SharedTopic[] = SHARED_TOPICS.map(({ key, name }) => ({
  key,
  name,
  ...(TEXTS[key] ?? NO_TEXT),
}));
