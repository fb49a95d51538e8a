import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface MailServer {
  readonly url: string;
  /** Mails that were taken, as they came over the wire. */
  readonly received: string[];
  /** What the server does next: null takes everything. */
  behave: MailBehaviour | null;
  stop(): Promise<void>;
}

export type MailBehaviour =
  | { readonly at: "recipient" | "data"; readonly code: number; readonly text: string }
  /** Takes the whole mail and drops the line before it answers, or in the middle of it. */
  | { readonly at: "line"; readonly keeps: boolean }
  /** Never answers. */
  | { readonly at: "silence" };

/** A real SMTP server on a free port of the loopback interface. */
export async function startMailServer(): Promise<MailServer> {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      const { behave } = self;
      if (behave?.at === "recipient") return done(Object.assign(new Error(behave.text), { responseCode: behave.code }));
      return done();
    },
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      const drop = () => connections.forEach((socket) => socket.destroy());
      if (self.behave?.at === "line" && !self.behave.keeps) stream.once("data", drop);
      stream.on("end", () => {
        const { behave } = self;
        if (behave?.at === "silence") return;
        if (behave?.at === "data") return done(Object.assign(new Error(behave.text), { responseCode: behave.code }));
        received.push(text);
        if (behave?.at === "line") return drop();
        return done();
      });
      void session;
    },
  });
  const connections = new Set<import("node:net").Socket>();
  server.server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const self: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    behave: null,
    stop: () => {
      connections.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

/** A received mail with the addresses in it, as a reader or a scanner finds them. */
export async function openMail(raw: string) {
  const mail = await PostalMime.parse(raw);
  const links = [...new Set([...(mail.html ?? "").matchAll(/href="([^"]+)"/g)].map((match) => match[1]!.replaceAll("&amp;", "&")))];
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? null;
  return { subject: mail.subject ?? "", to: mail.to?.[0]?.address ?? "", text: mail.text ?? "", html: mail.html ?? "", links, header };
}
