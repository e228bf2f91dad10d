import { userInfo } from 'node:os';
import { LISTED_UNTIL } from '#lib/kernel/bank-holidays.ts';
import { type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { type Env, readEnv, readSettings, type Setting, settingWarnings } from '#lib/platform/env.ts';
import { officeProblem } from '#lib/platform/previews/office-sandbox.ts';
import { reportsItsLimits, ScannerAwayError, takesLength } from '#lib/platform/scanning/clamd.ts';
import { storeOf } from '#lib/platform/storage/file-store.ts';
import { checkStorage } from '#lib/platform/storage/health.ts';
import { systemCode } from '#lib/platform/storage/storage-error.ts';
import { addFrameworksFrom, FrameworksError } from '#lib/tasks/add-frameworks.ts';
import { applicationProblems, DatabaseProblem, readFacts, withDatabase } from '#lib/tasks/database-facts.ts';
import { MigrationError, pendingOn } from '#lib/tasks/migrations.ts';
import { isBuilt } from './application-build.ts';
import { frameworkProblems } from './framework-problems.ts';
import { missingFiles } from './missing-files.ts';
import { portProblem } from './server-process.ts';

// The checks of npm start. All of them run, so that every problem is reported at once.

export type Findings = {
  /** Prevent the start. */
  readonly problems: readonly string[];
  /** Do not prevent the start. */
  readonly warnings: readonly string[];
};

type Source = Readonly<Record<string, string | undefined>>;

const STORE_SETTINGS = ['DATA_DIR', 'STORAGE_URL', 'STORAGE_FROM'] as const;

/** Checks the settings and the database, folder, port and build they name. One plain line for each problem. */
export async function checkStart(source: Source): Promise<Findings> {
  const read = readEnv(source);
  // First, because the check of the database needs them.
  const frameworks = await withSetting(source, 'FRAMEWORKS_DIR', checkFrameworks);
  const found = await Promise.all([
    frameworks,
    { problems: read.ok ? [] : read.problems, warnings: read.ok ? settingWarnings(read.env) : [] },
    withSetting(source, 'DATABASE_URL', (url) => checkDatabase(url, source)),
    checkStore(source),
    checkScanner(source),
    withSetting(source, 'OFFICE_PREVIEW', checkOffice),
    withSetting(source, 'PORT', checkPort),
    checkBuild(),
    checkBankHolidays(londonDay(new Date())),
  ]);
  return {
    problems: found.flatMap(({ problems = [] }) => problems),
    warnings: found.flatMap(({ warnings = [] }) => warnings),
  };
}

type Found = Partial<Findings>;

/** Skips a check whose setting is invalid, because that is reported already. */
async function withSetting<Name extends Setting>(
  source: Source,
  name: Name,
  check: (value: Env[Name]) => Promise<Found>,
): Promise<Found> {
  const read = readSettings(source, [name]);
  return read.ok ? check(read.env[name]) : {};
}

/** In time for a release that knows more of them. */
const BANK_HOLIDAYS_ENDING_DAYS = 400;

/** Warns when the bank holidays that the service knows end within 400 days: later dates count them as working days. */
export function checkBankHolidays(today: CalendarDate): Found {
  if (daysBetween(today, LISTED_UNTIL) >= BANK_HOLIDAYS_ENDING_DAYS) return {};
  return {
    warnings: [
      `Bank holidays after ${formatDate(LISTED_UNTIL)} are not known (bank-holidays.ending). Install a newer release, or run: npm run bank-holidays`,
    ],
  };
}

async function checkDatabase(url: string, source: Source): Promise<Found> {
  const stored = readSettings(source, STORE_SETTINGS);
  try {
    return await withDatabase(url, 'DATABASE_URL', async (client) => {
      const problems = applicationProblems(await readFacts(client));
      if (problems.length > 0) return { problems };
      const pending = await pendingOn(client);
      if (pending.length > 0)
        return {
          problems: [
            `The database does not have all migrations (${pending.length} missing). Run: npm run db:migrate`,
          ],
        };
      // An unmounted folder looks like that of a new service.
      const unknown = await frameworkProblems(client);
      if (unknown.length > 0) return { problems: unknown };
      const missing = stored.ok ? await missingFiles(client, storeOf(stored.env)) : null;
      return missing ? { warnings: [missing] } : {};
    });
  } catch (error) {
    if (error instanceof DatabaseProblem || error instanceof MigrationError)
      return { problems: [error.message] };
    throw error;
  }
}

async function checkFrameworks(folder: string | undefined): Promise<Found> {
  try {
    addFrameworksFrom(folder);
    return {};
  } catch (error) {
    if (error instanceof FrameworksError) return { problems: [error.message] };
    throw error;
  }
}

async function checkStore(source: Source): Promise<Found> {
  const read = readSettings(source, STORE_SETTINGS);
  if (!read.ok) return {};
  const { DATA_DIR: folder, STORAGE_URL } = read.env;
  const health = await checkStorage(storeOf(read.env));
  if (health.ok) return {};
  if (STORAGE_URL !== 'disk')
    return {
      problems: [
        `STORAGE_URL: files cannot be stored in ${storeOf(read.env).place}: ${codeOf(health.cause)}`,
      ],
    };
  if (health.reason === 'storage-full')
    return {
      warnings: [`DATA_DIR: the disk of ${folder} is full. No files can be added until there is space.`],
    };
  const code = systemCode(health.cause);
  const reasons: Readonly<Record<string, string>> = {
    EACCES: `cannot be written to by the user of this process (${userName()})`,
    EPERM: `cannot be written to by the user of this process (${userName()})`,
    EROFS: 'is on a read-only disk',
    ENOTDIR: 'is not a folder, or is inside a file',
    EEXIST: 'is not a folder, or is inside a file',
  };
  const reason = reasons[code ?? ''] ?? `cannot be written: ${(health.cause as Error).message}`;
  return { problems: [`DATA_DIR: ${folder} ${reason}`] };
}

/** It need not be there, because files wait for it. That it lets files through unread would never be noticed. */
async function checkScanner(source: Source): Promise<Found> {
  const read = readSettings(source, ['CLAMD_URL', 'MAX_UPLOAD_MB']);
  if (!read.ok || read.env.CLAMD_URL === undefined) return {};
  const { CLAMD_URL: url, MAX_UPLOAD_MB: most } = read.env;
  try {
    if (!(await reportsItsLimits(url)))
      return {
        problems: [
          'CLAMD_URL: the scanner calls files clean that it has not scanned in full. Set AlertExceedsMax yes in its clamd.conf',
        ],
      };
    if (await takesLength(url, most * 1024 ** 2)) return {};
    return {
      warnings: [
        `CLAMD_URL: the scanner does not take files of ${most} MB (MAX_UPLOAD_MB), so large files cannot be opened. Set StreamMaxLength, MaxFileSize and MaxScanSize in its clamd.conf to more than that.`,
      ],
    };
  } catch (error) {
    if (!(error instanceof ScannerAwayError)) throw error;
    return {
      warnings: [`CLAMD_URL: no scanner answers at ${url}. Until one does, new files cannot be opened.`],
    };
  }
}

async function checkOffice(setting: Env['OFFICE_PREVIEW']): Promise<Found> {
  const problem = setting === 'on' ? await officeProblem() : null;
  if (!problem) return {};
  return {
    problems: [`OFFICE_PREVIEW is on, but ${problem}. Install LibreOffice and bubblewrap, or set it to off`],
  };
}

/** The code of an error of Azure, or its first line. */
function codeOf(cause: unknown): string {
  const { code, message } = cause as { readonly code?: string; readonly message: string };
  return code ?? message.split('\n', 1)[0] ?? '';
}

/** The name of the process's user, or its number if it has none, as in many containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

async function checkPort(port: number): Promise<Found> {
  const problem = await portProblem(port);
  return problem ? { problems: [problem] } : {};
}

async function checkBuild(): Promise<Found> {
  if (await isBuilt()) return {};
  return {
    problems: ['The application has not been built, or its source has changed since. Run: npm run build'],
  };
}
