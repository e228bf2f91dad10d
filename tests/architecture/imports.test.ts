import { describe, expect, it } from 'vitest';
import { circlesOf, type Import, importsOf, isTest, matches, sourceFiles } from './source-files.ts';

// Layers of lib, in order. A file imports from its own layer and earlier ones, types included. Folders of one layer
// import each other in one direction only, in any order without a circle.
const LAYERS = [
  'frameworks',
  'scoring',
  'kernel',
  'platform',
  'record',
  'work',
  'insight',
  'exchange',
  'nouns',
  // The history, and undo, which depends on nothing having happened since.
  'history',
  // What help pages say, with the numbers of the rules that they explain.
  'help',
  'pages',
  'background',
  'tasks',
];

// The files of a noun, in order. None imports a later kind, from any noun.
const KINDS = ['rules', 'events', 'records', 'schema', 'decisions', 'queries', 'commands', 'actions'];
const PURE_KINDS = KINDS.slice(0, KINDS.indexOf('queries'));

// Pure files of the kind `rules`, each about one subject of its noun.
const RULES = [
  ...['rules', 'choices', 'state', 'lifecycle', 'strength', 'review-state'],
  ...['figures', 'values', 'comparisons', 'targets'],
  ...['after-adding', 'fingerprint', 'concerns'],
  ...[
    'facts',
    'filter',
    'sort',
    'view',
    'file-kinds',
    'voices',
    'ranks',
    'groups',
    'distribution',
    'statement-spread',
  ],
  ...['results-view', 'results-text', 'import-columns', 'csv-rows'],
  ...['movement', 'dashboard-text', 'framework-text', 'next-step'],
  ...['plans', 'dates', 'named'],
  ...['references', 'candidates', 'draw', 'quotas'],
  ...['readiness', 'list-versions', 'numbered-list', 'checklist'],
  ...['times', 'clashes', 'strongest'],
  ...['completeness', 'forecast', 'since'],
];

// The pure modules that pages and components may import besides nouns.
const PURE = [
  'lib/frameworks/*.ts',
  'lib/scoring/index.ts',
  'lib/kernel/**',
  'lib/nouns.ts',
  'lib/help/*.ts',
  'lib/platform/access/{permissions,rules}.ts',
];
const FORMS = ['lib/platform/forms/*.ts', 'lib/platform/auth/password-rules.ts'];

const NOUNS = 'lib/{record,work,insight,exchange,history}/*';
const PAGES = [
  'app/**',
  'components/**',
  `${NOUNS}/{queries,value-row,${RULES}}.ts`,
  'lib/pages/*.ts',
  'lib/platform/auth/*.ts',
  'lib/platform/env.ts',
  'lib/platform/storage/{allowed-types,refusals}.ts',
  'lib/platform/http/{confirm-download,refusals}.ts',
  ...FORMS,
  ...PURE,
];
const HANDLERS = [
  ...PAGES,
  `${NOUNS}/{commands,schema}.ts`,
  'lib/exchange/exports/export-route.ts',
  'lib/history/activity/entries.ts',
  'lib/record/links/gate.ts',
  'lib/record/uploads/{check-upload,tus}.ts',
  'lib/platform/{storage,http}/*.ts',
  'lib/platform/previews/preview.ts',
  'lib/platform/scanning/health.ts',
  'lib/platform/access/context.ts',
  'lib/platform/db/health.ts',
  'lib/platform/log.ts',
];

type Rule = { readonly from: string; readonly to: readonly string[]; readonly typesToo?: readonly string[] };

// Rules for files outside lib. The first match applies.
const OUTSIDE: readonly Rule[] = [
  { from: 'app/{calendars,improvement-boards,improvement-plans,papers,shared-packs}/**', to: HANDLERS }, // Their pages record that the link was opened.
  // They record that words of a file were shown.
  { from: 'app/councils/*/evidence/*/{page,compare/page}.tsx', to: HANDLERS },
  { from: 'app/councils/*/inspections/*/accuracy/**/page.tsx', to: HANDLERS },
  { from: 'app/**.tsx', to: PAGES, typesToo: ['lib/platform/access/context.ts'] },
  { from: 'app/**', to: HANDLERS },
  { from: 'proxy.ts', to: ['lib/platform/http/same-origin.ts', 'lib/platform/env.ts'] },
  { from: 'instrumentation.ts', to: ['lib/background/{previews,queue}.ts'] },
  { from: 'components/ui/**', to: ['components/ui/**', 'lib/kernel/text/*.ts'] },
  {
    from: 'components/layout/markup.tsx',
    to: ['components/layout/markup-slot.tsx', 'lib/platform/markup.ts'],
  },
  { from: 'components/layout/**', to: ['components/ui/**', 'components/layout/**', ...PURE] },
  {
    from: 'components/**',
    to: ['components/**', `${NOUNS}/{actions,schema,${RULES}}.ts`, ...FORMS, ...PURE],
    typesToo: [`${NOUNS}/{queries,commands}.ts`, 'lib/pages/*.ts', 'lib/platform/access/context.ts'],
  },
  { from: 'prisma/**', to: ['**'] },
  { from: '*.ts', to: [] },
];

// Who may reach the database beside `read` and `auditedWrite`, and who may write events. The first match applies.
// Inside lib this is about what runs: types may be imported anywhere.
const SCRIPTS = ['lib/tasks/**', 'prisma/**'];
const DOORS: readonly { readonly to: string; readonly from: readonly string[] }[] = [
  { to: 'lib/platform/db/{columns,read}.ts', from: ['lib/**', ...SCRIPTS] },
  { to: 'lib/platform/db/health.ts', from: ['app/api/health/ready/route.ts'] },
  {
    to: 'lib/platform/db/audit-head.ts',
    from: [
      'lib/platform/**',
      'lib/{exchange,history}/*/queries.ts',
      'lib/exchange/{feeds,pack-copies,publications}/commands.ts',
      'lib/history/activity/commands.ts',
    ],
  },
  {
    to: 'lib/platform/db/client.ts',
    from: [
      'lib/platform/{audit,auth,db}/*.ts',
      'lib/record/accounts/{commands,invitations,queries}.ts',
      'lib/record/links/gate.ts',
      'lib/exchange/pack-checks/queries.ts',
      'lib/background/{digests,scans,texts,tidy,turns}.ts',
      ...SCRIPTS,
    ],
  },
  {
    to: 'lib/platform/db/in-council.ts',
    from: [
      'lib/platform/audit/{verify,write}.ts',
      'lib/record/accounts/{invitations,queries}.ts',
      'lib/exchange/pack-checks/queries.ts',
      'lib/background/{digests,erasures,known-files,registers,tidy}.ts',
      ...SCRIPTS,
    ],
  },
  {
    to: 'lib/platform/db/lock.ts',
    from: [
      'lib/platform/{audit,db}/*.ts',
      'lib/{exchange,insight,record}/*/commands.ts',
      'lib/record/evidence/{addition,replacement}-rows.ts',
      'lib/record/accounts/invitations.ts',
      'lib/history/closings/next-cycle.ts',
      'lib/background/registers.ts',
    ],
  },
  {
    to: 'lib/platform/db/as-person.ts',
    from: ['lib/record/accounts/{commands,invitations}.ts', 'lib/record/members/commands.ts', ...SCRIPTS],
  },
  {
    to: 'lib/platform/db/enter-council.ts',
    from: [
      'lib/platform/audit/write.ts',
      'lib/record/accounts/invitations.ts',
      'lib/record/members/commands.ts',
    ],
  },
  { to: 'lib/platform/db/**', from: ['lib/platform/**', 'lib/background/{queue,tidy}.ts', ...SCRIPTS] },
  {
    to: 'lib/platform/audit/write.ts',
    from: [
      `${NOUNS}/commands.ts`,
      'lib/exchange/imports/run-{import,undo}.ts',
      'lib/exchange/packs/making.ts',
      'lib/record/evidence/{addition,life,replacement,use}-rows.ts',
      'lib/record/inspections/named-gate.ts',
      'lib/background/{digests,registers}.ts',
      'lib/platform/forms/saved-form-state.ts',
      ...SCRIPTS,
    ],
  },
  {
    to: 'lib/platform/audit/record.ts',
    from: ['lib/platform/audit/{verify,write}.ts', 'lib/record/accounts/invitations.ts', ...SCRIPTS],
  },
  {
    to: 'lib/platform/{audit/notify,jobs/enqueue}.ts',
    from: ['lib/platform/audit/write.ts', 'prisma/seed/seed.ts'],
  },
];

// What the lowest layers may import besides their own files.
const LOWEST: Readonly<
  Record<string, { readonly runs: readonly string[]; readonly types: readonly string[] }>
> = {
  'lib/frameworks/': { runs: [], types: [] },
  'lib/scoring/': {
    runs: ['lib/frameworks/cqc-2023.ts', 'lib/frameworks/deep-freeze.ts', 'lib/frameworks/framework.ts'],
    types: [],
  },
  'lib/kernel/': {
    runs: ['server-only', 'csv-parse/sync', 'csv-stringify/sync'],
    types: ['lib/frameworks/framework.ts', '.next/types/routes.d.ts'],
  },
};

const sources = sourceFiles().filter(({ file }) => !isTest(file));
const fits = (file: string, patterns: readonly string[]) =>
  patterns.some((pattern) => matches(file, pattern));
/** Route types, which Next generates. */
const GENERATED = /^\.next\/types\//;
const layerOf = (file: string) =>
  LAYERS.findIndex((layer) => file.startsWith(`lib/${layer}/`) || file === `lib/${layer}.ts`);
/** The folder that a file of lib belongs to within its layer, or the file itself if it is directly in the layer. */
const folderOf = (file: string) => file.split('/').slice(0, 3).join('/');
const kindOf = (file: string) => {
  const name = /^lib\/(?:record|work|insight|exchange|history)\/(?:.*\/)?([^/]+)\.ts$/.exec(file)?.[1] ?? '';
  return RULES.includes(name) ? 0 : KINDS.indexOf(name);
};

describe('imports', () => {
  it('follow the layers of lib', () => {
    const broken: string[] = [];
    for (const { file, imports } of sources.filter((source) => source.file.startsWith('lib/'))) {
      if (layerOf(file) < 0) broken.push(`${file} is in no layer`);
      for (const { target, isOurs } of imports) {
        if (!isOurs || file.startsWith('lib/tasks/') || GENERATED.test(target)) continue;
        if (layerOf(target) < 0 || layerOf(target) > layerOf(file)) broken.push(`${file} imports ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('go one way between the folders of a layer', () => {
    const between = Map.groupBy(
      sources.filter(({ file }) => file.startsWith('lib/')),
      ({ file }) => folderOf(file),
    );
    expect(between.size).toBeGreaterThan(40);
    const folders = [...between].map(([folder, files]) => ({
      file: folder,
      imports: files
        .flatMap(({ imports }) => imports)
        .map(({ target }) => ({ target: folderOf(target) }))
        .filter(({ target }) => target !== folder),
    }));
    expect(circlesOf(folders)).toEqual([]);
  });

  it('have no circles', () => {
    expect(circlesOf(sources)).toEqual([]);
  });

  it('go from actions to rules inside nouns', () => {
    const broken = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ target, typeOnly }) => !typeOnly && kindOf(file) >= 0 && kindOf(target) > kindOf(file))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('keep every kind before queries pure: nothing that they reach is server-only', () => {
    const server = new Set(['server-only']);
    const runsServer = ({ target, typeOnly }: Import) => !typeOnly && server.has(target);
    for (let size = 0; size < server.size; ) {
      size = server.size;
      for (const { file, imports } of sources) if (imports.some(runsServer)) server.add(file);
    }
    const pure = sources.filter(({ file }) => PURE_KINDS[kindOf(file)]);
    expect(pure.length).toBeGreaterThan(50);
    const broken = pure.flatMap(({ file, imports }) =>
      imports.filter(runsServer).map(({ target }) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('are limited to a list for pages, components and files at the root', () => {
    const broken: string[] = [];
    for (const { file, imports } of sources.filter((source) => !source.file.startsWith('lib/'))) {
      const rule = OUTSIDE.find(({ from }) => fits(file, [from]));
      if (!rule) broken.push(`${file}: no rule says what it may import`);
      for (const { target, isOurs, typeOnly } of rule ? imports : []) {
        const allowed = [...(rule?.to ?? []), ...(typeOnly ? (rule?.typesToo ?? []) : [])];
        if (isOurs && !fits(target, allowed)) broken.push(`${file} imports ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('of the database and of writers of events are limited to a list', () => {
    const broken = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ typeOnly }) => !(typeOnly && file.startsWith('lib/')))
        .filter(({ target }) => {
          const door = DOORS.find(({ to }) => fits(target, [to]));
          return door !== undefined && !fits(file, door.from);
        })
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it.each(Object.entries(LOWEST))('of %s are its own files and a list', (folder, { runs, types }) => {
    const broken = sources
      .filter(({ file }) => file.startsWith(folder))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => !target.startsWith(folder) && !runs.includes(target))
          .filter(({ target, typeOnly }) => !(typeOnly && types.includes(target)))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('keep tests, example data and tasks out of the application', () => {
    const outside = ['tests/**', 'prisma/**', 'lib/tasks/**', 'lib/**/testing/**'];
    const broken = sources
      .filter(({ file }) => !fits(file, outside))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) => fits(target, outside))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('of Prisma’s client and database drivers are limited to lib/platform/db, the queue and tasks', () => {
    const database = /^(lib\/platform\/db\/generated\/|@prisma\/|pg$|pg-)/;
    const broken = sources
      .filter(
        ({ file }) => !/^(lib\/platform\/(db|jobs)|lib\/tasks|lib\/background\/queue|prisma)\b/.test(file),
      )
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target, typeOnly }) => database.test(target) && !(typeOnly && file.startsWith('lib/')))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('of the banner are limited to the one-time message', () => {
    const tells = sources
      .filter(({ imports }) =>
        imports.some(({ target }) => target === 'components/ui/notification-banner.tsx'),
      )
      .map(({ file }) => file);
    expect(tells).toEqual(['components/forms/flash-banner.tsx']);
  });

  it('are written from the root with # and an extension, or with ./ within the folder', () => {
    const broken = sourceFiles().flatMap(({ file, imports }) =>
      imports
        .filter(
          ({ written, isOurs }) =>
            isOurs &&
            !(isTest(file) && written.startsWith('../')) &&
            !written.startsWith('#.next/types/') &&
            !/^(#[^.]|\.\/)[^']*\.(ts|tsx|css|mjs|json)$/.test(written),
        )
        .map(({ written }) => `${file} imports ${written}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('scripts of pages', () => {
  it('leave Zod on the server: gzipped it weighs 33 kB', () => {
    const imports = new Map(
      sources.map(({ file, text, imports }) => [
        file,
        // Of actions a browser gets only an address.
        text.startsWith("'use server'") ? [] : imports.filter(({ typeOnly }) => !typeOnly),
      ]),
    );
    const reached = new Set(
      sources.filter(({ text }) => text.startsWith("'use client'")).map(({ file }) => file),
    );
    const found: string[] = [];
    for (const file of reached) {
      for (const { target } of imports.get(file) ?? []) {
        if (target === 'zod') found.push(file);
        reached.add(target);
      }
    }
    expect(reached.size).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });
});

describe('server-only', () => {
  it('is in everything that touches the database, files or sessions', () => {
    const server =
      /^(node:(fs|child_process|worker_threads|net).*|pg|pg-boss|nodemailer|next\/headers|next-auth.*|@prisma\/.*|@node-rs\/argon2|lib\/platform\/(env|log)\.ts|lib\/platform\/db\/.*|lib\/platform\/auth\/session\.ts)$/;
    // Tasks and worker processes run in Node itself, outside Next.
    const outsideNext = [
      'lib/tasks/**',
      'lib/platform/workers/child.ts',
      'lib/platform/workers/watchdog.ts',
      'lib/exchange/pdf/typst.ts',
      'lib/exchange/pdf/bundle-job.ts',
      'lib/exchange/pdf/job-inputs.ts',
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

  it('leaves settings to lib/platform/env.ts, which alone reads process.env', () => {
    const launchers = ['lib/platform/env.ts', 'lib/tasks/**', '*.config.ts', 'instrumentation.ts'];
    const broken = sources
      .filter(({ file, text }) => !fits(file, launchers) && /\bprocess\.env\b/.test(text))
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });
});

describe('actions', () => {
  it('are made by formAction under a unique name, except signing out', () => {
    const actions = sources.filter(({ file }) => fits(file, ['lib/*/*/actions.ts']));
    const exported = actions.flatMap(({ text }) => [
      ...text.matchAll(/^export (?:const|(?:async )?function) (\w+)[^=(]*(?:= (\w+)\()?/gm),
    ]);
    expect(exported.length).toBeGreaterThan(30);
    const made = exported.map(([, action, by]) => ({ action, by }));
    expect(
      made.filter(({ by }) => !/^(form|person|public)Action$/.test(by ?? '')).map(({ action }) => action),
    ).toEqual(['signOutAction']);
    const names = actions.flatMap(({ text }) => text.match(/^ {2}name: '\w+',$/gm) ?? []);
    expect(names).toHaveLength(made.filter(({ by }) => by === 'formAction').length);
    expect(new Set(names).size).toBe(names.length);
  });

  it('answer forms that carry the token of the person who opened them', () => {
    const answered = /method="post"|from '#lib\/\w+\/\w+\/actions\.ts'/;
    const broken = sources
      .filter(
        ({ file, text }) => file.startsWith('components/') && /<form\b/.test(text) && answered.test(text),
      )
      .filter(({ text }) => !text.includes('<FormToken'))
      .map(({ file }) => file);
    expect(broken).toEqual(['components/auth/sign-out-form.tsx']);
  });
});

describe('the time', () => {
  it('comes from the context in all server code of nouns, so that example data can set it', () => {
    // Opened by bearers of links, before there is a context.
    const before = ['lib/record/links/gate.ts'];
    const server = sources
      .filter(({ file }) => fits(file, [`${NOUNS}/*.ts`, 'lib/platform/audit/*.ts']) && !fits(file, before))
      .filter(({ imports }) => imports.some(({ target }) => target === 'server-only'));
    expect(server.length).toBeGreaterThan(50);
    const broken = server
      .filter(({ text }) =>
        /\bnew Date\(\)|\bDate\.now\(\)|(?<![.\w])now\(\)|\bcurrent_(?:date|timestamp)\b/i.test(text),
      )
      .map(({ file }) => `${file} does not ask context.now()`);
    expect(broken).toEqual([]);
  });
});

describe('ids', () => {
  it('come from forms and addresses only through idField, in the database’s notation', () => {
    const broken = sources
      .filter(
        ({ file, text }) => file !== 'lib/platform/forms/id-field.ts' && /\bz\.(uuid|guid)\b/.test(text),
      )
      .map(({ file }) => file);
    expect(broken).toEqual([]);
  });
});

describe('the import scanner', () => {
  it('finds each form of import and recognises type imports', () => {
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
