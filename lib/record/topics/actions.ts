'use server';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { saveTopic } from '#lib/record/topics/commands.ts';
import { type TopicInput, topicFields, topicSchema } from '#lib/record/topics/schema.ts';

type Sent = { readonly council: string; readonly values: { readonly topic?: string } };

/** Adds a topic, or changes the one named in the form. */
export const saveTopicAction = formAction({
  name: 'saveTopic',
  permission: 'topics:edit',
  fields: topicFields,
  lists: ['measures', 'retired'],
  hidden: ['topic', 'version', 'conflict'],
  schema: topicSchema,
  run: addOrChange,
  outcomes: {
    saved,
    unchanged: saved,
    'name taken': {
      field: 'name',
      message: 'A topic with this name already exists. Open it from the list, or enter a different name',
    },
    conflict: ({ latest: { own } }) =>
      conflictWith('this topic', own?.changed ?? null, { version: String(own?.version ?? 0) }),
    'not found': NOT_FOUND,
  },
});

function addOrChange(context: CouncilContext, input: TopicInput, { topic = '' }: Sent['values']) {
  return saveTopic(context, topic === '' ? null : topic, input);
}

function saved({ key }: { readonly key: string }, { council }: Sent) {
  return { to: routes.topic(council, key), flash: 'Topic saved' };
}
