import { z } from 'zod';

/** The number of the last event seen. */
export const markSeenSchema = z.object({ through: z.coerce.number().int().min(1).max(2_147_483_647) });
