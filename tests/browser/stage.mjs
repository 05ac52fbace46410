// What stands between a page and a real desk, and shows what no real desk does on request: to fail,
// to be slow, to be out of the PBX's reach, to lose news.

/**
 * Sets a page up before it is opened. What is given may be changed later:
 * - `failing`: every question but `status` is refused
 * - `delay`: every answer but that of `status` takes so many milliseconds
 * - `answers`: what is answered in place of the desk, by question
 * - `patches`: what becomes of the desk's answer, by question
 */
export async function stage(page, { failing = false, delay = 0, answers = {}, patches = {} } = {}) {
  const it = {
    failing,
    delay,
    answers: { ...answers },
    patches: { ...patches },
    /** Refusals are meant to happen. */
    refusing: failing,
    /** Every question, with its parameters. */
    asked: [],
    /** Whether the page complains of nothing but what was staged. */
    expects: (message) => it.refusing && message.text().includes("Failed to load resource"),
    /** Sends the page news that the desk does not have. */
    tell: (item) => page.evaluate((news) => window.stagedFeed.tell(news), item),
    /** Has the page miss all news from now on, or hear them again. */
    deafen: (deaf) => page.evaluate((is) => (window.stagedFeed.deaf = is), deaf),
    /** Breaks the feed off; the page finds its way back by itself. */
    lose: () => page.evaluate(() => window.stagedFeed.lose()),
    fail(on) {
      it.failing = on;
      it.refusing ||= on;
    },
  };
  await page.addInitScript(wrapFeed);
  await page.route(/\/api\/(?!feed)\w+$/, async (route) => {
    const request = route.request();
    const name = new URL(request.url()).pathname.split("/").at(-1);
    const params = request.postDataJSON();
    it.asked.push([name, params]);
    if (it.delay > 0 && name !== "status") await new Promise((done) => setTimeout(done, it.delay));
    if (it.failing && name !== "status") {
      const refusal = { code: "storage", detail: "database is locked" };
      return route.fulfill({ status: 503, json: refusal });
    }
    if (name in it.answers) {
      const answer = it.answers[name];
      return route.fulfill({ json: typeof answer === "function" ? answer(params) : answer });
    }
    const patch = it.patches[name];
    if (!patch) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, json: patch(await response.json()) });
  });
  return it;
}

/** Asks the desk as the page does. */
export function ask(page, name, params = {}) {
  return page.evaluate(
    async ([question, body]) => {
      const session = `Bearer ${sessionStorage.getItem("session")}`;
      const headers = { authorization: session, "content-type": "application/json" };
      return (await fetch(`/api/${question}`, { method: "POST", headers, body })).json();
    },
    [name, JSON.stringify(params)],
  );
}

/** Empties a page, whose last questions may still be under way: nobody waits for their answers. */
export async function leave(page) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("about:blank");
}

/** Which hook is the first of this PBX. */
export async function idOf(page, pbx) {
  const hooks = await ask(page, "hooks");
  return hooks.find((hook) => hook.pbx === pbx).id;
}

/** Runs in the page, before its own scripts. */
function wrapFeed() {
  // A page that serves several tests was told before.
  if (window.stagedFeed) return;
  const feeds = new Map();
  window.stagedFeed = {
    deaf: false,
    tell(item) {
      const event = new TextEncoder().encode(`data: ${JSON.stringify(item)}\n\n`);
      for (const feed of feeds.keys()) feed.enqueue(event);
    },
    lose() {
      for (const [feed, reader] of feeds) {
        feed.error(new TypeError("the feed is lost, as staged"));
        void reader.cancel();
      }
      feeds.clear();
    },
  };
  const fetched = window.fetch;
  window.fetch = async (address, options) => {
    const response = await fetched(address, options);
    if (!String(address).endsWith("/api/feed") || !response.ok) return response;
    const reader = response.body.getReader();
    const feed = new ReadableStream({
      start: (feed) => void feeds.set(feed, reader),
      async pull(feed) {
        for (;;) {
          const { done, value } = await reader.read();
          if (!feeds.has(feed)) return;
          if (!done && window.stagedFeed.deaf) continue;
          if (!done) return feed.enqueue(value);
          feeds.delete(feed);
          return feed.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
    return new Response(feed, response);
  };
}

/** How the PBX reaches the desk, as far as the page is told: by a kind of tunnel. */
export function tunnel(kind, status = {}, more = {}) {
  const choice = choices[kind];
  const before = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
  const off = kind === "off";
  const reached = !off && !status.reason && status.state === undefined;
  return {
    choice,
    ssh_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKdTXpvWSfnPqMzYPhoa8VDqnRLAyaoTa5yDHyT8HY kimo",
    has_token: kind === "ngrok",
    secrets: "keyring",
    ...more,
    status: {
      kind,
      public_url: off ? null : PUBLIC[kind],
      state: off ? "off" : reached ? "reachable" : "unreachable",
      since: off ? null : before(7200),
      reason: null,
      detail: status.reason ? (details[status.reason] ?? "kimo.example.com") : null,
      checked_at: off ? null : before(20),
      address_changed: false,
      ...status,
    },
  };
}

/**
 * A desk that is out of reach for this reason, or reached at an address that has changed; where it
 * is `untouched`, the page is told that nothing ever came to any hook.
 */
export function staged({
  kind = "address",
  reason = null,
  changed = false,
  untouched = false,
  state,
  ...more
} = {}) {
  const status = { reason, address_changed: changed, ...(state ? { state } : {}) };
  return {
    answers: { tunnel: tunnel(kind, status, more) },
    patches: {
      status: (it) => ({ ...it, address_changed: changed }),
      hooks: (all) =>
        all.map((hook) => ({
          ...hook,
          url: PUBLIC[kind] ? hook.url.replace(/^.*(?=\/hooks\/)/, PUBLIC[kind]) : hook.local_url,
          ...(untouched ? { last_delivery_at: null, deliveries: 0, not_understood: [] } : {}),
        })),
    },
  };
}

const PUBLIC = {
  address: "https://kimo.example.com",
  ssh: "https://kimo.example.com",
  ngrok: "https://kimo-resepsiyon.ngrok.app",
  cloudflared: "https://sakin-deniz-mavi-kapi.trycloudflare.com",
  tailscale: "https://resepsiyon.tail4c7a2.ts.net",
};

const choices = {
  off: { kind: "off" },
  address: { kind: "address", public_url: "https://kimo.example.com" },
  ssh: {
    kind: "ssh",
    host: "kimo.example.com",
    port: 22,
    user: "kimo",
    remote: { port: 8460 },
    public_url: "https://kimo.example.com",
  },
  ngrok: { kind: "ngrok", domain: "kimo-resepsiyon.ngrok.app" },
  cloudflared: { kind: "cloudflared", public_url: null, program: null },
  tailscale: { kind: "tailscale", program: null },
};

const details = {
  name: "the name kimo.example.com has no address",
  connect: "no connection to kimo.example.com: connection refused",
  host_key_changed:
    "the server's host key has changed from SHA256:qOx3rXJzrDCqWl1dmMqYVvZyT4vS1yvh0V8oZ0b7YkE " +
    "to SHA256:9vHkJm0cU3dWc4oE7t1kQkq7p0hY2u6bq8o2yQ5nX1s",
  refused: "the tunnel's server refuses the key or token: no more methods",
};
