/**
 * A council's own colour, as `#12436d` or '', and its logo as a PNG. Presentation only: no hash of a document covers
 * it.
 */
export type Letterhead = Readonly<{ colour: string; logo: Uint8Array | null }>;
