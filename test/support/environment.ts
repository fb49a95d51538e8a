import { tmpdir } from "node:os";
import type { Env } from "#app/env.server.ts";
import { ringOf } from "#db/key-ring.server.ts";
import { TEST_KEYS } from "./stores.ts";

export const testEnv = (over: Partial<Env> = {}): Env => ({
  mode: "local", dataDir: tmpdir(), database: { kind: "sqlite", file: "unused" }, port: 0, origin: "http://localhost:3000", bind: "127.0.0.1",
  appSecret: ringOf([{ id: "s1", bytes: Buffer.alloc(32, 3) }]), auditKey: TEST_KEYS.audit, payKey: TEST_KEYS.pay, smtpUrl: null, smtpFrom: "concord@example.org", trustProxy: 0, zone: "UTC", importFolder: { path: "/nonexistent", isOwn: false }, privateNets: [], composer: null, openId: null, ...over,
});
