import 'server-only';
import type { RenderFailure } from '#lib/exchange/pdf/render-pdf.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Permission } from '#lib/platform/access/permissions.ts';
import { councilGate } from '#lib/platform/auth/gate.ts';
import {
  busyResponse,
  clientClosedResponse,
  failureResponse,
  NO_STORE,
  redirectToSignIn,
  seeOther,
  textResponse,
} from '#lib/platform/http/responses.ts';

type Params = Readonly<Record<string, string>>;

/** The parameters and query of an export's address, and its abort signal. */
type Asked = {
  readonly params: Params;
  readonly query: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** The reason why no file was exported. Null if there is nothing to export. */
type NotExported = RenderFailure | 'scores hidden' | null;

type Export<Context, Found extends object> = {
  /** What failed, for the message: "the progress could not be exported". */
  readonly failed: string;
  /** The message when there is nothing to export. */
  readonly nothing: string;
  /** Reads the content at one moment and records the export. */
  readonly read: (context: Context, asked: Asked) => Promise<Found | NotExported>;
  readonly file: (found: Found, context: Context, asked: Asked) => Response;
};

type Handlers = {
  readonly GET: (request: Request, props: { params: Promise<Params> }) => Promise<Response>;
  readonly HEAD: () => Response;
};

/**
 * The handlers of an exported file: check access, read the content and record the export, send the file. `enter` is
 * the gate; its response is sent to people who may not export.
 */
export function exportRoute<Context extends object, Found extends object>({
  enter,
  read,
  file,
  nothing,
  failed,
}: Export<Context, Found> & {
  readonly enter: (params: Params) => Promise<Context | Response>;
}): Handlers {
  return {
    async GET(request, props) {
      const params = await props.params;
      try {
        const context = await enter(params);
        if (context instanceof Response) return context;
        const query = Object.fromEntries(new URL(request.url).searchParams);
        const asked = { params, query, signal: request.signal };
        const found = await read(context, asked);
        if (found === null) return textResponse(404, nothing);
        // The overview shows which challenge scores the person must give first.
        if (found === 'scores hidden') return seeOther(routes.council(params.council ?? ''));
        if (found === 'abandoned') return clientClosedResponse();
        if (found === 'busy') return busyResponse(failed);
        return file(found, context, asked);
      } catch (error) {
        return failureResponse(error, failed);
      }
    },
    HEAD: refuseHead,
  };
}

/** A HEAD request must not create a file, because every export is recorded. */
function refuseHead(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET', ...NO_STORE } });
}

/**
 * `exportRoute` for a file of one council. `page`: the page to return to after signing in again. `notFound`: the
 * message for people without permission.
 *
 * @example
 * export const { GET, HEAD } = councilExport({
 *   permission: 'assessment:view',
 *   page: routes.movement,
 *   notFound: 'Progress not found.',
 *   nothing: 'Nothing to export. No assessment is open.',
 *   failed: 'the progress could not be exported',
 *   read: exportMovement,
 *   file: (movements, { council }) =>
 *     csvResponse(`${council.slug} progress`, MOVEMENT_COLUMNS, movementRows(movements)),
 * });
 */
export function councilExport<Found extends object>({
  permission,
  page,
  notFound,
  nothing = notFound,
  ...route
}: Omit<Export<CouncilContext, Found>, 'nothing'> & {
  readonly permission: Permission;
  readonly page: (council: string) => string;
  readonly notFound: string;
  readonly nothing?: string;
}): Handlers {
  return exportRoute({
    ...route,
    nothing,
    async enter({ council = '' }) {
      const gate = await councilGate(council, permission);
      if (gate.ok) return gate.context;
      return gate.reason === 'signed-out' ? redirectToSignIn(page(council)) : textResponse(404, notFound);
    },
  });
}
