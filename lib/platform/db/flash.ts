import 'server-only';
import { database } from '#lib/platform/db/client.ts';

/** How long a message waits for the page that shows it. */
export const FLASH_MS = 10 * 60_000;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONGEST = 2000;

export type Flash = { readonly id: string; readonly text: string };

/** Keeps a message for the session's next page, or for anyone with its random id when nobody is signed in. */
export async function saveFlash(sessionId: string | null, text: string, now: Date): Promise<string> {
  const kept = await database().flashMessage.create({
    data: {
      sessionId,
      text: text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text,
      createdAt: now,
    },
    select: { id: true },
  });
  return kept.id;
}

/** Takes a message, once. Null when this session has none with that id. */
export async function takeFlash(sessionId: string | null, id: string, now: Date): Promise<Flash | null> {
  if (!UUID.test(id)) return null;
  const since = new Date(now.getTime() - FLASH_MS);
  const [taken] = await database().$queryRaw<Flash[]>`
    delete from flash_messages
     where id = ${id}::uuid and (session_id is null or session_id = ${sessionId}::uuid)
       and created_at > ${since}::timestamptz
    returning id, text`;
  return taken ?? null;
}
