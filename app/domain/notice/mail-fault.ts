/** What a mail library says of a mail that did not go out. */
export interface MailError {
  readonly message: string;
  /** The step of the conversation that failed, such as `RCPT TO` or `DATA`. */
  readonly command?: string | undefined;
  /** The server's reply code, 400 to 599; none where the line dropped or nobody answered. */
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
}

/**
 * - `later`: the same mail may go out another time;
 * - `refused`: this mail never will, others to the same address may;
 * - `bounces`: nobody can be reached at this address.
 */
export type MailFault = "later" | "refused" | "bounces";

/** The enhanced status of a reply (RFC 3463): class, subject, detail. */
const ENHANCED = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/;

/**
 * What a failed mail means. Only a permanent reply to the address or to the message says something of them; a refused sign-in or
 * greeting is a fault between the two servers and is tried again. Subject 7 is policy (relaying, spam), never the address.
 */
export function judgeMailFault({ command, responseCode, response }: MailError): MailFault {
  const isOfThisMail = command === "RCPT TO" || command === "DATA";
  if (!isOfThisMail || responseCode === undefined || responseCode < 500 || responseCode > 599) return "later";
  const subject = ENHANCED.exec(response ?? "")?.[2];
  if (subject === undefined) return command === "RCPT TO" ? "bounces" : "refused";
  return subject === "1" || subject === "2" ? "bounces" : "refused";
}
