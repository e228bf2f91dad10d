import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defineFramework } from '#lib/frameworks/define-framework.ts';
import { BANDS, type FrameworkDescription } from '#lib/frameworks/framework.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';

const text = z.string();
const number = z.number();
const credit = z.strictObject({ source: text, licence: text });

/** The form of a framework in a file; `defineFramework` checks the rest. */
const description: z.ZodType<FrameworkDescription> = z.strictObject({
  id: text,
  name: text,
  version: number,
  source: text,
  status: z.enum(['draft', 'in-force', 'superseded']),
  from: text.nullable(),
  to: text.nullable(),
  credits: z.strictObject({
    names: credit,
    asks: credit,
    topics: credit,
    scale: credit,
    categories: credit,
    prompts: credit,
    characteristics: credit,
  }),
  themes: z.array(z.strictObject({ id: number, name: text })),
  statements: z.array(
    z.strictObject({
      id: text,
      name: text,
      theme: number,
      asks: text,
      topics: z.array(text),
      prompts: z.array(text),
      characteristics: z.record(z.string().regex(/^\d+$/), text),
      weight: number,
    }),
  ),
  scale: z.array(z.strictObject({ score: number, words: text })),
  aggregation: z.literal('weighted-sum'),
  rounding: z.enum(['up', 'half-up']),
  thresholdSets: z.array(
    z.strictObject({
      id: text,
      name: text,
      nameInReason: text,
      origin: text,
      bands: z.array(
        z.strictObject({ band: z.enum(BANDS), stated: text, limit: number, includesLimit: z.boolean() }),
      ),
    }),
  ),
  defaultThresholds: text,
  regulatorThresholds: text,
  notice: z.strictObject({ score: number, why: text, precedent: text }).nullable(),
  categories: z.array(z.strictObject({ id: z.enum(CATEGORIES), name: text, isNeeded: z.boolean() })),
  transitions: text.nullable(),
  mappings: z.array(
    z.strictObject({
      from: text,
      statements: z.record(text, text),
      comparable: z.array(text),
      isTotalComparable: z.boolean(),
      scores: z.record(z.string().regex(/^\d+$/), number),
    }),
  ),
});

/** FRAMEWORKS_DIR cannot be read or has a file that is no framework. The message is one plain line. */
export class FrameworksError extends Error {
  override readonly name = 'FrameworksError';
}

/**
 * Adds the frameworks in the `.json` files of a folder to those of this process, in the order of their names, so that
 * one can continue another.
 *
 * @param folder - undefined or empty for none
 * @throws {FrameworksError} for the first file that is not a framework
 */
export function addFrameworksFrom(folder: string | undefined): void {
  if (!folder) return;
  for (const file of filesIn(folder)) {
    if (!file.endsWith('.json')) continue;
    try {
      const content = readFileSync(join(folder, file));
      if (content.length > MOST_BYTES) throw new Error('it is larger than 1 MB');
      addFramework(defineFramework(description.parse(JSON.parse(content.toString('utf8')))));
    } catch (error) {
      const message = `FRAMEWORKS_DIR: ${file} is no framework: ${problemOf(error)}`;
      throw new FrameworksError(message, { cause: error });
    }
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FrameworksError(`FRAMEWORKS_DIR: the folder ${folder} cannot be read (${code})`, {
      cause: error,
    });
  }
}

/** Every page keeps frameworks in memory, and some list all of one. */
const MOST_BYTES = 1_000_000;
/** Nobody reads a line for every part of a file that is something else. */
const MOST_ISSUES = 5;

function problemOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const issues = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    const more = issues.length > MOST_ISSUES ? [`and ${issues.length - MOST_ISSUES} more`] : [];
    return [...issues.slice(0, MOST_ISSUES), ...more].join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
