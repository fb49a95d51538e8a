import { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import { answerBusinessTime } from "#jobs/commands/business-time.ts";
import { runJsonLines } from "#jobs/commands/json-lines.ts";

const echo = (line: string): string => `<${line}>`;

async function run(chunks: Iterable<string | Buffer>, answer = echo): Promise<string> {
  let text = "";
  const output = new Writable({
    highWaterMark: 16,
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      setImmediate(done);
    },
  });
  await runJsonLines(answer, Readable.from(chunks), output);
  return text;
}

test("lines may be cut anywhere, also within a character", async () => {
  const bytes = Buffer.from("один\nдва\r\nтри");
  const single = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(await run(single)).toBe("<один>\n<два\r>\n<три>\n");
});

test("an empty line is a line; the end of the last one is optional", async () => {
  expect(await run(["a\n\nb\n"])).toBe("<a>\n<>\n<b>\n");
  expect(await run([])).toBe("");
});

test("a byte order mark is no part of the first line", async () => {
  expect(await run(["\uFEFFa\nb"])).toBe("<a>\n<b>\n");
});

test("a line without end does not fill the memory", async () => {
  const long = function* (): Generator<string> {
    for (let i = 0; i < 5; i++) yield "x".repeat(1024 * 1024);
    yield "\nb\n";
  };
  expect(await run(long())).toBe('{"id":null,"error":"bad_json"}\n<b>\n');
});

test("a hundred thousand lines stream in constant memory, waiting for a slow reader", async () => {
  const calendar = { tz: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]] } };
  const line = JSON.stringify({
    id: 7, calendar, op: "add", start: "2026-03-02T08:00:00+01:00", minutes: 90,
  });
  let answers = 0;
  let most = 0;
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      answers += chunk.toString().split("\n").length - 1;
      setImmediate(done);
    },
  });
  const input = function* (): Generator<string> {
    for (let i = 0; i < 1000; i++) {
      most = Math.max(most, output.writableLength);
      yield `${line}\n`.repeat(100);
    }
  };
  await runJsonLines(answerBusinessTime, Readable.from(input()), output);
  expect(answers).toBe(100_000);
  expect(most).toBeLessThan(100_000);
});
