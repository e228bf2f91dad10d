import { z } from 'zod';
import { formatNumber } from '#lib/kernel/format.ts';
import { cleanLine, cleanText, hasDirectionOverride, storableText } from '#lib/kernel/text/clean.ts';

/** The kind of field that a schema reads: those below and in the other files of this folder. */
export type FieldKind = 'line' | 'text' | 'read' | 'email' | 'web address' | 'raw' | 'secret' | 'hidden';

/** Every schema for text from outside. A test finds any that is not registered here. */
export const textFields = z.registry<{ readonly kind: FieldKind; readonly limit?: number }>();

type TextOptions = {
  /** Its name in messages: "Title". */
  readonly called: string;
  /** UTF-16 units at most, once the text is cleaned. */
  readonly limit: number;
  /** The message for an empty field: "Enter a title". Without it the field is optional. */
  readonly missing?: string;
};

/** One line of text, such as a title or a name, cleaned. Direction overrides are refused. */
export function lineField({ called, limit, missing }: TextOptions) {
  return z
    .string(missing)
    .transform((typed, context) => {
      const line = cleanLine(typed);
      const problem =
        line === ''
          ? (missing ?? null)
          : hasDirectionOverride(typed)
            ? `${called} contains hidden characters. Type it again`
            : line.length > limit
              ? `${called} must be ${formatNumber(limit)} characters or less`
              : null;
      if (problem === null) return line;
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    })
    .register(textFields, { kind: 'line', limit });
}

/** Text of any number of lines, cleaned. Messages give its length if it is too long. `ends`: spaces at both ends. */
export function textField({
  called,
  limit,
  missing,
  ends = 'trimmed',
}: TextOptions & { readonly ends?: 'trimmed' | 'kept' }) {
  return z
    .string(missing)
    .transform((typed, context) => {
      const clean = cleanText(typed);
      const text = ends === 'kept' ? clean : clean.trim();
      const problem =
        text === '' && missing !== undefined
          ? missing
          : text.length > limit
            ? `${called} must be ${formatNumber(limit)} characters or less. It is ${formatNumber(text.length)} now`
            : null;
      if (problem === null) return text;
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    })
    .register(textFields, { kind: 'text', limit });
}

const LONGEST_READ = 200;

/** A short line to be parsed: a date, a figure, a period, a reference. '' if empty. */
export function typedLine(missing?: string) {
  return z
    .string(missing)
    .max(LONGEST_READ, { error: `Enter ${LONGEST_READ} characters or less`, abort: true })
    .transform(cleanLine)
    .register(textFields, { kind: 'read', limit: LONGEST_READ });
}

/** Text kept as typed: a draft, or rows whose cells are cleaned one by one. */
export function rawField(limit = Number.POSITIVE_INFINITY) {
  return z.string().max(limit).transform(storableText).register(textFields, { kind: 'raw', limit });
}

/** Text that must stay exactly as typed: a password. */
export function secretField(missing: string, limit: number, tooLong: string) {
  return z
    .string(missing)
    .min(1, missing)
    .max(limit, tooLong)
    .register(textFields, { kind: 'secret', limit });
}

/**
 * A value that a page puts into its form and nobody types.
 *
 * @param read - parses it; undefined for a value that no page would send
 * @param message - for such a value
 */
export function hiddenField<T>(read: (value: string) => T | undefined, message?: string) {
  return z
    .string(message)
    .transform((value, context): T => {
      const found = read(value);
      if (found !== undefined) return found;
      context.addIssue({ code: 'custom', ...(message === undefined ? {} : { message }) });
      return z.NEVER;
    })
    .register(textFields, { kind: 'hidden' });
}

/** Every field of a form by name, for a schema that reads them itself. */
export function fieldsByName() {
  return z.record(z.string(), z.string().optional().register(textFields, { kind: 'hidden' }));
}

/** A SHA-256 in hexadecimal, which identifies what a page showed. */
export function hashField(message?: string) {
  return hiddenField((value) => (/^[0-9a-f]{64}$/.test(value) ? value : undefined), message);
}
