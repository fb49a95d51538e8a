/** Kinds of mails that the outbox holds, each with its words in the catalogues. */
export const MAIL_TEMPLATES = ["invitation", "weekly_questions", "notice", "digest", "list"] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

export const isMailTemplate = (text: string): text is MailTemplate => (MAIL_TEMPLATES as readonly string[]).includes(text);
