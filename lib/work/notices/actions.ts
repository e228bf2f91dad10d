'use server';
import * as routes from '#lib/kernel/routes.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import type { StateOf } from '#lib/platform/forms/form-state.ts';
import { pageNumber } from '#lib/platform/forms/page-number.ts';
import { markAllNoticesRead, markNoticeRead, setDigest } from '#lib/work/notices/commands.ts';
import { digestFields, digestSchema, noticeSchema } from '#lib/work/notices/schema.ts';

type Sent = { readonly council: string; readonly values: { readonly page?: string } };

/** Returns to the page of the list with the button. */
function list({ council, values }: Sent, flash: string): Done {
  return { to: routes.notices(council, { page: pageNumber(values.page) }), flash };
}

export type ReadState = StateOf<typeof markNoticeReadAction>;
export const markNoticeReadAction = formAction({
  name: 'markNoticeRead',
  permission: 'notice:read',
  fields: [],
  hidden: ['notice', 'page'],
  schema: noticeSchema,
  run: (context, { notice }) => markNoticeRead(context, notice),
  outcomes: {
    done: (_, sent) => list(sent, 'Notification marked as read'),
    unchanged: (_, sent) => list(sent, 'Notification marked as read'),
    'not found': NOT_FOUND,
  },
});

/** `notice`: the newest one on the page. */
export const markAllNoticesReadAction = formAction({
  name: 'markAllNoticesRead',
  permission: 'notice:read',
  fields: [],
  hidden: ['notice', 'page'],
  schema: noticeSchema,
  run: (context, { notice }) => markAllNoticesRead(context, notice),
  outcomes: {
    done: (_, sent) => list(sent, 'Notifications marked as read'),
    unchanged: (_, sent) => list(sent, 'Notifications marked as read'),
    'not found': NOT_FOUND,
  },
});

export type DigestState = StateOf<typeof setDigestAction>;
export const setDigestAction = formAction({
  name: 'setDigest',
  permission: 'notice:read',
  fields: digestFields,
  schema: digestSchema,
  run: (context, { digest }) => setDigest(context, digest),
  outcomes: {
    done: (_, { council }) => afterChoosing(council),
    unchanged: (_, { council }) => afterChoosing(council),
    'not found': NOT_FOUND,
  },
});

function afterChoosing(council: string): Done {
  return { to: routes.notices(council), flash: 'Email choice saved' };
}
