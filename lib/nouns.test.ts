import { expect, it } from 'vitest';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { NOUN_EVENTS } from './nouns.ts';

it('knows the events that nouns declare, and compiles no others', () => {
  const declared: AuditEvent = { type: 'comment.resolved', subject: 'QS1', data: { thread: 'c' } };
  // @ts-expect-error no noun declares this type
  const undeclared: AuditEvent = { type: 'comment.shouted', subject: 'QS1', data: { thread: 'c' } };
  // @ts-expect-error the noun declares other data
  const misshapen: AuditEvent = { type: 'comment.resolved', subject: 'QS1', data: { comment: 'c' } };
  expect(NOUN_EVENTS).toHaveProperty([declared.type]);
  expect(NOUN_EVENTS).toHaveProperty([misshapen.type]);
  expect(NOUN_EVENTS).not.toHaveProperty([undeclared.type]);
});
