/** How a task system proves that a delivery is its own. */
export interface HookScheme {
  /** Header with the signature, or null where a token in the body is all there is. */
  readonly signatureHeader: string | null;
  /** What stands before the hex digest in it. */
  readonly prefix: "" | "sha256=";
  /** What is signed: the body, or the body with the text of the timestamp header. */
  readonly signs: "body" | "timestamp.body" | "body+timestamp";
  readonly timestampHeader: string | null;
  /** Where the payload tells its time, when no header does: the first path that has one. */
  readonly timestampPaths: readonly string[];
  /** Where the payload has the token, for schemes without a signature. */
  readonly tokenPath: string | null;
  /** Whether the other system makes the secret, so that it has to be typed in here. */
  readonly secretIsTheirs: boolean;
}

export const HOOK_SCHEMES = ["concord", "jira", "redmine", "glpi", "bitrix24"] as const;
export type HookSchemeName = (typeof HOOK_SCHEMES)[number];

/**
 * The schemes as data. Jira Cloud signs the body as GitHub's older header does and tells its time in the payload; Redmine signs since
 * 7.0 under a header of its own; GLPI signs body and time together; Bitrix24 signs nothing and sends the application's token.
 */
export const SCHEMES: Readonly<Record<HookSchemeName, HookScheme>> = {
  concord: { signatureHeader: "X-Concord-Signature", prefix: "sha256=", signs: "timestamp.body", timestampHeader: "X-Concord-Timestamp", timestampPaths: [], tokenPath: null, secretIsTheirs: false },
  jira: { signatureHeader: "X-Hub-Signature", prefix: "sha256=", signs: "body", timestampHeader: null, timestampPaths: ["timestamp"], tokenPath: null, secretIsTheirs: false },
  redmine: { signatureHeader: "X-Redmine-Signature-256", prefix: "sha256=", signs: "body", timestampHeader: null, timestampPaths: ["timestamp"], tokenPath: null, secretIsTheirs: false },
  glpi: { signatureHeader: "X-GLPI-signature", prefix: "", signs: "body+timestamp", timestampHeader: "X-GLPI-timestamp", timestampPaths: [], tokenPath: null, secretIsTheirs: true },
  bitrix24: { signatureHeader: null, prefix: "", signs: "body", timestampHeader: null, timestampPaths: ["ts"], tokenPath: "auth.application_token", secretIsTheirs: true },
};

/** A delivery older or newer than this is refused. */
export const WINDOW_MS = 5 * 60_000;

/** What a scheme signs, in its order; the body may be bytes. */
export function signedParts<Body>(signs: HookScheme["signs"], body: Body, timestamp: string): readonly (Body | string)[] {
  return signs === "body" ? [body] : signs === "timestamp.body" ? [`${timestamp}.`, body] : [body, timestamp];
}
