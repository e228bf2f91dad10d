import { z } from 'zod';

/** Controls, and what turns the direction of the text around it: a name stands in sentences of the history. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

type NameOptions = {
  /** What is said where there is none: "Enter their name". */
  readonly missing: string;
  /** What the other messages call it: "Name". */
  readonly called: string;
  /** Characters at most. */
  readonly limit: number;
};

/** A name that somebody types, brought into one line. */
export function nameField({ missing, called, limit }: NameOptions) {
  return z
    .string(missing)
    .transform((name) => name.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(limit, `${called} must be ${limit} characters or less`)
        .refine((name) => !UNSEEN.test(name), `${called} must not have characters that cannot be seen`),
    );
}
