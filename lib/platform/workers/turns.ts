/** Whose a job is: councils take turns, and a person has few jobs at once. */
export type JobOwner = { readonly council: string; readonly person: string };

/** How many jobs may wait or run at the same time. */
export type TurnLimits = {
  /** Of one person, waiting or running. */
  readonly person: number;
  /** Waiting, of one council, so that one alone never fills the queue. */
  readonly council: number;
  /** Waiting in all. */
  readonly waiting: number;
};

/** A bounded queue whose councils take turns. It knows what waits and what runs, and runs nothing itself. */
export type Turns<Job extends JobOwner> = {
  /** False when the job may not even wait. */
  add(job: Job): boolean;
  /** The job whose turn it is; it runs from now on. */
  next(): Job | undefined;
  /** A job that waits or runs is over, whatever became of it. False when it neither waits nor runs. */
  remove(job: Job): boolean;
};

/**
 * The council served longest ago comes next, and one that was not served while others waited comes first: so a
 * council with one job waits for what runs now, however many jobs another council has.
 */
export function createTurns<Job extends JobOwner>(limits: TurnLimits): Turns<Job> {
  const waiting = new Set<Job>();
  const running = new Set<Job>();
  /** Of councils with jobs alone: the number of the turn in which each was last served. */
  const servedIn = new Map<string, number>();
  let turn = 0;

  const countOf = (jobs: ReadonlySet<Job>, key: keyof JobOwner, value: string) =>
    [...jobs].filter((job) => job[key] === value).length;

  return {
    add(job) {
      const ofPerson = countOf(waiting, 'person', job.person) + countOf(running, 'person', job.person);
      if (
        waiting.size >= limits.waiting ||
        ofPerson >= limits.person ||
        countOf(waiting, 'council', job.council) >= limits.council
      )
        return false;
      waiting.add(job);
      return true;
    },
    next() {
      let first: Job | undefined;
      for (const job of waiting) {
        if (!first || (servedIn.get(job.council) ?? 0) < (servedIn.get(first.council) ?? 0)) first = job;
      }
      if (!first) return undefined;
      waiting.delete(first);
      running.add(first);
      turn += 1;
      servedIn.set(first.council, turn);
      return first;
    },
    remove(job) {
      if (!waiting.delete(job) && !running.delete(job)) return false;
      const { council } = job;
      if (countOf(waiting, 'council', council) + countOf(running, 'council', council) === 0)
        servedIn.delete(council);
      return true;
    },
  };
}
