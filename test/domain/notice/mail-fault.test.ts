import { describe, expect, test } from "vitest";
import { judgeMailFault } from "#app/domain/notice/mail-fault.ts";

describe("what a failed mail means", () => {
  test.each([
    ["a line that drops", { command: "DATA" }, "later"],
    ["nobody answers", { command: "CONN" }, "later"],
    ["a full mailbox for now", { command: "RCPT TO", responseCode: 452, response: "452 4.2.2 full" }, "later"],
    ["an address that is none", { command: "RCPT TO", responseCode: 550, response: "550 no such user" }, "bounces"],
    ["an address that is none, with its status", { command: "RCPT TO", responseCode: 550, response: "550 5.1.1 no such user" }, "bounces"],
    ["a mailbox that was closed", { command: "DATA", responseCode: 550, response: "550 5.2.1 disabled" }, "bounces"],
    ["a server that does not relay", { command: "RCPT TO", responseCode: 550, response: "550 5.7.1 relaying denied" }, "refused"],
    ["a text that looks like spam", { command: "DATA", responseCode: 554, response: "554 5.7.1 spam" }, "refused"],
    ["a text refused without a status", { command: "DATA", responseCode: 554, response: "554 rejected" }, "refused"],
    ["a wrong password of ours", { command: "AUTH PLAIN", responseCode: 535, response: "535 5.7.8 no" }, "later"],
    ["our own address refused", { command: "MAIL FROM", responseCode: 550, response: "550 5.1.8 no" }, "later"],
  ] as const)("%s", (_what, error, fault) => {
    expect(judgeMailFault({ message: "", ...error })).toBe(fault);
  });
});
