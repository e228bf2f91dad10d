/**
 * Every event type of a council's history. Each noun adds its own in its events.ts, and an event type without a
 * description does not compile. `subject`: the id of the record that the event is about. `words`: names and texts, which
 * are kept beside the chain so that an erasure can remove them; `data` stays for good.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the nouns
export interface AuditEvents {}

export type EventType = keyof AuditEvents;

type Recorded<Type extends EventType> = {
  readonly type: Type;
  readonly subject: AuditEvents[Type]['subject'];
  readonly data: AuditEvents[Type]['data'];
};

/** Any event as it is read, discriminated by its type. Without words: they were erased, or none were kept. */
export type AuditEvent = {
  [Type in EventType]: Recorded<Type> & { readonly words?: WordsOf<Type> | null };
}[EventType];

/** Any event as it is written. */
export type NewEvent = {
  [Type in EventType]: Recorded<Type> &
    (AuditEvents[Type] extends { words: infer Words }
      ? { readonly words: Words }
      : { readonly words?: never });
}[EventType];

type WordsOf<Type extends EventType> = AuditEvents[Type] extends { words: infer Words } ? Words : never;

/** What one write records. */
export type WrittenEvents = readonly [NewEvent, ...NewEvent[]];

export type EventOf<Type extends EventType> = Extract<AuditEvent, { type: Type }>;
