import { readFileSync } from 'node:fs';
import type { Framework } from '#lib/frameworks/framework.ts';
import { addFramework, knownFrameworks } from '#lib/frameworks/known.ts';
import { brandTokens } from '#lib/record/councils/rules.ts';
import type { Letterhead } from './letterhead.ts';

/** The text of a template in this folder. */
export function template(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}

/** Runs the compiler, whose errors have their message as their code. @throws Error with the compiler's message */
export function compiled<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== '') throw error;
    throw new Error('code' in error ? String(error.code) : 'The compiler refused the document', {
      cause: error,
    });
  }
}

/** Adds the frameworks of the service, of which its worker processes know only those that are built in. */
export function knowFrameworks(frameworks: readonly Framework[]): void {
  const known = knownFrameworks().map(({ id }) => id);
  for (const framework of frameworks) if (!known.includes(framework.id)) addFramework(framework);
}

/** The logo of a document, and its colours as the templates take them. */
export function letterheadInputs({ letterhead }: { readonly letterhead?: Letterhead }): {
  readonly logo: Buffer | null;
  readonly colours: Readonly<Record<string, string>>;
} {
  const { colour = '', logo = null } = letterhead ?? {};
  return { logo: logo && Buffer.from(logo), colours: colour === '' ? {} : coloursOf(colour) };
}

function coloursOf(colour: string): Record<string, string> {
  const { accent, 'accent-soft': mid, 'accent-tint': tint } = brandTokens(colour).light;
  return { accent, tint, mid };
}
