import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Changes = {
  /** Readable, such as "main (471cbe8)". */
  readonly since: string;
  /** Paths from the root, including removed files. */
  readonly files: readonly string[];
};

const LAST_PASSED = 'node_modules/.cache/last-passed-commit';

/**
 * Lists what changed since this branch left main: commits, staged, unstaged and new files. On main itself, since the
 * last commit that passed the check here. Undefined without git, or on a main not yet checked here.
 */
export function findChanges(): Changes | undefined {
  const head = git('rev-parse', 'HEAD');
  if (!head) return undefined;
  const base = git('branch', '--show-current') === 'main' ? lastPassed() : startOfBranch();
  if (!base) return undefined;
  const lists = [
    git('diff', '--name-only', '--no-renames', '-z', base.commit),
    git('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  const files = lists.flatMap((list) => (list ?? '').split('\0')).filter(Boolean);
  return { since: `${base.name} (${base.commit.slice(0, 7)})`, files: [...new Set(files)].toSorted() };
}

/** The commit that the tree is a copy of; undefined while a file differs from it. */
export function cleanCommit(): string | undefined {
  return git('status', '--porcelain') === '' ? git('rev-parse', 'HEAD') : undefined;
}

/** Records that this commit passed, so that the next check on main looks only at later changes. */
export function rememberPassed(commit: string): void {
  mkdirSync(path.dirname(LAST_PASSED), { recursive: true });
  writeFileSync(LAST_PASSED, commit);
}

function startOfBranch() {
  for (const name of ['origin/main', 'main']) {
    const commit = git('merge-base', 'HEAD', name);
    if (commit) return { name, commit };
  }
  return undefined;
}

function lastPassed() {
  let commit: string;
  try {
    commit = readFileSync(LAST_PASSED, 'utf8');
  } catch {
    return undefined;
  }
  const isBefore = git('merge-base', '--is-ancestor', commit, 'HEAD') !== undefined;
  return isBefore ? { name: 'the last check that passed', commit } : undefined;
}

/** The output of git, or undefined when it fails. */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
