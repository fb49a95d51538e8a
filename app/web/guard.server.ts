import { redirect } from "@remix-run/node";
import { can, mayEver, type Subject } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import type { AppContext } from "./context.server.ts";
import { safePath } from "./safe-redirect.server.ts";
import { readSession, type Viewer } from "./session.server.ts";

/** The body of a thrown 4xx response; the error page has a sentence for each code. */
export interface FaultBody {
  readonly code: "bad_request" | "forbidden" | "not_found" | "conflict";
}

/**
 * The first line of every loader and action. Returns who asks, or throws: to the sign-in page when nobody is signed in, 403 when
 * this person has no such permission anywhere. A permission that depends on the thing is checked with `allow` once it is loaded.
 */
export async function requireActor(
  request: Request,
  context: AppContext,
  permission: Permission
): Promise<Viewer> {
  const viewer = await requireViewer(request, context);
  if (!mayEver(viewer.actor, permission)) throw fault(403, "forbidden");
  return viewer;
}

/** Like `requireActor` where being signed in is enough (home, the inbox). */
export async function requireViewer(request: Request, context: AppContext): Promise<Viewer> {
  const viewer = await requireSelf(request, context);
  if (viewer.owesFactor) throw redirect("/account/factor");
  return viewer;
}

/** Like `requireViewer` for the pages of one's own sign-in and the frame around them, which also open to who still owes a second factor. */
export async function requireSelf(request: Request, context: AppContext): Promise<Viewer> {
  const viewer = await readSession(request, context);
  if (!viewer) throw toSignIn(request);
  return viewer;
}

/**
 * Throws 404 unless the viewer may do this to the subject; null is a subject that does not exist. Foreign and missing things answer
 * alike, so that an id cannot be probed (security.md, A-06).
 */
export function allow(
  viewer: Viewer,
  permission: Permission,
  subject: Subject | null
): asserts subject is Subject {
  if (!subject || !can(viewer.actor, permission, subject)) throw fault(404, "not_found");
}

/** A response for the error page. */
export function fault(status: 400 | 403 | 404 | 409, code: FaultBody["code"]): Response {
  return Response.json({ code } satisfies FaultBody, { status });
}

function toSignIn(request: Request): Response {
  const url = new URL(request.url);
  url.searchParams.delete("_data");
  url.searchParams.delete("index");
  // After signing in a person gets a page, not the answer to a form that was lost.
  const next = request.method === "GET" ? safePath(url.pathname + url.search) : "/";
  return redirect(next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
}
