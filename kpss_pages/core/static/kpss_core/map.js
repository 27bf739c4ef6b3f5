// Shows places on a map. Nothing is asked of the server of tiles before the visitor agrees; the choice stays in the browser.
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

  let loading = null;

  function loadLeaflet(holder) {
    loading ??= new Promise((done, failed) => {
      const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: holder.dataset.styles });
      const script = Object.assign(document.createElement("script"), { src: holder.dataset.script, onload: done, onerror: failed });
      // Before our own, which paint over them.
      document.head.prepend(styles);
      document.head.append(script);
    });
    return loading;
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

  function draw(holder) {
    const canvas = holder.querySelector("[data-map-canvas]");
    const map = L.map(canvas, { scrollWheelZoom: false, zoomControl: false, attributionControl: false });
    L.control.attribution({ prefix: false }).addTo(map);
    L.control.zoom({ zoomInTitle: holder.dataset.zoomIn, zoomOutTitle: holder.dataset.zoomOut }).addTo(map);
    tileLayer(holder).addTo(map);
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", holder.dataset.label);
    const places = Array.from(holder.querySelectorAll("[data-map-place]"));
    const points = places.map((place) => place.dataset.mapPlace.split(",").map(Number));
    // Markers have no element before the map knows what it shows.
    map.fitBounds(L.latLngBounds(points), { padding: [48, 48], maxZoom: NEAR });
    places.forEach((place, number) => {
      const icon = L.divIcon({ className: "map-pin", iconSize: [44, 44], iconAnchor: [22, 42], popupAnchor: [0, -36] });
      const marker = L.marker(points[number], { icon, title: place.dataset.name, riseOnHover: true }).addTo(map).bindPopup(words(place));
      marker.getElement().setAttribute("aria-label", [place.dataset.name, place.dataset.address].filter(Boolean).join(", "));
    });
    map.on("popupopen", ({ popup }) => popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", holder.dataset.close));
    return map;
  }

  document.querySelectorAll("[data-map]").forEach((holder) => {
    const part = (name) => holder.querySelector(`[data-map-${name}]`);
    let map = null;

    async function show() {
      part("failure").textContent = "";
      try {
        await loadLeaflet(holder);
      } catch {
        loading = null;
        part("failure").textContent = holder.dataset.failed;
        return;
      }
      part("ask").hidden = true;
      part("shown").hidden = false;
      map ??= draw(holder);
    }

    function hide() {
      map?.remove();
      map = null;
      part("canvas").replaceChildren();
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
