import { permanentRedirect } from 'next/navigation';
import * as routes from '#lib/kernel/routes.ts';

type MovingContext = { params: Promise<{ council: string }> };

/** Where measures of moving between services were, before they were a topic. */
export async function GET(_request: Request, { params }: MovingContext): Promise<never> {
  permanentRedirect(routes.topic((await params).council, 'discharge'));
}
