/**
 * Every event that a council's history can hold, by its type. Each noun adds its own in its events.ts, so that an event
 * nobody tells of does not compile. `subject`: what it happened to.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the nouns
export interface AuditEvents {}

export type EventType = keyof AuditEvents;

/** Any event, told apart by its type. */
export type AuditEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly subject: AuditEvents[Type]['subject'];
    readonly data: AuditEvents[Type]['data'];
  };
}[EventType];

export type EventOf<Type extends EventType> = Extract<AuditEvent, { type: Type }>;
