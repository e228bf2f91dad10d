import { randomUUID } from 'node:crypto';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import {
  addFile,
  addLink,
  attachEvidence,
  changeDetails,
  detachEvidence,
  explainEvidence,
  exportEvidence,
  holdEvidence,
  linkToStatements,
  recordDownload,
  recordView,
  releaseEvidence,
  replaceFile,
  restoreEvidence,
  reviewEvidence,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import {
  getDetailChoices,
  getEvidenceItem,
  getStorageUse,
  hasViewedToday,
  listAddedBy,
  listEvidence,
  readableFile,
} from '#lib/record/evidence/queries.ts';
import { linkDetails, receivedFile, uploadDetails } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const use = { shows: 'What it shows', location: 'Page 1' };

export const CALLS = nounCalls({
  roles: {
    'evidence:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'evidence:add': ['contributor', 'lead'],
    'evidence:edit': ['contributor', 'lead'],
    'evidence:hold': ['lead', 'director'],
    'evidence:download': ['contributor', 'lead', 'director', 'reader'],
  },
  calls: {
    'queries listEvidence': {
      permission: 'evidence:view',
      run: (context) => listEvidence(context, {}, 1, new Date()),
    },
    'queries getEvidenceItem': {
      permission: 'evidence:view',
      notFound: null,
      run: (context, { reference }) => getEvidenceItem(context, reference),
    },
    'queries readableFile': {
      permission: 'evidence:download',
      notFound: null,
      run: (context, { reference }) => readableFile(context, reference),
    },
    'queries getStorageUse': {
      permission: 'evidence:view',
      run: (context) => getStorageUse(context),
    },
    'queries getDetailChoices': {
      permission: 'evidence:add',
      run: (context) => getDetailChoices(context, CQC_2023),
    },
    'queries listAddedBy': {
      permission: 'evidence:add',
      run: (context) => listAddedBy(context, randomUUID()),
    },
    'commands addFile': {
      permission: 'evidence:add',
      notFound: { outcome: 'closed' },
      run: async (context, { assessment }) =>
        addFile(context, uploadDetails({ statement: 'QS2', assessment }), await receivedFile(context)),
    },
    'commands addLink': {
      permission: 'evidence:add',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => addLink(context, linkDetails({ statement: 'QS2', assessment })),
    },
    'commands changeDetails': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) =>
        changeDetails(context, reference, { ...linkDetails(), title: 'Another title', version: 1 }),
    },
    'commands attachEvidence': {
      permission: 'evidence:edit',
      notFound: { outcome: 'closed' },
      run: (context, { reference, assessment }) =>
        attachEvidence(context, [reference], 'QS9', { ...use, assessment }),
    },
    'commands linkToStatements': {
      permission: 'evidence:edit',
      notFound: { outcome: 'closed' },
      run: (context, { reference, assessment }) =>
        linkToStatements(context, reference, ['QS3', 'QS4'], assessment),
    },
    'commands explainEvidence': {
      permission: 'evidence:edit',
      notFound: { outcome: 'closed' },
      run: (context, { reference, assessment }) =>
        explainEvidence(context, reference, 'QS1', {
          ...use,
          assessment,
          fingerprint: fingerprintOfUse({ shows: '', location: '' }),
          seen: null,
        }),
    },
    'commands detachEvidence': {
      permission: 'evidence:edit',
      notFound: { outcome: 'closed' },
      run: (context, { reference, assessment }) => detachEvidence(context, reference, 'QS1', assessment),
    },
    'commands withdrawEvidence': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => withdrawEvidence(context, reference, 'A wrong file'),
    },
    'commands restoreEvidence': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => restoreEvidence(context, reference),
    },
    'commands holdEvidence': {
      permission: 'evidence:hold',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => holdEvidence(context, reference, 'A claim'),
    },
    'commands reviewEvidence': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) =>
        reviewEvidence(context, { reference, reviewBy: '2030-03-31', seen: '2029-03-31' }),
    },
    'commands releaseEvidence': {
      permission: 'evidence:hold',
      notFound: { outcome: 'not found' },
      run: (context, { reference }) => releaseEvidence(context, reference),
    },
    'commands replaceFile': {
      permission: 'evidence:edit',
      notFound: { outcome: 'not found' },
      run: async (context, { reference }) =>
        replaceFile(
          context,
          reference,
          { based: 1, reason: 'A new version', datedOn: null },
          await receivedFile(context),
        ),
    },
    'queries hasViewedToday': {
      permission: 'evidence:download',
      notFound: false,
      run: (context, { reference }) => hasViewedToday(context, reference, '0'.repeat(64)),
    },
    'commands recordView': {
      permission: 'evidence:download',
      run: (context, { reference }) => recordView(context, reference, '0'.repeat(64)),
    },
    'commands exportEvidence': {
      permission: 'evidence:view',
      run: (context) => exportEvidence(context, {}),
    },
    'commands recordDownload': {
      permission: 'evidence:download',
      run: (context, { reference }) => recordDownload(context, reference, '0'.repeat(64)),
    },
  },
});
