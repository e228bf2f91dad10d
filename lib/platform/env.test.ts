import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv, readSettings, settingWarnings } from './env.ts';

const validSettings = {
  DATABASE_URL: 'postgresql://app:secret@db.example/assurance',
  NEXTAUTH_URL: 'https://assurance.example',
  NEXTAUTH_SECRET: 'x'.repeat(32),
};

function problems(given: Record<string, string | undefined>): readonly string[] {
  const read = readEnv({ ...validSettings, ...given });
  return read.ok ? [] : read.problems;
}

describe('readEnv', () => {
  it('fills in optional settings', () => {
    const read = readEnv(validSettings);
    expect(read).toEqual({
      ok: true,
      env: {
        ...validSettings,
        DATA_DIR: path.resolve('./.data'),
        PORT: 3000,
        STORAGE_URL: 'disk',
        MAX_UPLOAD_MB: 100,
        MAX_COUNCIL_GB: 20,
        PACK_DAYS: 30,
        OCR: 'off',
        OFFICE_PREVIEW: 'off',
        TRUST_PROXY: false,
        DEMO: false,
        LOG_LEVEL: 'info',
      },
    });
  });

  it('treats an empty setting as missing', () => {
    const empty = {
      MIGRATION_DATABASE_URL: '',
      SMTP_URL: '',
      MAIL_FROM: '',
      DATA_DIR: '',
      PORT: '',
      MAX_UPLOAD_MB: '',
      DEMO: '',
      LOG_LEVEL: '',
    };
    expect(problems(empty)).toEqual([]);
    expect(problems({ DATABASE_URL: '' })).toEqual(['DATABASE_URL is missing']);
  });

  it.each([
    'postgresql://app:secret@/assurance?host=/run/postgresql',
    'postgres:///assurance',
    'postgresql://app:secret@db.example/assurance?schema=public&sslmode=require',
    'postgres://a:%23b@[::1]:5432/c',
  ])('takes %s', (url) => {
    expect(problems({ DATABASE_URL: url })).toEqual([]);
  });

  it.each([
    'smtp://localhost:1025',
    'smtps://user:a%23b@mail.example:465',
    'smtp://mail.example:587?requireTLS=true',
  ])('takes %s for sending email', (url) => {
    expect(problems({ SMTP_URL: url, MAIL_FROM: 'Assurance <assurance@council.example>' })).toEqual([]);
    expect(problems({ SMTP_URL: url, MAIL_FROM: 'assurance@council.example' })).toEqual([]);
  });

  it('names the invalid settings for sending email', () => {
    const from = { MAIL_FROM: 'assurance@council.example' };
    expect(problems({ SMTP_URL: 'mail.example:25', ...from })).toEqual([
      'SMTP_URL must be an address that starts with smtp:// or smtps://',
    ]);
    expect(problems({ SMTP_URL: 'smtp://user:a#b@mail.example', ...from })).toEqual([
      'SMTP_URL must be like smtps://user:password@mail.example:465, with %23 for a # in the password, %2F for a / and %25 for a %',
    ]);
    expect(problems({ SMTP_URL: 'smtp://user:100%sure@mail.example', ...from })).toHaveLength(1);
    expect(problems({ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Assurance' })).toEqual([
      'MAIL_FROM must be an email address, such as Assurance <assurance@council.example>',
    ]);
    expect(problems({ SMTP_URL: 'smtp://mail.example', NEXTAUTH_SECRET: '' })).toEqual([
      'NEXTAUTH_SECRET is missing',
      'MAIL_FROM is missing. It is required when SMTP_URL is set',
    ]);
  });

  it('lists all missing settings, one plain line each', () => {
    const read = readEnv({});
    expect(read.ok ? [] : read.problems).toEqual([
      'DATABASE_URL is missing',
      'NEXTAUTH_URL must be the address people type, such as https://assurance.example',
      'NEXTAUTH_SECRET is missing',
    ]);
  });

  it.each([
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be an address that starts with postgresql://'],
    [
      { DATABASE_URL: 'postgresql://app:se#cret@db.example/assurance' },
      'DATABASE_URL must be like postgresql://role:password@host:5432/database, with %23 for a # in the password, %2F for a / and %25 for a %',
    ],
    [
      { DATABASE_URL: 'postgresql://app:100%sure@db.example/assurance' },
      'DATABASE_URL must be like postgresql://role:password@host:5432/database, with %23 for a # in the password, %2F for a / and %25 for a %',
    ],
    [
      { DATABASE_URL: 'postgresql://app:secret@db.example:99999/assurance' },
      'DATABASE_URL must be like postgresql://role:password@host:5432/database, with %23 for a # in the password, %2F for a / and %25 for a %',
    ],
    [
      { MIGRATION_DATABASE_URL: 'x' },
      'MIGRATION_DATABASE_URL must be an address that starts with postgresql://',
    ],
    [
      { NEXTAUTH_URL: 'assurance.example' },
      'NEXTAUTH_URL must be the address people type, such as https://assurance.example',
    ],
    [
      { NEXTAUTH_URL: 'ftp://x.example' },
      'NEXTAUTH_URL must be the address people type, such as https://assurance.example',
    ],
    [
      { NEXTAUTH_SECRET: 'short' },
      'NEXTAUTH_SECRET must be 32 characters or more; `openssl rand -base64 32` makes one',
    ],
    [
      { NEXTAUTH_SECRET: ' '.repeat(40) },
      'NEXTAUTH_SECRET must be 32 characters or more; `openssl rand -base64 32` makes one',
    ],
    [
      { DATABASE_URL: 'postgresql://app:secret@db.example/assurance?schema=asc' },
      'DATABASE_URL must not name a schema: the tables are in public',
    ],
    [{ PORT: 'http' }, 'PORT must be a whole number'],
    [
      { NEXTAUTH_URL: 'https://assurance.example/asc' },
      'NEXTAUTH_URL must be the address people type, such as https://assurance.example, with no path, name or password',
    ],
    [
      { NEXTAUTH_URL: 'https://app:hunter2@assurance.example' },
      'NEXTAUTH_URL must be the address people type, such as https://assurance.example, with no path, name or password',
    ],
    [{ DATA_DIR: '~/assurance' }, 'DATA_DIR must be a full path: ~ is not expanded'],
    [{ PORT: '80.5' }, 'PORT must be a whole number'],
    [{ PORT: '0x50' }, 'PORT must be a whole number'],
    [{ MAX_UPLOAD_MB: '100MB' }, 'MAX_UPLOAD_MB must be a whole number'],
    [{ MAX_COUNCIL_GB: '-1' }, 'MAX_COUNCIL_GB must be a whole number'],
    [{ PORT: '0' }, 'PORT must be 1 or more'],
    [{ PORT: '65536' }, 'PORT must be 65535 or less'],
    [{ MAX_UPLOAD_MB: '0' }, 'MAX_UPLOAD_MB must be 1 or more'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be 0 or 1'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn, error or silent'],
  ])('refuses %o', (given, problem) => {
    expect(problems(given)).toEqual([problem]);
  });

  it('never repeats a setting’s value, which may be a secret', () => {
    const given = {
      DATABASE_URL: 'app:hunter2@db',
      NEXTAUTH_SECRET: 'hunter2',
      PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
    };
    expect(problems(given).join('\n')).not.toContain('hunter2');
  });
});

describe('readSettings', () => {
  it('reads the settings asked for, even if others are invalid', () => {
    const source = { DATABASE_URL: validSettings.DATABASE_URL, NEXTAUTH_SECRET: 'short', PORT: 'http' };
    expect(readSettings(source, ['DATABASE_URL'])).toEqual({
      ok: true,
      env: { DATABASE_URL: validSettings.DATABASE_URL },
    });
    expect(readSettings(source, ['PORT', 'DATABASE_URL'])).toEqual({
      ok: false,
      problems: ['PORT must be a whole number'],
    });
  });
});

describe('settingWarnings', () => {
  const doubts = (given: Record<string, string>) => {
    const read = readEnv({ ...validSettings, ...given });
    return read.ok ? settingWarnings(read.env) : read.problems;
  };

  it.each([
    [{}, []],
    [{ NEXTAUTH_URL: 'http://localhost:3000' }, []],
    [{ NEXTAUTH_URL: 'http://127.0.0.1:3000/' }, []],
    [{ NEXTAUTH_URL: 'http://[::1]:3000' }, []],
    [
      { NEXTAUTH_URL: 'http://assurance.example' },
      ['NEXTAUTH_URL is not https, so others on the network could read passwords and evidence.'],
    ],
    [{ MAIL_FROM: 'a@b.example' }, ['MAIL_FROM is set but SMTP_URL is not, so no email will be sent.']],
  ])('has of %o %o', (given, expected) => {
    expect(doubts(given)).toEqual(expected);
  });
});
