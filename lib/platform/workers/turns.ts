/** A job's owner: councils take turns, and a person may have few jobs at once. */
export type JobOwner = { readonly council: string; readonly person: string };

/** Limits on the jobs that wait or run at the same time. */
export type TurnLimits = {
  /** Waiting or running, for one person. */
  readonly person: number;
  /** Waiting, for one council, so that none can fill the queue. */
  readonly council: number;
  /** Waiting in all. */
  readonly waiting: number;
};

/** A bounded queue in which councils take turns. It keeps count of waiting and running jobs but runs none. */
export type Turns<Job extends JobOwner> = {
  /** False when the queue is full for this job. */
  add(job: Job): boolean;
  /** The next job; it counts as running from now on. */
  next(): Job | undefined;
  /** Ends a job, waiting or running. False when it is neither. */
  remove(job: Job): boolean;
};

/**
 * The council served longest ago comes next, and one not served while others waited comes first. So a council with one
 * job waits only for jobs already running, however many jobs other councils have.
 */
export function createTurns<Job extends JobOwner>(limits: TurnLimits): Turns<Job> {
  const waiting = new Set<Job>();
  const running = new Set<Job>();
  /** The turn in which each council was last served; councils without jobs are dropped. */
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
