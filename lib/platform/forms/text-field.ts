import { z } from 'zod';
import { formatNumber } from '#lib/kernel/format.ts';
import { cleanLine, cleanText, hasDirectionOverride, storableText } from '#lib/kernel/text/clean.ts';

/** What kind of field a schema is: those below, and what the other files of this folder make of text. */
export type FieldKind = 'line' | 'text' | 'read' | 'email' | 'web address' | 'raw' | 'secret' | 'hidden';

/** Every schema that takes text from outside. A test finds those that are not listed here. */
export const textFields = z.registry<{ readonly kind: FieldKind; readonly limit?: number }>();

type TextOptions = {
  /** What messages call it: "Title". */
  readonly called: string;
  /** Characters at most, as a string counts them, once the text is clean. */
  readonly limit: number;
  /** What is said where there is nothing to see: "Enter a title". Without it the field may be empty. */
  readonly missing?: string;
};

/** A text of one line, such as a title or a name, cleaned. What turns the direction of the words round it is refused. */
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

/** A text of any number of lines, cleaned. Whoever has to cut it down is told how long it is. `ends`: blanks there. */
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

/** A short line that is read as something else: a date, a figure, a period, a reference. Nothing typed is ''. */
export function typedLine(missing?: string) {
  return z
    .string(missing)
    .max(LONGEST_READ, { error: `Enter ${LONGEST_READ} characters or less`, abort: true })
    .transform(cleanLine)
    .register(textFields, { kind: 'read', limit: LONGEST_READ });
}

/** What is kept as it was typed, because it is not said yet: a draft, or rows whose cells are cleaned one by one. */
export function rawField(limit = Number.POSITIVE_INFINITY) {
  return z.string().max(limit).transform(storableText).register(textFields, { kind: 'raw', limit });
}

/** What nobody may change by as much as a letter: a password. */
export function secretField(missing: string, limit: number, tooLong: string) {
  return z
    .string(missing)
    .min(1, missing)
    .max(limit, tooLong)
    .register(textFields, { kind: 'secret', limit });
}

/**
 * What a page put into its form for itself, and nobody types.
 *
 * @param read - what is meant by it; undefined where it is nothing that a page would have put there
 * @param message - what people are told then
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

/** Every field of a form by its name, for a schema that reads them itself. */
export function fieldsByName() {
  return z.record(z.string(), z.string().optional().register(textFields, { kind: 'hidden' }));
}

/** A SHA-256 in hexadecimal, by which a page says what it showed. */
export function hashField(message?: string) {
  return hiddenField((value) => (/^[0-9a-f]{64}$/.test(value) ? value : undefined), message);
}
