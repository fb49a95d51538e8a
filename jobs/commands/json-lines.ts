import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** A line longer than this is not read: it is answered as unreadable. */
const LONGEST_LINE = 4 * 1024 * 1024;
const UNREADABLE = '{"id":null,"error":"bad_json"}';

/**
 * JSON Lines in, JSON Lines out: one answer a line, in order, in constant memory. Waits while the
 * reader of the output is slow. The end of the last line needs no line feed.
 */
export async function runJsonLines(
  answer: (line: string) => string,
  input: Readable,
  output: Writable,
): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let tooLong = false;
  let first = true;

  const reply = (line: string): string => {
    const text = first && line.startsWith("\uFEFF") ? line.slice(1) : line;
    first = false;
    return `${answer(text)}\n`;
  };
  const take = (text: string): string => {
    let answers = "";
    let at = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
      answers += tooLong ? `${UNREADABLE}\n` : reply(rest + text.slice(at, end));
      tooLong = false;
      rest = "";
      at = end + 1;
    }
    if (!tooLong) rest += text.slice(at);
    if (rest.length > LONGEST_LINE) {
      tooLong = true;
      rest = "";
    }
    return answers;
  };
  const write = async (text: string): Promise<void> => {
    if (text !== "" && !output.write(text)) await once(output, "drain");
  };

  for await (const chunk of input) {
    await write(take(typeof chunk === "string" ? chunk : decoder.write(chunk as Buffer)));
  }
  await write(take(decoder.end()));
  if (tooLong) await write(`${UNREADABLE}\n`);
  else if (rest !== "") await write(reply(rest));
  // Whoever ends the process next must not cut off what is still being written.
  await new Promise<void>((written) => output.write("", () => written()));
}
