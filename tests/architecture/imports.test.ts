import { describe, expect, it } from 'vitest';
import { importsOf, isTest, matches, sourceFiles } from './source-files.ts';

type Rule = { from: string; to: readonly string[]; typesToo?: readonly string[] };

// Text is text wherever it stands.
const EVERYWHERE = 'lib/kernel/text/*.ts';

const PURE = [
  'lib/scoring/index.ts',
  'lib/{assessments/state,readiness/strength}.ts',
  'lib/{dates,format,figures,limits,periods}.ts',
  'lib/kernel/routes.ts',
];
const PAGES = [
  'components/**',
  'lib/*/queries.ts',
  'lib/*/{rules,import}.ts',
  'lib/platform/auth/*.ts',
  'lib/platform/forms/*.ts',
  'lib/platform/env.ts',
  // What is accepted and what people are told when a file is not: words, no files.
  'lib/platform/storage/{allowed-types,refusals}.ts',
  'lib/platform/http/{ask-first,refusals}.ts',
  ...PURE,
];
const HANDLERS = [
  ...PAGES,
  'lib/*/commands.ts',
  'lib/*/schema.ts',
  'lib/platform/storage/*.ts',
  'lib/platform/db/health.ts',
  'lib/platform/http/shared-answer.ts',
  'lib/{answers,csv,errors,log}.ts',
];

// Who may import whom. The first rule that fits a file is the one that counts; a file may always import its own folder.
const RULES: readonly Rule[] = [
  // That a link was opened is recorded by the page it opens.
  { from: 'app/papers/**', to: [...HANDLERS, 'app/**'] },
  { from: 'app/**.tsx', to: [...PAGES, 'app/**'] },
  { from: 'app/**', to: [...HANDLERS, 'app/**'] },
  { from: 'proxy.ts', to: ['lib/platform/http/same-origin.ts', 'lib/platform/env.ts'] },
  { from: 'components/ui/**', to: [] },
  { from: 'components/layout/**', to: ['components/ui/**', ...PURE] },
  {
    from: 'components/**',
    to: [
      'components/ui/**',
      'components/layout/**',
      'components/*/*',
      'lib/*/actions.ts',
      'lib/*/schema.ts',
      'lib/*/rules.ts',
      'lib/platform/access/permissions.ts',
      'lib/platform/forms/*.ts',
      ...PURE,
    ],
    typesToo: ['lib/*/queries.ts', 'lib/*/commands.ts', 'lib/platform/access/context.ts'],
  },
  { from: 'lib/scoring/**', to: [] },
  { from: 'lib/kernel/text/**', to: [] },
  { from: 'lib/platform/workers/**', to: [] },
  {
    from: 'lib/exchange/pdf/**',
    to: [
      'lib/scoring/index.ts',
      'lib/{assessments/state,readiness/strength}.ts',
      'lib/{dates,format}.ts',
      'lib/platform/workers/pool.ts',
    ],
  },
  {
    from: 'lib/platform/storage/**',
    to: [
      'lib/platform/env.ts',
      'lib/platform/log.ts',
      'lib/kernel/format.ts',
      'lib/platform/workers/pool.ts',
    ],
  },
  {
    from: 'lib/platform/auth/**',
    to: [
      'lib/platform/audit/record.ts',
      'lib/platform/db/*.ts',
      'lib/platform/forms/*.ts',
      'lib/platform/http/{address,ask-first,shared-answer}.ts',
      'lib/{env,errors,log,routes}.ts',
    ],
    typesToo: ['lib/platform/audit/events.ts'],
  },
  {
    from: 'lib/platform/audit/**',
    to: ['lib/platform/db/{client,in-council}.ts'],
    typesToo: ['lib/platform/auth/*.ts', 'lib/scoring/index.ts', 'lib/*/schema.ts', 'lib/kernel/dates.ts'],
  },
  {
    from: 'lib/platform/db/**',
    to: [
      'lib/platform/db/generated/*.ts',
      'lib/{env,errors,limits,log}.ts',
      'lib/platform/audit/{head,record}.ts',
      'lib/platform/auth/{permissions,rules}.ts',
      'lib/work/notices/rules.ts',
    ],
    typesToo: ['lib/platform/audit/events.ts', 'lib/platform/access/context.ts'],
  },
  {
    from: 'lib/platform/forms/**',
    to: [
      'lib/platform/db/{flash,read,write,submissions}.ts',
      'lib/platform/auth/{gate,session}.ts',
      'lib/scoring/index.ts',
      'lib/{dates,env,errors,log,format,limits,routes}.ts',
    ],
    typesToo: ['lib/platform/auth/{context,permissions}.ts', 'lib/platform/db/generated/client.ts'],
  },
  { from: 'lib/platform/http/**', to: [] },
  { from: 'lib/tasks/**', to: ['**'] },
  { from: 'prisma/**', to: ['**'] },
  {
    from: 'lib/*/actions.ts',
    to: ['lib/platform/forms/*.ts', 'lib/kernel/csv.ts', 'lib/kernel/csv-text.ts', ...PURE],
    typesToo: ['lib/platform/access/context.ts'],
  },
  {
    from: 'lib/*/commands.ts',
    to: [
      'lib/platform/db/{write,enter-council,as-person}.ts',
      'lib/platform/auth/{sign-in-code,link-token}.ts',
      'lib/platform/audit/{events,head,words}.ts',
      'lib/*/events.ts',
      'lib/platform/storage/*.ts',
      'lib/exchange/pdf/*.ts',
      'lib/background/queue.ts',
      'lib/scoring/index.ts',
      'lib/kernel/format.ts',
      'lib/*/queries.ts',
      'lib/*/rules.ts',
      'lib/record/snapshots/commands.ts',
      'lib/{dates,env,format,figures,limits,periods}.ts',
    ],
    typesToo: [
      'lib/kernel/csv.ts',
      'lib/platform/auth/{context,link-gate}.ts',
      'lib/platform/db/client.ts',
      'lib/platform/db/generated/client.ts',
    ],
  },
  {
    from: 'lib/*/queries.ts',
    to: [
      'lib/platform/db/read.ts',
      'lib/{assessments/state,readiness/strength}.ts',
      'lib/platform/audit/head.ts',
      'lib/platform/access/permissions.ts',
      'lib/platform/access/context.ts',
      'lib/scoring/index.ts',
      'lib/{dates,env,format,figures}.ts',
      'lib/*/queries.ts',
      'lib/*/rules.ts',
      'lib/kernel/word-differences.ts',
    ],
    typesToo: [
      'lib/platform/audit/events.ts',
      'lib/platform/auth/session.ts',
      'lib/kernel/csv.ts',
      'lib/platform/db/client.ts',
      'lib/platform/db/generated/client.ts',
      'lib/exchange/pdf/*-document.ts',
    ],
  },
  { from: 'lib/record/assessments/state.ts', to: PURE },
  // What an event is made of, and what the chain says of a noun's rows. Pure, as rules are.
  {
    from: 'lib/*/events.ts',
    to: ['lib/platform/audit/{records,words}.ts', 'lib/*/{events,rules}.ts', ...PURE],
    typesToo: ['lib/platform/audit/events.ts'],
  },
  {
    from: 'lib/*/{schema,rules,import,strength}.ts',
    to: ['lib/*/rules.ts', 'lib/platform/access/permissions.ts', 'lib/platform/forms/*.ts', ...PURE],
    typesToo: ['lib/platform/audit/events.ts', 'lib/kernel/csv.ts', 'lib/exchange/pdf/*-document.ts'],
  },
  { from: 'lib/*.ts', to: ['lib/*.ts'], typesToo: ['lib/scoring/index.ts'] },
  { from: 'lib/platform/mail/**', to: ['lib/{env,format}.ts'] },
  {
    from: 'lib/jobs/**',
    to: [
      'lib/platform/db/{client,flash,in-council,notify,session-settings,submissions}.ts',
      'lib/platform/access/context.ts',
      'lib/*/queries.ts',
      'lib/*/rules.ts',
      'lib/platform/mail/*.ts',
      'lib/platform/storage/*.ts',
      'lib/{dates,env,log,routes}.ts',
    ],
    typesToo: ['lib/platform/access/permissions.ts', 'lib/scoring/index.ts'],
  },
  { from: 'instrumentation.ts', to: ['lib/background/queue.ts'] },
  { from: '*.ts', to: [] },
];

const sources = sourceFiles().filter(({ file }) => !isTest(file));
const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/') + 1);
const expand = (pattern: string): string[] => {
  const [, before = '', choices, after = ''] = pattern.match(/^(.*)\{(.+)\}(.*)$/) ?? [];
  return choices ? choices.split(',').map((choice) => `${before}${choice}${after}`) : [pattern];
};
const fits = (file: string, patterns: readonly string[]) =>
  patterns.flatMap(expand).some((pattern) => matches(file, pattern));

describe('who may import whom', () => {
  it('is kept by every file', () => {
    const broken: string[] = [];
    for (const { file, imports } of sources) {
      const rule = RULES.find(({ from }) => fits(file, [from]));
      if (!rule) broken.push(`${file}: no rule says what it may import`);
      for (const { target, isOurs, typeOnly } of rule ? imports : []) {
        if (!isOurs || folderOf(target) === folderOf(file)) continue;
        const allowed = [EVERYWHERE, ...(rule?.to ?? []), ...(typeOnly ? (rule?.typesToo ?? []) : [])];
        if (!fits(target, allowed)) broken.push(`${file} imports ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('leaves tests, example data and tasks out of the application', () => {
    const outside = ['tests/**', 'prisma/**', 'lib/tasks/**', 'lib/*/testing/**'];
    const broken = sources
      .filter(({ file }) => !fits(file, outside))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => fits(target, outside))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('lets lib/scoring import nothing but its own files', () => {
    const broken = sources
      .filter(({ file }) => file.startsWith('lib/scoring/'))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => !target.startsWith('lib/scoring/'))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('lets only lib/platform/db run Prisma’s client and open connections, but for those of the queue', () => {
    const database = /^(lib\/db\/generated\/|@prisma\/|pg$|pg-)/;
    const broken = sources
      .filter(({ file }) => !/^(lib\/db|lib\/tasks|lib\/jobs\/queue|prisma)\b/.test(file))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target, typeOnly }) => database.test(target) && !(typeOnly && file.startsWith('lib/')))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('lets nothing tell what was done but the message that the server gives out once', () => {
    const tells = sources
      .filter(({ imports }) =>
        imports.some(({ target }) => target === 'components/ui/notification-banner.tsx'),
      )
      .map(({ file }) => file);
    expect(tells).toEqual(['components/forms/flash-banner.tsx']);
  });

  it('writes imports from the root with # and an extension, or ./ within the folder', () => {
    const broken = sourceFiles().flatMap(({ file, imports }) =>
      imports
        .filter(
          ({ written, isOurs }) =>
            isOurs &&
            !(isTest(file) && written.startsWith('../')) &&
            !/^(#[^.]|\.\/)[^']*\.(ts|tsx|css|mjs|json)$/.test(written),
        )
        .map(({ written }) => `${file} imports ${written}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('server-only', () => {
  it('stands in everything that touches the database, files or sessions', () => {
    const server =
      /^(node:(fs|child_process|worker_threads|net).*|pg|pg-boss|nodemailer|next\/headers|next-auth.*|@prisma\/.*|@node-rs\/argon2|lib\/env\.ts|lib\/log\.ts|lib\/db\/.*|lib\/auth\/session\.ts)$/;
    // Tasks and the processes of workers run in Node itself, outside Next.
    const outsideNext = [
      'lib/tasks/**',
      'lib/platform/workers/child.ts',
      'lib/platform/workers/watchdog.ts',
      'lib/exchange/pdf/typst.ts',
      'lib/exchange/pdf/fonts.ts',
    ];
    const broken = sources
      .filter(({ file }) => file.startsWith('lib/') && !fits(file, outsideNext))
      .filter(({ imports }) => imports.some(({ target, typeOnly }) => !typeOnly && server.test(target)))
      .filter(
        ({ text, imports }) =>
          !text.startsWith("'use server'") && !imports.some(({ target }) => target === 'server-only'),
      )
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });

  it('keeps the settings in lib/platform/env.ts: nothing else reads process.env', () => {
    const launchers = ['lib/platform/env.ts', 'lib/tasks/**', '*.config.ts', 'instrumentation.ts'];
    const broken = sources
      .filter(({ file, text }) => !fits(file, launchers) && /\bprocess\.env\b/.test(text))
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });
});

describe('actions', () => {
  it('are made by formAction, under a name that no other has, but for signing out', () => {
    const actions = sources.filter(({ file }) => fits(file, ['lib/*/actions.ts']));
    const exported = actions.flatMap(({ text }) => [
      ...text.matchAll(/^export (?:const|(?:async )?function) (\w+)[^=(]*(?:= (\w+)\((?:'(\w+)')?)?/gm),
    ]);
    expect(exported.length).toBeGreaterThan(30);
    const made = exported.map(([, action, by, name]) => ({ action, by, name }));
    expect(
      made.filter(({ by }) => !/^(form|person|public)Action$/.test(by ?? '')).map(({ action }) => action),
    ).toEqual(['signOutAction']);
    const names = made.flatMap(({ by, name }) => (by === 'formAction' ? [name] : []));
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
  });

  it('answer forms that say who opened them', () => {
    const answered = /method="post"|from '#lib\/\w+\/actions\.ts'/;
    const broken = sources
      .filter(
        ({ file, text }) => file.startsWith('components/') && /<form\b/.test(text) && answered.test(text),
      )
      .filter(({ text }) => !text.includes('<FormSeal'))
      .map(({ file }) => file);
    expect(broken).toEqual(['components/auth/sign-out-form.tsx']);
  });
});

describe('the time', () => {
  it('is asked of the context by commands, so that one who tells an example’s history can say when it was', () => {
    const broken = sources
      .filter(({ file }) =>
        fits(file, ['lib/*/commands.ts', 'lib/platform/audit/*.ts', 'lib/platform/db/{write,notify}.ts']),
      )
      .filter(({ text }) => /\bnew Date\(\)|\bDate\.now\(\)/.test(text))
      .map(({ file }) => `${file} does not ask context.now()`);
    expect(broken).toEqual([]);
  });
});

describe('ids', () => {
  it('come out of forms and addresses through idField alone, written as the database writes them', () => {
    const broken = sources
      .filter(
        ({ file, text }) => file !== 'lib/platform/forms/id-field.ts' && /\bz\.(uuid|guid)\b/.test(text),
      )
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });
});

describe('the import scanner', () => {
  it('sees each form of import and tells types apart', () => {
    const text = [
      "import 'server-only';",
      "import a, { b } from '#lib/a.ts';",
      "import type { C } from './c.ts';",
      'import {',
      '  type D,',
      '  type E,',
      "} from '#lib/d.ts';",
      "export { f } from 'f';",
      "const g = await import('#lib/g.ts');",
      "// import 'comment';",
    ].join('\n');
    expect(importsOf('lib/x/y.ts', text).map(({ target, typeOnly }) => [target, typeOnly])).toEqual([
      ['server-only', false],
      ['lib/a.ts', false],
      ['lib/x/c.ts', true],
      ['lib/d.ts', true],
      ['f', false],
      ['lib/g.ts', false],
    ]);
  });
});
