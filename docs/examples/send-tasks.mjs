// Sends two tasks to Concord, a second time without a change, then reads back what was promised and kept.
// CONCORD_URL=http://localhost:3000 CONCORD_TOKEN=concord_… node docs/examples/send-tasks.mjs PRODUCT CLIENT
const { CONCORD_URL = "http://localhost:3000", CONCORD_TOKEN } = process.env;
const [product = "PAYSLIP", client = "SALES"] = process.argv.slice(2);
if (!CONCORD_TOKEN) {
  console.error("CONCORD_TOKEN is missing: make a token under Settings, Sources and tokens, with the scopes tasks:read and tasks:write.");
  process.exit(2);
}

/** An answer as JSON; anything but success ends the script with the problem's sentence. */
async function call(path, options = {}) {
  const response = await fetch(CONCORD_URL + path, {
    ...options,
    headers: { authorization: `Bearer ${CONCORD_TOKEN}`, ...(options.body ? { "content-type": "application/json" } : {}), ...options.headers },
  });
  const body = await response.json();
  if (response.ok) return body;
  console.error(`${response.status} ${body.code ?? ""}: ${body.detail ?? ""}`);
  process.exit(1);
}

const hour = 3_600_000;
const at = (hoursAgo) => new Date(Math.floor(Date.now() / hour) * hour - hoursAgo * hour).toISOString();
const batch = JSON.stringify({
  items: [
    { externalId: "EX-1", product, client, title: "First example", events: [{ id: "1", type: "requested", occurredAt: at(30) }, { id: "2", type: "delivered", occurredAt: at(2) }] },
    { externalId: "EX-2", product, client, title: "Second example", events: [{ id: "1", type: "requested", occurredAt: at(1) }] },
  ],
});

// A key makes a repeated request get the first answer: after a broken connection the same call is sent again.
const sent = await call("/api/v1/tasks:batch", { method: "POST", body: batch, headers: { "idempotency-key": `example-${process.pid}-${at(0)}` } });
console.log("sent:", JSON.stringify(sent.counts));
const again = await call("/api/v1/tasks:batch", { method: "POST", body: batch });
console.log("sent again:", JSON.stringify(again.counts));

let cursor = "";
let tasks = 0;
do {
  const page = await call(`/api/v1/tasks?limit=50${cursor}`);
  tasks += page.tasks.length;
  cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : "";
} while (cursor && tasks < 200);
console.log(`read: ${tasks} tasks`);
