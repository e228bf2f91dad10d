import 'server-only';
import { resolve } from 'node:path';
import { z } from 'zod';

/** An empty string counts as not set, because most deployment tools write it that way. */
const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value);

const flag = z
  .preprocess(emptyIsAbsent, z.enum(['0', '1'], 'must be 0 or 1').default('0'))
  .transform((v) => v === '1');

const onOrOff = z.preprocess(emptyIsAbsent, z.enum(['on', 'off'], 'must be on or off').default('off'));

const wholeNumber = (fallback: number, minimum: number, maximum: number) =>
  z.preprocess(
    emptyIsAbsent,
    z
      .string()
      .trim()
      .regex(/^\d+$/, 'must be a whole number')
      .transform(Number)
      .pipe(z.number().min(minimum, `must be ${minimum} or more`).max(maximum, `must be ${maximum} or less`))
      .default(fallback),
  );

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const postgresUrl = z
  .string('is missing')
  .regex(/^postgres(ql)?:\/\/.+/, { error: 'must be an address that starts with postgresql://', abort: true })
  // Parsed as the driver does: an unescaped "#", "/" or "%" in a password would otherwise end the start with a stack
  // trace.
  .refine(
    (text) => URL.canParse(text.replace('@/', '@host/')) && isDecodable(text),
    'must be like postgresql://role:password@host:5432/database, with %23 for a # in the password, %2F for a / and %25 for a %',
  )
  .refine(
    (text) => !/[?&]schema=(?!public(&|$))/.test(text),
    'must not name a schema: the tables are in public',
  );

const smtpUrl = z
  .string()
  .regex(/^smtps?:\/\/.+/, { error: 'must be an address that starts with smtp:// or smtps://', abort: true })
  .refine(
    (text) => URL.canParse(text) && new URL(text).hostname !== '' && isDecodable(text),
    'must be like smtps://user:password@mail.example:465, with %23 for a # in the password, %2F for a / and %25 for a %',
  );

const ADDRESS_PEOPLE_TYPE = 'must be the address people type, such as https://assurance.example';

const STORE = 'must be disk, or the https address of a container of Azure Blob Storage with its signature';

/** Over http only to this machine, because the signature in the address opens every file. */
const storeUrl = z.union(
  [
    z.literal('disk'),
    z.url({ protocol: /^https$/, hostname: z.regexes.domain }).regex(/\?.*\bsig=/),
    z.url({ protocol: /^http$/, hostname: /^(?:127\.0\.0\.1|localhost)$/ }).regex(/\?.*\bsig=/),
  ],
  STORE,
);

/** A scanner on this machine, or one on a network that nobody else can read: clamd has no encryption. */
const scannerUrl = z
  .string()
  .regex(
    /^(?:tcp:\/\/(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}|unix:\/\/\/\S+)$/i,
    'must be like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl',
  );

/** The service must be at the root of its own host. */
const ownAddress = z.url({ error: ADDRESS_PEOPLE_TYPE, protocol: /^https?$/, abort: true }).refine((text) => {
  const { origin, href } = new URL(text);
  return href === `${origin}/`;
}, `${ADDRESS_PEOPLE_TYPE}, with no path, name or password`);

const settings = z.object({
  DATABASE_URL: z.preprocess(emptyIsAbsent, postgresUrl),
  MIGRATION_DATABASE_URL: z.preprocess(emptyIsAbsent, postgresUrl.optional()),
  NEXTAUTH_URL: z.preprocess(emptyIsAbsent, ownAddress),
  NEXTAUTH_SECRET: z.preprocess(
    emptyIsAbsent,
    z
      .string('is missing')
      .refine(
        (secret) => secret.trim().length >= 32,
        'must be 32 characters or more; `openssl rand -base64 32` makes one',
      ),
  ),
  SMTP_URL: z.preprocess(emptyIsAbsent, smtpUrl.optional()),
  MAIL_FROM: z.preprocess(
    emptyIsAbsent,
    z
      .string()
      .regex(
        /^([^<>\r\n]+ )?<?[^\s<>@]+@[^\s<>@]+>?$/,
        'must be an email address, such as Assurance <assurance@council.example>',
      )
      .optional(),
  ),
  DATA_DIR: z
    .preprocess(
      emptyIsAbsent,
      // Only a shell expands ~; other launchers would make a folder of that name.
      z.string().regex(/^[^~]/, 'must be a full path: ~ is not expanded').default('./.data'),
    )
    .transform((path) => resolve(path)),
  STORAGE_URL: z.preprocess(emptyIsAbsent, storeUrl.default('disk')),
  STORAGE_FROM: z.preprocess(emptyIsAbsent, storeUrl.optional()),
  CLAMD_URL: z.preprocess(emptyIsAbsent, scannerUrl.optional()),
  OCR: onOrOff,
  OFFICE_PREVIEW: onOrOff,
  FRAMEWORKS_DIR: z
    .preprocess(emptyIsAbsent, z.string().regex(/^[^~]/, 'must be a full path: ~ is not expanded').optional())
    .transform((path) => (path === undefined ? undefined : resolve(path))),
  PORT: wholeNumber(3000, 1, 65_535),
  MAX_UPLOAD_MB: wholeNumber(100, 1, 2_000),
  MAX_COUNCIL_GB: wholeNumber(20, 1, 100_000),
  PACK_DAYS: wholeNumber(30, 1, 365),
  TRUST_PROXY: flag,
  DEMO: flag,
  LOG_LEVEL: z.preprocess(
    emptyIsAbsent,
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .default('info'),
  ),
});

const schema = settings
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    error: 'is missing. It is required when SMTP_URL is set',
    when: () => true,
  })
  .refine(({ STORAGE_URL, STORAGE_FROM }) => STORAGE_URL !== STORAGE_FROM, {
    path: ['STORAGE_FROM'],
    error: 'must not be the same as STORAGE_URL',
    when: () => true,
  });

export type Env = Readonly<z.infer<typeof schema>>;
export type Setting = keyof Env;

export const SETTINGS = Object.keys(settings.shape) as readonly Setting[];

/** `problems` has a plain line for each missing or invalid setting and never repeats a value. */
export type SettingsReading<Settings> =
  | { readonly ok: true; readonly env: Settings }
  | { readonly ok: false; readonly problems: string[] };

type Source = Readonly<Record<string, string | undefined>>;

/** Reads all settings. */
export function readEnv(source: Source): SettingsReading<Env> {
  return inLines(schema.safeParse(source));
}

/** Reads only these settings, whether or not the others are valid. */
export function readSettings<Name extends Setting>(
  source: Source,
  names: readonly Name[],
): SettingsReading<Pick<Env, Name>> {
  const shape = Object.fromEntries(names.map((name) => [name, settings.shape[name]]));
  return inLines(z.object(shape).safeParse(source)) as SettingsReading<Pick<Env, Name>>;
}

function inLines<Settings>(parsed: z.ZodSafeParseResult<Settings>): SettingsReading<Settings> {
  if (parsed.success) return { ok: true, env: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
  };
}

/** A plain line for each valid setting that may be a mistake. */
export function settingWarnings({ NEXTAUTH_URL, MAIL_FROM, SMTP_URL }: Env): string[] {
  const { protocol, hostname } = new URL(NEXTAUTH_URL);
  const isThisMachine = /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname);
  return [
    ...(protocol === 'http:' && !isThisMachine
      ? ['NEXTAUTH_URL is not https, so others on the network could read passwords and evidence.']
      : []),
    ...(MAIL_FROM && !SMTP_URL ? ['MAIL_FROM is set but SMTP_URL is not, so no email will be sent.'] : []),
  ];
}

let cached: Env | undefined;

/** The settings of this process. Throws when one is missing or invalid; `npm start` has reported it by then. */
export function env(): Env {
  if (cached) return cached;
  const read = readEnv(process.env);
  if (!read.ok) throw new Error(`Settings: ${read.problems.join('; ')}`);
  cached = read.env;
  return cached;
}
