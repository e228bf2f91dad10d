/** Neither UTC nor London, so that a date that depends on the machine's time zone fails. */
export const TIME_ZONE = 'America/New_York';

type Places = { databaseUrl: string; ownerUrl: string; dataDir: string };

/** Settings for every test. */
export function testSettings({ databaseUrl, ownerUrl, dataDir }: Places): Record<string, string> {
  return {
    TZ: TIME_ZONE,
    DATABASE_URL: databaseUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    DATA_DIR: dataDir,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a secret for tests only, 32 characters or more',
    LOG_LEVEL: 'silent',
  };
}
