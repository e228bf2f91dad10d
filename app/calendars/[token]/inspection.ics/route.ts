import { openFeed } from '#lib/exchange/feeds/commands.ts';
import { calendarResponse, failureResponse, textResponse } from '#lib/platform/http/responses.ts';
import { linkGate } from '#lib/record/links/gate.ts';

type FeedRoute = { params: Promise<{ token: string }> };

/** The dates of an inspection, for calendar programs, which ask again every few hours. */
async function answer(request: Request, { params }: FeedRoute): Promise<Response> {
  const { token } = await params;
  try {
    const opened = await linkGate(token, 'calendar');
    const feed = opened && (await openFeed(opened, opened));
    if (!feed)
      return textResponse(
        404,
        'Calendar not found. The link may have expired, or the council may have withdrawn it.',
      );
    return calendarResponse(request, feed);
  } catch (error) {
    return failureResponse(error, 'the calendar could not be read');
  }
}

export { answer as GET, answer as HEAD };
