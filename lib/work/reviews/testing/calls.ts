import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  signAssessment,
  withdrawProposal,
} from '#lib/work/reviews/commands.ts';
import { gapsHash, getContentInFull, getReview, getSignedVersion } from '#lib/work/reviews/queries.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  roles: {
    'review:propose': ['lead'],
    'review:sign': ['director'],
    'review:reopen': ['lead', 'director'],
  },
  calls: {
    'queries getReview': {
      permission: 'assessment:view',
      run: (context) => getReview(context, new Date(0)),
    },
    'queries getContentInFull': { permission: 'assessment:view', run: getContentInFull },
    'queries getSignedVersion': {
      permission: 'assessment:view',
      notFound: { outcome: 'not found' },
      run: (context) => getSignedVersion(context, 2, 1),
    },
    'commands proposeAssessment': {
      permission: 'review:propose',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        proposeAssessment(context, {
          assessment,
          step: 0,
          gaps: 0,
          gapsHash: gapsHash([]),
          content: gapsHash([]),
          reason: '',
          confirmed: 'yes',
        }),
    },
    'commands withdrawProposal': {
      permission: 'review:propose',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => withdrawProposal(context, { assessment, step: 1, reason: '' }),
    },
    'commands returnProposal': {
      permission: 'review:sign',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => returnProposal(context, { assessment, step: 1, reason: 'Why' }),
    },
    'commands signAssessment': {
      permission: 'review:sign',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) =>
        signAssessment(context, { assessment, step: 1, content: '0'.repeat(64), reason: '' }),
    },
    'commands reopenAssessment': {
      permission: 'review:reopen',
      notFound: { outcome: 'closed' },
      run: (context, { assessment }) => reopenAssessment(context, { assessment, step: 2, reason: 'Why' }),
    },
  },
  withoutPermission: {
    'queries gapsHash': 'hashes the gaps it is given, and reads nothing',
  },
});
