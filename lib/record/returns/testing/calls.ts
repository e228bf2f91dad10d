import { startInspection } from '#lib/record/inspections/commands.ts';
import {
  answerItem,
  assignItems,
  carryAnswers,
  changeAnswer,
  changeReturn,
  exportReturn,
  readyItems,
  removeAnswer,
  reopenItems,
  sendReturn,
  signItems,
  startForReal,
  startReturn,
  unreadyItems,
  unsendReturn,
} from '#lib/record/returns/commands.ts';
import {
  getAnswerChoices,
  getReturn,
  getReturnToManage,
  getReturnToSend,
  getReturnVersions,
  listAnsweredBy,
  listReturns,
} from '#lib/record/returns/queries.ts';
import { answerInput, inspectionInput, returnInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const NOT_FOUND = { outcome: 'not found' };

export const CALLS = nounCalls({
  async make({ as }, mark) {
    // The inspection is not the first, so that another council with one has none of this number.
    await startInspection(as.lead, inspectionInput({ name: mark }));
    const { number: inspection } = await startInspection(as.lead, inspectionInput({ name: mark }));
    await startReturn(as.lead, returnInput({ inspection, name: mark }));
    const about = { inspection, list: 1 };
    await answerItem(as.lead, answerInput({ ...about, reason: mark }));
    await answerItem(as.lead, answerInput({ ...about, item: 2, reason: mark, ready: true }));
    const item = async (key: number) =>
      (await getReturn(as.lead, inspection, 1))?.items.find((one) => one.key === key);
    const seen = async (key: number) => ({ key, version: (await item(key))?.version ?? 0 });
    return {
      about,
      answer: (await item(1))?.answers[0]?.id ?? '',
      first: await seen(1),
      ready: await seen(2),
    };
  },
  roles: {
    'return:manage': ['lead'],
    'return:answer': ['contributor', 'lead'],
    'return:sign': ['lead', 'director'],
  },
  calls: {
    'queries listReturns': {
      permission: 'inspection:view',
      notFound: [],
      run: (context, { about }) => listReturns(context, about.inspection),
    },
    'queries getReturn': {
      permission: 'inspection:view',
      notFound: null,
      run: (context, { about }) => getReturn(context, about.inspection, about.list),
    },
    'queries getReturnToManage': {
      permission: 'return:manage',
      notFound: null,
      run: (context, { about }) => getReturnToManage(context, about.inspection, about.list),
    },
    'queries listAnsweredBy': {
      permission: 'evidence:view',
      notFound: [],
      run: (context, { reference }) => listAnsweredBy(context, [reference]),
    },
    'queries getReturnToSend': {
      permission: 'return:manage',
      notFound: null,
      run: (context, { about }) => getReturnToSend(context, about.inspection, about.list),
    },
    'queries getAnswerChoices': {
      permission: 'return:answer',
      notFound: null,
      run: (context, { about }) =>
        getAnswerChoices(context, { ...about, item: 1, kind: 'evidence', words: 'E' }),
    },
    'queries getReturnVersions': {
      permission: 'inspection:view',
      notFound: null,
      run: (context, { about }) => getReturnVersions(context, { ...about, from: 0, to: 1 }),
    },
    'commands startReturn': {
      permission: 'return:manage',
      notFound: NOT_FOUND,
      run: (context, { about }) => startReturn(context, returnInput({ inspection: about.inspection })),
    },
    'commands startForReal': {
      permission: 'inspection:manage',
      notFound: NOT_FOUND,
      run: (context, { about }) =>
        startForReal(context, { ...about, name: 'For real', noticeOn: '2026-11-16', dueOn: '2026-12-07' }),
    },
    'commands changeReturn': {
      permission: 'return:manage',
      notFound: NOT_FOUND,
      run: (context, { about }) =>
        changeReturn(context, {
          ...about,
          ...{ name: 'Renamed', askedOn: '2026-11-16', dueOn: '2026-12-08', version: 2 },
        }),
    },
    'commands assignItems': {
      permission: 'return:manage',
      notFound: NOT_FOUND,
      run: (context, { about, first }) =>
        assignItems(context, { ...about, items: [first], owner: undefined, dueOn: '2026-12-01' }),
    },
    'commands answerItem': {
      permission: 'return:answer',
      notFound: NOT_FOUND,
      run: (context, { about }) => answerItem(context, answerInput({ ...about, item: 3 })),
    },
    'commands carryAnswers': {
      permission: 'return:answer',
      notFound: NOT_FOUND,
      run: (context, { about }) => carryAnswers(context, { ...about, item: 1, see: 3 }),
    },
    'commands changeAnswer': {
      permission: 'return:answer',
      notFound: NOT_FOUND,
      run: (context, { about, answer }) =>
        changeAnswer(context, { ...about, item: 1, answer, version: 1, reason: 'Other words' }),
    },
    'commands removeAnswer': {
      permission: 'return:answer',
      notFound: NOT_FOUND,
      run: (context, { about, answer }) => removeAnswer(context, { ...about, item: 1, answer, version: 1 }),
    },
    'commands readyItems': {
      permission: 'return:answer',
      notFound: NOT_FOUND,
      run: (context, { about, first }) => readyItems(context, { ...about, items: [first] }),
    },
    'commands unreadyItems': {
      permission: 'return:answer',
      notFound: NOT_FOUND,
      run: (context, { about, ready }) => unreadyItems(context, { ...about, items: [ready] }),
    },
    'commands signItems': {
      permission: 'return:sign',
      notFound: NOT_FOUND,
      run: (context, { about, ready }) => signItems(context, { ...about, items: [ready] }),
    },
    'commands reopenItems': {
      permission: 'return:sign',
      notFound: NOT_FOUND,
      run: (context, { about, ready }) => reopenItems(context, { ...about, items: [ready] }),
    },
    'commands sendReturn': {
      permission: 'return:manage',
      notFound: NOT_FOUND,
      run: (context, { about }) =>
        sendReturn(context, { ...about, sentOn: '2026-11-20', pack: null, version: 2 }),
    },
    'commands unsendReturn': {
      permission: 'return:manage',
      notFound: NOT_FOUND,
      run: (context, { about }) => unsendReturn(context, { ...about, version: 2 }),
    },
    'commands exportReturn': {
      permission: 'inspection:view',
      notFound: null,
      run: (context, { about }) => exportReturn(context, about),
    },
  },
});
