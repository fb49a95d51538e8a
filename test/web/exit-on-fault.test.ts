import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { exitOnFault } from "#app/web/exit-on-fault.server.ts";

test.each(["uncaughtException", "unhandledRejection"])("an error that reaches nobody ends the process without its message: %s", (event) => {
  const lines: string[] = [];
  const ended: number[] = [];
  const from = new EventEmitter();
  exitOnFault({ fatal: (...line: unknown[]) => void lines.push(JSON.stringify(line)) } as never, from, (code) => void ended.push(code));
  from.emit(event, new TypeError("salary of Ada is 1234567"));
  expect(ended).toEqual([1]);
  expect(lines.join()).toContain("TypeError");
  expect(lines.join()).not.toMatch(/Ada|1234567/);
});
