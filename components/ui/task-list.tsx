import type { ReactNode } from 'react';
import { Link } from './link.tsx';
import { Tag, type TagTone } from './tag.tsx';

type Task = {
  id: string;
  title: string;
  href: string;
  hint?: ReactNode | undefined;
  status: { text: string; tone: TagTone };
  /** A small picture or figure before the status. */
  aside?: ReactNode | undefined;
};

/** The whole row is the link; the status is read with it. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className="border-t border-rule">
      {tasks.map((task) => {
        const hintId = `${task.id}-hint`;
        const statusId = `${task.id}-status`;
        return (
          <li
            key={task.id}
            className="relative flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-rule py-3 hover:bg-tint sm:flex-nowrap"
          >
            <div className="min-w-0 grow basis-full sm:basis-0">
              <Link
                href={task.href}
                className="link after:absolute after:inset-0"
                aria-describedby={task.hint ? `${hintId} ${statusId}` : statusId}
              >
                {task.title}
              </Link>
              {task.hint && (
                <div id={hintId} className="max-w-text text-16 text-ink-soft">
                  {task.hint}
                </div>
              )}
            </div>
            {task.aside && <div className="max-w-full sm:w-72 sm:shrink-0">{task.aside}</div>}
            <div id={statusId} className="shrink-0 sm:w-36 sm:text-right">
              <Tag tone={task.status.tone}>{task.status.text}</Tag>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
