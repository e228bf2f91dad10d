/** Why a file has no text that can be read. */
export type WhyUnreadable =
  | 'encrypted'
  | 'damaged'
  | 'old-format'
  | 'too-large'
  | 'too-complex'
  | 'timed-out'
  | 'crashed';

/** A reader throws it for a file that it cannot read. */
export class UnreadableError extends Error {
  readonly reason: WhyUnreadable;
  constructor(reason: WhyUnreadable, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}
