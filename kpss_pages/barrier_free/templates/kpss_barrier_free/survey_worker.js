// Keeps the page of one link and what that page is made of, so that the form opens without a connection. Nothing else is
// kept: no other page, and no answer; those are in the page's own care.
const { scope } = self.registration;
const PAGE = new URL(scope).pathname;
const CACHE = `kpss-survey ${scope}`;
const PATIENCE = 4000; // milliseconds that a slow network has before what is kept is shown
const LASTING = /\.[0-9a-f]{12}\.[a-z0-9]+$/; // a file whose name changes with what is in it

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page says what it is made of.
self.addEventListener("message", (event) => {
  event.waitUntil((async () => {
    try {
      const cache = await caches.open(CACHE);
      const wanted = event.data.filter((url) => new URL(url).origin === self.location.origin);
      await Promise.all(wanted.map((url) => renew(cache, url)));
      const old = (await cache.keys()).filter((request) => !wanted.includes(request.url));
      await Promise.all(old.map((request) => cache.delete(request)));
      event.ports[0].postMessage("kept");
    } catch {
      const kept = await caches.match(scope, { cacheName: CACHE, ignoreVary: true });
      event.ports[0].postMessage(kept ? "kept" : "failed");
    }
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode !== "navigate") event.respondWith(file(event));
  else if (url.pathname === PAGE) event.respondWith(page(event));
});

async function renew(cache, url) {
  if (LASTING.test(url) && (await cache.match(url, { ignoreVary: true }))) return;
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok || response.redirected) throw new Error(url);
  await cache.put(url, response);
}

function kept(url) {
  return caches.match(url, { cacheName: CACHE, ignoreVary: true });
}

// What the network says, or null when it says nothing in time and something is kept.
async function fromNetwork(request, isKept) {
  const answer = fetch(request);
  const clock = new Promise((resolve) => { setTimeout(resolve, PATIENCE, null); });
  try {
    return await (isKept ? Promise.race([answer, clock]) : answer);
  } catch {
    return isKept ? null : Response.error();
  } finally {
    answer.catch(() => {});
  }
}

async function page(event) {
  const mine = await kept(scope);
  const response = await fromNetwork(event.request, Boolean(mine));
  if (response?.status === 410 || response?.status === 404) {
    event.waitUntil(Promise.all([caches.delete(CACHE), self.registration.unregister()]));
    return response;
  }
  if (!response || (response.status >= 500 && mine)) return mine ?? response;
  if (response.ok && !response.redirected && event.request.url === scope) {
    const copy = response.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(scope, copy)));
  }
  return response;
}

async function file(event) {
  const mine = await kept(event.request.url);
  if (!mine) return fetch(event.request);
  if (LASTING.test(event.request.url)) return mine;
  const response = await fromNetwork(event.request, true);
  if (!response?.ok) return mine;
  const copy = response.clone();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.put(event.request.url, copy)));
  return response;
}
