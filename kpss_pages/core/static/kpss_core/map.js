// Shows places on a map. Nothing is asked of the server of tiles before the visitor agrees; the choice stays in the browser.
// Places stand beside the map as "data-map-place". A map with data-map="name" is drawn by kpssMaps[name] instead, whose script
// comes before this one: prepare(holder) fetches what it needs beside Leaflet, draw(map, holder, fetched) draws it.
(function () {
  const KEPT = "kpss-map";
  const NEAR = 16;

  function kept() {
    try { return localStorage.getItem(KEPT) === "yes"; } catch { return false; }
  }

  function keep(isWanted) {
    try {
      if (isWanted) localStorage.setItem(KEPT, "yes");
      else localStorage.removeItem(KEPT);
    } catch { /* a browser that keeps nothing asks again */ }
  }

  const loading = new Map();

  function load(address, put, name, values) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((onload, onerror) => {
        put(Object.assign(document.createElement(name), values, { onload, onerror }));
      }).catch((error) => {
        loading.delete(address);
        throw error;
      }));
    }
    return loading.get(address);
  }

  // The addresses are those of Leaflet and of what extends it, with spaces between them.
  function loadLeaflet(holder) {
    // Styles come before our own, which paint over them; scripts are fetched side by side and run in their order.
    const styles = holder.dataset.styles.split(" ").reverse();
    const scripts = holder.dataset.script.split(" ");
    return Promise.all([
      ...styles.map((href) => load(href, (link) => document.head.prepend(link), "link", { rel: "stylesheet", href })),
      ...scripts.map((src) => load(src, (script) => document.head.append(script), "script", { async: false, src })),
    ]);
  }

  // Leaflet empties the tiles that it gives up with a picture in the address itself, which our policy forbids.
  function tileLayer(holder) {
    const Tiles = L.TileLayer.extend({
      _abortLoading() {
        for (const [key, tile] of Object.entries(this._tiles)) {
          if (tile.coords.z === this._tileZoom || tile.el.complete) continue;
          tile.el.onload = tile.el.onerror = null;
          tile.el.remove();
          delete this._tiles[key];
        }
      },
      _removeTile(key) {
        this._tiles[key]?.el.removeAttribute("src");
        L.GridLayer.prototype._removeTile.call(this, key);
      },
      _tileReady(coords, error, tile) {
        if (this._map && (!tile || tile.hasAttribute("src"))) L.GridLayer.prototype._tileReady.call(this, coords, error, tile);
      },
    });
    const link = Object.assign(document.createElement("a"), { href: holder.dataset.attributionUrl, textContent: holder.dataset.attribution });
    return new Tiles(holder.dataset.tiles, { maxZoom: 19, attribution: link.outerHTML });
  }

  function words(place) {
    const box = document.createElement("div");
    const name = Object.assign(document.createElement(place.dataset.url ? "a" : "strong"), { textContent: place.dataset.name });
    if (place.dataset.url) name.href = place.dataset.url;
    box.append(name);
    if (place.dataset.address) box.append(document.createElement("br"), place.dataset.address);
    return box;
  }

  // What is said already is not said again.
  function say(holder, sentence) {
    const failure = holder.querySelector("[data-map-failure]");
    if (failure.textContent !== sentence) failure.textContent = sentence;
  }

  function bare(holder) {
    const canvas = holder.querySelector("[data-map-canvas]");
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moves = Object.fromEntries(["zoomAnimation", "fadeAnimation", "markerZoomAnimation", "inertia"].map((name) => [name, !isCalm]));
    const map = L.map(canvas, { scrollWheelZoom: false, zoomControl: false, attributionControl: false, ...moves });
    if (isCalm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
    L.control.attribution({ prefix: false }).addTo(map);
    L.control.zoom({ zoomInTitle: holder.dataset.zoomIn, zoomOutTitle: holder.dataset.zoomOut }).addTo(map);
    // Popups keep clear of the buttons at the edge, on narrow screens too.
    L.Popup.mergeOptions({ autoPanPaddingTopLeft: [62, 8], maxWidth: Math.min(300, canvas.clientWidth - 130) });
    const tiles = tileLayer(holder).addTo(map);
    tiles.on("tileerror", () => say(holder, holder.dataset.tilesFailed));
    tiles.on("tileload", () => say(holder, ""));
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", holder.dataset.label);
    useByKeyboard(map, holder, canvas);
    return map;
  }

  // A popup lies behind all markers in the order of the page: the focus goes into it, and back to its marker.
  function useByKeyboard(map, holder, canvas) {
    map.on("popupopen", ({ popup }) => {
      const box = popup.getElement();
      box.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", holder.dataset.close);
      if (canvas.contains(document.activeElement)) box.querySelector("a[href]")?.focus({ preventScroll: true });
    });
    map.on("popupclose", ({ popup }) => {
      // What does not fade away is gone by now, and the focus with it.
      const hadFocus = popup.getElement()?.contains(document.activeElement) || document.activeElement === document.body;
      if (!hadFocus) return;
      const marker = popup._source?.getElement?.();
      (marker?.isConnected ? marker : canvas).focus({ preventScroll: true });
    });
    canvas.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && map._popup?.isOpen()) {
        event.stopPropagation();
        map.closePopup();
      } else if (["Enter", " "].includes(event.key) && event.target.classList.contains("leaflet-marker-icon")) {
        event.preventDefault();
        event.target.click();
      }
    });
  }

  function draw(map, holder) {
    const places = Array.from(holder.querySelectorAll("[data-map-place]"));
    const points = places.map((place) => place.dataset.mapPlace.split(",").map(Number));
    // Markers have no element before the map knows what it shows.
    map.fitBounds(L.latLngBounds(points), { padding: [48, 48], maxZoom: NEAR });
    places.forEach((place, number) => {
      const icon = L.divIcon({ className: "map-pin", iconSize: [44, 44], iconAnchor: [22, 42], popupAnchor: [0, -36] });
      const marker = L.marker(points[number], { icon, title: place.dataset.name, riseOnHover: true }).addTo(map).bindPopup(words(place));
      marker.getElement().setAttribute("aria-label", [place.dataset.name, place.dataset.address].filter(Boolean).join(", "));
    });
  }

  document.querySelectorAll("[data-map]").forEach((holder) => {
    const part = (name) => holder.querySelector(`[data-map-${name}]`);
    const way = holder.dataset.map ? window.kpssMaps?.[holder.dataset.map] : { prepare() {}, draw };
    if (!way) return; // its script did not arrive: nothing that could be pressed is shown
    let map = null;
    let preparing = null;

    async function show() {
      say(holder, "");
      let fetched;
      try {
        preparing ??= Promise.all([way.prepare(holder), loadLeaflet(holder)]);
        [fetched] = await preparing;
      } catch (error) {
        say(holder, error.sentence ?? holder.dataset.failed);
        return;
      } finally {
        preparing = null;
      }
      if (map) return;
      part("ask").hidden = true;
      part("shown").hidden = false;
      map = bare(holder);
      way.draw(map, holder, fetched);
    }

    function hide() {
      map?.remove();
      map = null;
      part("canvas").replaceChildren();
      holder.querySelectorAll("[role=status]").forEach((status) => status.replaceChildren());
      part("shown").hidden = true;
      part("ask").hidden = false;
    }

    part("show").addEventListener("click", async () => {
      keep(true);
      await show();
      part("canvas").focus({ preventScroll: true });
    });
    part("hide").addEventListener("click", () => {
      keep(false);
      hide();
      part("show").focus();
    });
    holder.hidden = false;
    if (kept()) show();
  });
})();
