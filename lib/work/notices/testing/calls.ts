import { markAllNoticesRead, markNoticeRead, setDigest } from '#lib/work/notices/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import { makeComment, newestNotice } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ id, as }, mark) => {
    await makeComment(as.lead, { body: mark, mention: [as.reader.person.id] });
    return { notice: await newestNotice(id) };
  },
  roles: {
    'notice:read': ['contributor', 'lead', 'director', 'reader', 'admin'],
  },
  calls: {
    'queries listNotices': {
      permission: 'notice:read',
      run: (context) => listNotices(context, 1),
    },
    'commands markNoticeRead': {
      permission: 'notice:read',
      notFound: { outcome: 'not found' },
      run: (context, { notice }) => markNoticeRead(context, notice),
    },
    'commands markAllNoticesRead': {
      permission: 'notice:read',
      notFound: { outcome: 'not found' },
      run: (context, { notice }) => markAllNoticesRead(context, notice),
    },
    'commands setDigest': {
      permission: 'notice:read',
      run: (context) => setDigest(context, 'weekly'),
    },
  },
});
