import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Locale } from "#app/domain/names.ts";
import type { AppContext, Mode } from "./context.server.ts";
import { readCookie, serializeCookie } from "./cookie.server.ts";

/** One sign-in of one account on one device. Instants are epoch ms. */
export interface SessionRow {
  /** SHA-256 of the cookie's id, hex: the database never holds what a browser sends. */
  readonly idHash: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** What the browser says it is; shown to its owner. */
  readonly userAgent: string | null;
  /** When the person last proved who they are, by signing in or again. */
  readonly provenAt: number | null;
}

/** Who is signed in, as the pages need it: read with the session, never stored in the cookie. */
export interface Viewer {
  readonly actor: Actor;
  readonly displayName: string;
  readonly email: string;
  /** The person's own choice; null = the cookie's or the browser's. */
  readonly locale: Locale | null;
  /** IANA zone in which instants are shown to this person. */
  readonly timeZone: string;
  /** Things waiting in the inbox. */
  readonly inboxCount: number;
  /** A role of theirs needs a second factor that they have not set up: until then no page opens but their own sign-in. */
  readonly owesFactor?: boolean;
}

/** What sessions need of the database. */
export interface SessionRepository {
  insert(row: SessionRow): Promise<void>;
  find(idHash: string): Promise<SessionRow | null>;
  touch(idHash: string, lastSeenAt: number): Promise<void>;
  /** Notes that its person has just proved who they are. */
  prove(idHash: string, provenAt: number): Promise<void>;
  delete(idHash: string): Promise<void>;
  /** The person behind an account as of `now`, null when the account is disabled or gone. */
  viewer(accountId: string, now: number): Promise<Viewer | null>;
}

export const IDLE_MS = 12 * 3_600_000;
export const ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** `lastSeenAt` moves at most this often: a page view is not worth a write. */
const TOUCH_MS = 5 * 60_000;
const LONGEST_USER_AGENT = 300;

/** The prefix binds the cookie to this host and to https, which a plain local address does not have. */
export function sessionCookieName(mode: Mode): string {
  return mode === "production" ? "__Host-concord" : "concord";
}

/**
 * Starts a session with a new id (an id from before the sign-in is never kept) and returns the Set-Cookie value. The session that
 * the request came with, if any, ends.
 */
export async function createSession(
  request: Request,
  context: AppContext,
  accountId: string
): Promise<string> {
  const previous = sessionIdOf(request, context);
  if (previous) await context.sessions.delete(hashSessionId(previous));
  const id = randomBytes(32).toString("base64url");
  const now = context.now();
  await context.sessions.insert({
    idHash: hashSessionId(id),
    accountId,
    createdAt: now,
    lastSeenAt: now,
    userAgent: request.headers.get("User-Agent")?.slice(0, LONGEST_USER_AGENT) ?? null,
    provenAt: now,
  });
  return serializeCookie(sessionCookieName(context.mode), id, {
    secure: context.mode === "production",
    maxAgeSeconds: ABSOLUTE_MS / 1_000,
  });
}

const viewers = new WeakMap<AppContext, Promise<Viewer | null>>();

/**
 * The signed-in person of this request, null when there is none. One request asks once, however many loaders it runs: `context` is
 * made per request.
 */
export function readSession(request: Request, context: AppContext): Promise<Viewer | null> {
  const known = viewers.get(context);
  if (known) return known;
  const asked = findViewer(request, context);
  viewers.set(context, asked);
  return asked;
}

/** The session that a request came with; one that is over is deleted. */
export async function findOpenSession(request: Request, context: AppContext): Promise<SessionRow | null> {
  const id = sessionIdOf(request, context);
  if (!id) return null;
  const session = await context.sessions.find(hashSessionId(id));
  if (!session) return null;
  const now = context.now();
  if (now - session.lastSeenAt < IDLE_MS && now - session.createdAt < ABSOLUTE_MS) return session;
  await context.sessions.delete(session.idHash);
  return null;
}

async function findViewer(request: Request, context: AppContext): Promise<Viewer | null> {
  const session = await findOpenSession(request, context);
  if (!session) return null;
  const now = context.now();
  if (now - session.lastSeenAt >= TOUCH_MS) await context.sessions.touch(session.idHash, now);
  return context.sessions.viewer(session.accountId, now);
}

/** Ends the request's session for good and returns the Set-Cookie value that removes its cookie. */
export async function destroySession(request: Request, context: AppContext): Promise<string> {
  const id = sessionIdOf(request, context);
  if (id) await context.sessions.delete(hashSessionId(id));
  viewers.delete(context);
  return serializeCookie(sessionCookieName(context.mode), "", {
    secure: context.mode === "production",
    maxAgeSeconds: 0,
  });
}

function sessionIdOf(request: Request, context: AppContext): string | undefined {
  const id = readCookie(request.headers.get("Cookie"), sessionCookieName(context.mode));
  return id !== undefined && /^[\w-]{43}$/.test(id) ? id : undefined;
}

/** SHA-256 in hex; the id has 256 random bits, so a plain hash cannot be searched. */
export function hashSessionId(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
