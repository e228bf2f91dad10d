import { globSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type FieldKind, textFields } from '#lib/platform/forms/text-field.ts';

export type TextField = {
  /** The schema's file and name, and the path to the field. */
  readonly at: string;
  readonly field: z.ZodType;
  readonly kind: FieldKind;
  readonly limit: number | undefined;
};

/** Arguments for schemas that are functions. */
const MADE_FOR: Readonly<Record<string, unknown>> = {
  saveStatementSchema: 'QS1',
  giveChallengeSchema: 'QS1',
  describeScenarioSchema: ['QS1', 'QS2'],
  saveReportSchema: ['QS1', 'QS2'],
  linkSchema: new Date('2026-11-29T00:00:00Z'),
  copySchema: new Date('2026-11-29T00:00:00Z'),
  feedSchema: new Date('2026-11-29T00:00:00Z'),
  planLinkSchema: new Date('2026-11-29T00:00:00Z'),
};

/** Every text field in the form schemas, and the places of text without a registered field. */
export async function fieldsOfForms(): Promise<{ fields: TextField[]; unregistered: string[] }> {
  const fields: TextField[] = [];
  const unregistered: string[] = [];
  for (const file of globSync('lib/*/*/schema.ts').toSorted()) {
    const exported = Object.entries((await import(path.resolve(file))) as Record<string, unknown>);
    for (const [name, value] of exported) {
      const isMade = typeof value === 'function' && name.endsWith('Schema');
      if (isMade && !(name in MADE_FOR)) unregistered.push(`${file} ${name}: say what it is made for`);
      const schema = isMade ? (value as (of: unknown) => unknown)(MADE_FOR[name]) : value;
      if (schema instanceof z.ZodType) visit(schema, `${file} ${name}`);
    }
  }
  return { fields, unregistered };

  function visit(schema: z.ZodType, at: string): void {
    const known = textFields.get(schema);
    if (known) {
      fields.push({ at, field: schema, kind: known.kind, limit: known.limit });
      return;
    }
    const { def } = schema as unknown as { def: Definition };
    const isFixed = def.type === 'string' && ['uuid', 'date'].includes(def.format ?? '');
    if (!isFixed && !HOLDS_NO_TEXT.includes(def.type) && !HOLDS_OTHERS.includes(def.type)) {
      unregistered.push(`${at} (${def.type})`);
    }
    for (const [name, field] of Object.entries(def.shape ?? {})) visit(field, `${at}.${name}`);
    for (const inner of [
      def.innerType,
      def.element,
      def.in,
      def.out,
      def.valueType,
      ...(def.options ?? []),
    ]) {
      if (inner) visit(inner, at);
    }
  }
}

// Any other type could let text past: a tuple, an intersection, any, a custom schema.
const HOLDS_NO_TEXT = ['enum', 'literal', 'number', 'boolean', 'transform', 'undefined', 'null', 'never'];
const HOLDS_OTHERS = [
  'object',
  'array',
  'optional',
  'nullable',
  'default',
  'catch',
  'pipe',
  'union',
  'record',
];

/** The parts of each kind of schema that contain others. */
type Definition = {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
};
