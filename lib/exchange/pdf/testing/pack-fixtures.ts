import { createHash } from 'node:crypto';
import type { PackDocument, PackRegisterEntry, PackStatement } from '#lib/exchange/pdf/pack-document.ts';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { calendarDate } from '#lib/kernel/dates.ts';
import { type AssessmentState, finalState } from '#lib/record/assessments/state.ts';
import {
  distance,
  flags,
  NO_SCORES,
  overall,
  type Score,
  type Scores,
  type StatementId,
  type ThresholdSetId,
  themeResults,
} from '#lib/scoring/index.ts';

const CATEGORIES = [
  'People’s experience',
  'Feedback from staff and leaders',
  'Feedback from partners',
  'Processes',
  'Outcomes and data',
] as const;

const TITLES = [
  'Adult social care survey 2025 to 2026: results and action plan',
  'Case file audit, quarter 2',
  'Carers’ strategy 2025 to 2028',
  'Health check of the workforce: what staff told us in June',
  'Safeguarding adults board annual report',
  'Market position statement',
  'Hospital discharge pathway: joint review with the integrated care board',
  'Direct payments: audit of support planning',
  'Board performance report, September',
  'Waiting well: how we keep in touch with people who wait',
] as const;

const STRENGTHS = `People tell us that they were listened to. In this year's survey 81% said that their assessment covered what mattered to them, up from 74%.

Our front door resolves most contacts on the same day:
- 62% closed with information or a short piece of work
- 24% passed to reablement
- 14% went on to a full assessment

Practice leads sit with each team twice a month, and what they find feeds our training plan.`;

const IMPROVEMENTS = `People wait too long for a review. 412 reviews were overdue on 30 September, 118 of them by more than six months.

We have put four reviewing officers in post and expect to be within 28 days by March 2027.`;

const IMPACT = `The median wait for an assessment fell from 34 days to 19. Complaints about waiting fell by half.

“I knew who to ring, and she rang me back.” (carer, survey 2026)`;

/** Nine scores of 28 points: good, one point below outstanding. */
export const GOOD_SCORES: Scores = scoresOf([3, 3, 3, 3, 4, 3, 3, 3, 3]);

/** Scores in framework order; the rest are not scored. */
export function scoresOf(values: readonly (Score | null)[], { statementIds }: Framework = CQC_2023): Scores {
  return Object.fromEntries(statementIds.map((id, index) => [id, values[index] ?? null]));
}

/** `count` items, each on one or two statements in turn; every seventh is a link. */
export function registerOf(count: number, { statementIds }: Framework = CQC_2023): PackRegisterEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const first = statementIds[index % statementIds.length] ?? '';
    const second = statementIds[(index + 4) % statementIds.length] ?? '';
    return {
      reference: `E${number}`,
      title: `${TITLES[index % TITLES.length]}${index < TITLES.length ? '' : ` (${number})`}`,
      category: CATEGORIES[index % CATEGORIES.length] ?? CATEGORIES[0],
      datedOn: index % 6 === 5 ? null : calendarDate(2026, (index % 9) + 1, (index % 27) + 1),
      owner:
        index % 4 === 3
          ? ''
          : (['Sam Patel', 'Ewa Łukasik', 'Megan Ŵyn', 'Commissioning team'][index % 4] ?? ''),
      voices: index % 4 === 1 ? ['Unpaid carers', 'Staff'] : [],
      reviewBy: index % 5 === 2 ? calendarDate(2027, (index % 9) + 1, (index % 27) + 1) : null,
      marking: index === 4 ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
      containsPersonalData: index % 5 === 4,
      statements: index % 3 === 0 ? [first, second] : [first],
      source:
        index % 7 === 6
          ? {
              kind: 'link',
              url: `https://www.exampleshire.example/council/adult-social-care/reports/2026/${number}`,
            }
          : {
              kind: 'file',
              name: `asc-report-2026-${number}-final.pdf`,
              bytes: 1_000 * number ** 3 + 731,
              sha256: createHash('sha256').update(`file ${number}`).digest('hex'),
            },
    };
  });
}

/** A complete pack from scores and a register, with the same narratives on every statement. */
export function packOf(
  options: Readonly<{
    framework?: Framework;
    scores?: Scores;
    register?: readonly PackRegisterEntry[];
    thresholds?: ThresholdSetId;
    statement?: (id: StatementId) => Partial<PackStatement>;
    change?: Partial<PackDocument>;
    state?: AssessmentState;
  }> = {},
): PackDocument {
  const framework = options.framework ?? CQC_2023;
  const scores = options.scores ?? GOOD_SCORES;
  const register = options.register ?? registerOf(60, framework);
  const result = overall(scores, options.thresholds, framework);
  const state = options.state ?? finalState(result, framework.id);
  return {
    packId: '019ab2c4-6d1e-7c3a-9f00-3d5b8e6a1f42',
    council: { name: 'Exampleshire County Council', isExample: true },
    cycle: { name: 'Self-assessment 2026', period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    marking: register.some(({ marking }) => marking === 'OFFICIAL-SENSITIVE')
      ? 'OFFICIAL-SENSITIVE'
      : 'OFFICIAL',
    madeAt: '2026-11-21T09:32:00.000Z',
    madeBy: { name: 'Sam Patel', role: 'assurance lead' },
    contentHash: createHash('sha256').update('content').digest('hex'),
    isRedacted: false,
    signature: {
      state: 'signed',
      version: 2,
      by: { name: 'Dana Okafor', role: 'Director' },
      at: '2026-11-20T16:05:00.000Z',
    },
    closedAt: null,
    audit: { seq: 214, hash: createHash('sha256').update('event 214').digest('hex') },
    state,
    themes: themeResults(scores, framework),
    distance: result.state === 'complete' ? distance(result.points, result.thresholds, framework) : null,
    flags: flags(scores, framework),
    statements: framework.statements.map(({ id, name, theme, asks }, index) => ({
      id,
      name,
      theme,
      asks,
      score: scores[id] ?? null,
      strengths: STRENGTHS,
      improvements: IMPROVEMENTS,
      impact: IMPACT,
      completed: index % 4 !== 3,
      evidence: register
        .filter(({ statements }) => statements.includes(id))
        .map(({ reference, title, category }, position) => ({
          reference,
          title,
          category,
          shows:
            position % 4 === 3
              ? ''
              : 'Shows how far people’s own goals shape the plan, and how we act on what they say.',
          location:
            position % 3 === 2 ? '' : `Pages ${position + 4} to ${position + 9}, section ${position + 1}.2`,
        })),
      ...options.statement?.(id),
    })),
    register,
    ...options.change,
  };
}

/** The pack of a council that has signed in but done nothing yet. */
export function emptyPack(): PackDocument {
  return packOf({
    scores: NO_SCORES,
    register: [],
    statement: () => ({ strengths: '', improvements: '', impact: '', completed: false }),
    change: {
      council: { name: 'Northmere Council', isExample: true },
      signature: { state: 'not-signed' },
    },
  });
}

/** A sentence in each script that a pack must show, with the symbols people use. */
export const SCRIPT_TEXTS = {
  Welsh: 'Mae’r tŷ ger y dŵr; ŵ ŷ Ŵ Ŷ â ê î ô û.',
  Polish: 'Łukasz Żółć: zażółć gęślą jaźń, dziękuję.',
  Bengali: 'আমরা মানুষের কথা শুনি এবং সেই অনুযায়ী সেবা পরিকল্পনা করি।',
  Urdu: 'ہم لوگوں کی بات سنتے ہیں اور ان کے ساتھ مل کر منصوبہ بناتے ہیں۔',
  Punjabi: 'ਅਸੀਂ ਲੋਕਾਂ ਦੀ ਗੱਲ ਸੁਣਦੇ ਹਾਂ ਅਤੇ ਉਨ੍ਹਾਂ ਨਾਲ ਯੋਜਨਾ ਬਣਾਉਂਦੇ ਹਾਂ।',
  Gujarati: 'અમે લોકોની વાત સાંભળીએ છીએ.',
  Tamil: 'நாங்கள் மக்களின் பேச்சைக் கேட்கிறோம்.',
  Hindi: 'हम लोगों की बात सुनते हैं और उनके साथ मिलकर देखभाल की योजना बनाते हैं।',
  Telugu: 'మేము ప్రజల మాటలు వింటాము మరియు వారితో కలిసి సంరక్షణను ప్లాన్ చేస్తాము.',
  Malayalam: 'ഞങ്ങൾ ആളുകളെ കേൾക്കുകയും അവരോടൊപ്പം പരിചരണം ആസൂത്രണം ചെയ്യുകയും ചെയ്യുന്നു.',
  Sinhala: 'අපි මිනිසුන්ට සවන් දී ඔවුන් සමඟ රැකවරණය සැලසුම් කරමු.',
  Amharic: 'ሰዎችን እናዳምጣለን፤ ከእነሱም ጋር እንክብካቤን እናቅዳለን።',
  Hebrew: 'אנחנו מקשיבים לאנשים ומתכננים איתם את הטיפול',
  Kurdish: 'ئێمە گوێ لە خەڵک دەگرین و لەگەڵیان پلان دادەنێین',
  Pashto: 'موږ د خلکو خبرې اورو او له هغوی سره پلان جوړوو',
  Ukrainian: 'Ми слухаємо людей і разом із ними плануємо догляд.',
  Thai: 'เรารับฟังผู้คนและวางแผนการดูแลร่วมกับพวกเขาอย่างต่อเนื่องทุกปี',
  Kannada: 'ನಾವು ಜನರ ಮಾತು ಕೇಳುತ್ತೇವೆ ಮತ್ತು ಅವರೊಂದಿಗೆ ಆರೈಕೆಯನ್ನು ಯೋಜಿಸುತ್ತೇವೆ.',
  Georgian: 'ჩვენ ვუსმენთ ადამიანებს და მათთან ერთად ვგეგმავთ ზრუნვას.',
  Armenian: 'Մենք լսում ենք մարդկանց և նրանց հետ պլանավորում խնամքը։',
  Burmese: 'ကျွန်ုပ်တို့သည် လူများ၏ ပြောစကားကို နားထောင်ပြီး စောင့်ရှောက်မှုကို အတူတကွ စီစဉ်သည်။',
  Khmer: 'យើងស្តាប់ប្រជាជនហើយរៀបចំផែនការថែទាំជាមួយពួកគេ។',
  Lao: 'ພວກເຮົາຟັງຜູ້ຄົນແລະວາງແຜນການດູແລຮ່ວມກັບພວກເຂົາ',
  Korean: '우리는 사람들의 이야기를 듣고 함께 돌봄을 계획합니다.',
  Japanese: '私たちは人々の声を聞き、一緒にケアの計画を立てます。',
  Chinese: '我们倾听人们的声音，并与他们一起制定照护计划。',
  Cantonese: '我哋聽取長者嘅意見，同佢哋一齊計劃護理服務。',
  emoji: 'Good 👍🏽, 👨‍👩‍👧, 😀❤️ and 1️⃣2️⃣ at home.',
  symbols: 'Assess → plan ✓ 81% ≥ 75% £1.2m €3 ½ × 4 ≠ 5 • ☐ ☑ ★ – — “yes” ‘no’ …',
} as const;

/** The language of each text that is not in Latin letters. */
export const SCRIPT_LANGUAGES = {
  ...{ Bengali: 'bn', Urdu: 'ur', Punjabi: 'pa', Gujarati: 'gu', Tamil: 'ta', Hindi: 'hi', Telugu: 'te' },
  ...{ Malayalam: 'ml', Sinhala: 'si', Amharic: 'am', Hebrew: 'he', Kurdish: 'ckb', Pashto: 'ps' },
  ...{ Kannada: 'kn', Georgian: 'ka', Armenian: 'hy', Burmese: 'my', Khmer: 'km', Lao: 'lo' },
  ...{ Ukrainian: 'uk', Thai: 'th', Korean: 'ko', Japanese: 'ja', Chinese: 'zh', Cantonese: 'zh' },
} as const;

/** Text that would have an effect if it were read as markup. */
export const HOSTILE = [
  '#let x = 1; #panic("no") #read("/etc/passwd") #include "x.typ"',
  '*bold* _emphasis_ `code` $ x^2 $ = Heading',
  '- list + enum / term: [content] <label> @reference // comment /* and */',
  'C:\\temp\\new \\u{1F600} \\n \\" \'quoted\' "double" {braces} ~ ... -- ---',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it has to look like one.
  '<script>alert("1")</script> <b>HTML</b> &amp; &#x27; ${7*7} {{7*7}} %s %n',
].join('\n');
