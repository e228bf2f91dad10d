/**
 * Every event type of a council's history. Each noun adds its own in its events.ts, and an event type without a
 * description does not compile. `subject`: the id of the record that the event is about.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the nouns
export interface AuditEvents {}

export type EventType = keyof AuditEvents;

/** Any event, discriminated by its type. */
export type AuditEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly subject: AuditEvents[Type]['subject'];
    readonly data: AuditEvents[Type]['data'];
  };
}[EventType];

/** What one write records. */
export type WrittenEvents = readonly [AuditEvent, ...AuditEvent[]];

export type EventOf<Type extends EventType> = Extract<AuditEvent, { type: Type }>;
