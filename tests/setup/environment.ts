/** Neither UTC nor London: a date that leans on the machine's own time zone shows. */
export const TIME_ZONE = 'America/New_York';

type Places = { databaseUrl: string; ownerUrl: string; dataDir: string };

/** The settings that every test runs with. */
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
