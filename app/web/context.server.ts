import type { Logger } from "pino";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import type { Store } from "#db/store.ts";
import type { SessionRepository } from "./session.server.ts";
import type { SignIn } from "./sign-in.server.ts";
import type { ComposerSettings } from "#app/operations/composer/ask-outside.server.ts";
import type { SingleSignOn } from "#app/operations/single-sign-on.server.ts";

/** How the portal runs (design.md section 11). */
export type Mode = "demo" | "local" | "production";

/** What the process gives to every request; one value for the life of the app. */
export interface AppServices {
  readonly mode: Mode;
  /** Canonical public origin, without a path. */
  readonly publicOrigin: string;
  /** The only clock of the web process, epoch ms. */
  now(): number;
  readonly logger: Logger;
  readonly store: Store;
  /** Keys of survey links. */
  readonly appSecret: KeyRing;
  /** The organisation's zone as the configuration names it, for the founding; null = not named. */
  readonly zone?: string | null;
  /** Where uploads rest while they are imported. */
  readonly dataDir: string;
  /** The watched folder, as the configuration names it. */
  readonly importFolder: string;
  /** Private networks that requests to addresses somebody typed in may reach. */
  readonly privateNets: readonly string[];
  /** The service that improves wording; null = off. */
  readonly composer: ComposerSettings | null;
  readonly sessions: SessionRepository;
  readonly signIn: SignIn;
  /** Remembers a person's own choice of language. */
  saveLocale(actor: Actor, locale: Locale): Promise<void>;
  /** Single sign-on, where one is configured. */
  readonly sso: SingleSignOn | null;
  /** Shown on the sign-in page; empty outside of demo mode. */
  readonly demoAccounts: readonly DemoAccount[];
}

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** What one sees as this person, in the words of the demo company. */
  readonly role: Names;
}

/** What a loader, an action and the document renderer get as `context`. */
export interface AppContext extends AppServices {
  readonly requestId: string;
  /** Nonce of this response's Content-Security-Policy. */
  readonly nonce: string;
  /** Peer address as Express sees it under the `trust proxy` setting. */
  readonly address: string;
  /** Language by cookie, else by Accept-Language; a signed-in person's own choice goes before it. */
  readonly requestLocale: Locale;
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends AppContext {}
}
