import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json, type ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyLimitOf } from "#app/web/body-limit.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import { buildOf, startApp, type RunningApp } from "#test/support/web.ts";

const TWO_GB = 2 * 1024 ** 3;
const LIMIT = 4 * 1024 * 1024;
const directory = mkdtempSync(join(tmpdir(), "concord-large-"));
let running: RunningApp;
let most = 0;

/** What lies in the folder of uploads, and the most that ever did. */
const measure = (): number => {
  const bytes = readdirSync(directory).reduce((sum, name) => sum + (statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  most = Math.max(most, bytes);
  return bytes;
};

beforeAll(async () => {
  const action = async ({ request }: ActionFunctionArgs) => {
    const received = await receiveUpload(request, { fileField: "file", directory, mostBytes: LIMIT });
    return json({ received: received !== null }, { status: received ? 200 : 413 });
  };
  running = await startApp({ build: buildOf({ "work/import": { action: action as never } }), maxBodyBytes: bodyLimitOf });
});
afterAll(() => {
  running.server.closeAllConnections();
  running.server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Sends up to two gigabytes of one file and stops where the server answers or hangs up. */
function sendFile(length: number | null): Promise<{ readonly status: number | null; readonly sent: number }> {
  return new Promise((resolve) => {
    const boundary = "----two-gigabytes";
    const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\nContent-Type: text/csv\r\n\r\n`);
    const chunk = Buffer.alloc(1024 * 1024, "a,b,c,d\n");
    let sent = 0;
    let isOver = false;
    const end = (status: number | null) => {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      resolve({ status, sent });
      outgoing.destroy();
    };
    const timer = setInterval(measure, 5);
    const outgoing = httpRequest(
      {
        host: "127.0.0.1", port: running.port, path: "/work/import?_data=routes%2Fwork%2Fimport", method: "POST",
        headers: { host: "localhost:3000", origin: "http://localhost:3000", "content-type": `multipart/form-data; boundary=${boundary}`, ...(length === null ? { "transfer-encoding": "chunked" } : { "content-length": String(length) }) },
      },
      (response) => {
        response.resume();
        end(response.statusCode ?? null);
      },
    );
    outgoing.on("error", () => end(null));
    outgoing.write(head);
    const more = () => {
      while (!isOver && sent < TWO_GB) {
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once("drain", () => setImmediate(more));
      }
      if (!isOver) outgoing.end(`\r\n--${boundary}--\r\n`);
    };
    more();
  });
}

test.each([
  ["two gigabytes that say so, refused by the edge", TWO_GB, [413, null]],
  ["two gigabytes that do not say so: without a length nothing is read", null, [411]],
  ["less than the edge allows and more than the page takes, refused where the limit is", 250 * 1024 * 1024, [413, null]],
] as const)("an upload of %s: the disk is as it was", async (_what, length, statuses) => {
  most = 0;
  const { status, sent } = await sendFile(length);
  expect(statuses).toContain(status);
  expect(sent).toBeLessThan(TWO_GB);
  for (let wait = 0; wait < 100 && measure() > 0; wait += 1) await new Promise((done) => setTimeout(done, 20));
  expect(measure()).toBe(0);
  expect(most).toBeLessThanOrEqual(LIMIT + 1024 * 1024);
}, 60_000);
