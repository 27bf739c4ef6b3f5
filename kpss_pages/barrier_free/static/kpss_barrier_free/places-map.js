// The places of the list on its map: those of the file at "data-source", near ones as one with their number, routes as lines.
// The shapes are those of the legend; words are said in the language of the page.
(function () {
  const VERDICTS = { yes: "accessible", limited: "partly", no: "inaccessible" };
  const NEAR = 16;
  const MOST_NAMES = 20;

  function wordsOf(holder) {
    const words = JSON.parse(holder.dataset.words);
    const { lang } = document.documentElement;
    const rules = new Intl.PluralRules(lang);
    const { format } = new Intl.NumberFormat(lang);
    const put = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
    return {
      ...words,
      put,
      format,
      list: (names) => new Intl.ListFormat(lang).format(names),
      counted: (name, count, values = {}) => put(words[name][rules.select(count)] ?? words[name].other, { count: format(count), ...values }),
    };
  }

  function trouble(sentence) {
    return Object.assign(new Error(sentence), { sentence });
  }

  async function prepare(holder) {
    const words = wordsOf(holder);
    let found;
    try {
      const response = await fetch(holder.dataset.source);
      if (!response.ok) throw trouble(response.statusText);
      found = await response.json();
    } catch {
      throw trouble(words.failed);
    }
    const places = found.features.map((feature) => placeOf(feature, holder.dataset.profile));
    if (!places.some((place) => place.points.length)) throw trouble(words.nowhere);
    return { places, words, page: found.page };
  }

  function placeOf({ id, geometry, properties }, profile) {
    const coordinates = geometry === null ? [] : geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates;
    return {
      id,
      name: properties.name,
      category: properties.category,
      address: properties.address?.replace(/\b(\d{3}) (\d{2})\b/, "$1\u00a0$2"), // a postal code stays on its line
      verdict: VERDICTS[properties[profile]] ?? "unknown",
      points: coordinates.map(([longitude, latitude]) => [latitude, longitude]),
    };
  }

  function draw(map, holder, { places, words, page }) {
    const profile = words.profiles[holder.dataset.profile];
    const said = (place) => [words.categories[place.category], `${profile}: ${words.verdicts[place.verdict]}`];
    const shown = places.filter((place) => place.points.length);
    const icons = iconsOf(holder);
    const Mark = L.Marker.extend({
      _initIcon() {
        L.Marker.prototype._initIcon.call(this);
        this._icon.setAttribute("aria-label", [this.options.place.name, ...said(this.options.place)].join(", "));
      },
    });
    const link = holder.querySelector("[data-places-link]").content.firstElementChild;
    const popup = ({ options: { place } }) => popupOf(place, said(place), Object.assign(link.cloneNode(), {
      // On the host where the visitor is, whichever the file names.
      href: new URL(page.replace("{id}", place.id)).pathname,
      textContent: place.name,
    }));

    map.fitBounds(L.latLngBounds(shown.flatMap((place) => place.points)), { padding: [28, 28], maxZoom: NEAR, animate: false });
    drawRoutes(map, shown.filter((place) => place.points.length > 1), popup);
    const clusters = L.markerClusterGroup({
      animate: map.options.zoomAnimation,
      chunkDelay: 5,
      chunkedLoading: true,
      chunkProgress: (done, all) => { if (done === all) tell(holder, places, words); },
      iconCreateFunction: (cluster) => clusterIcon(cluster.getChildCount(), words),
      maxClusterRadius: 60,
      showCoverageOnHover: false,
      spiderLegPolylineOptions: { className: "places-leg", weight: 2 },
    });
    keepFocus(map, clusters); // before the clusters themselves listen, which may be gone at once
    clusters.bindPopup(popup).addTo(map);
    clusters.addLayers(shown.map((place) => {
      const { points } = place;
      return new Mark(points[Math.floor((points.length - 1) / 2)], { icon: icons[place.verdict], place, riseOnHover: true, title: place.name });
    }), true);
  }

  function iconsOf(holder) {
    return Object.fromEntries(Array.from(holder.querySelectorAll("[data-places-mark]"), (example) => {
      const verdict = example.dataset.placesMark;
      const html = example.querySelector("svg").outerHTML;
      return [verdict, L.divIcon({ className: `places-mark is-${verdict}`, html, iconSize: [44, 44], popupAnchor: [0, -12] })];
    }));
  }

  // What is read is the whole sentence; the number stands for it.
  function clusterIcon(count, words) {
    const number = Object.assign(document.createElement("span"), { textContent: words.format(count) });
    number.setAttribute("aria-hidden", "true");
    const sentence = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: words.counted("cluster", count) });
    const html = document.createElement("span");
    html.append(number, sentence);
    return L.divIcon({ className: "places-cluster", html, iconSize: [44, 44] });
  }

  // A route has its mark too, which the keyboard reaches: the line only shows where it leads.
  function drawRoutes(map, routes, popup) {
    for (const place of routes) {
      L.polyline(place.points, { className: "places-route-edge", interactive: false, weight: 9 }).addTo(map);
      L.polyline(place.points, { className: "places-route", place, weight: 5 }).addTo(map).bindPopup(popup);
    }
  }

  function popupOf(place, sentences, link) {
    const box = document.createElement("div");
    box.append(link);
    for (const sentence of [...sentences, place.address]) {
      if (sentence) box.append(document.createElement("br"), sentence);
    }
    return box;
  }

  // A cluster that is opened is gone: the focus goes on to what comes out of it.
  function keepFocus(map, clusters) {
    let left = null;
    clusters.on("clusterclick", ({ layer }) => {
      left = layer.getElement() === document.activeElement ? layer.getAllChildMarkers() : null;
    });
    clusters.on("animationend spiderfied", () => {
      const lost = [document.body, map.getContainer()].includes(document.activeElement);
      if (left && lost) (clusters.getVisibleParent(left[0])?.getElement() ?? map.getContainer()).focus({ preventScroll: true });
      left = null;
    });
  }

  function tell(holder, places, words) {
    const missing = places.filter((place) => !place.points.length).map((place) => place.name);
    const sentences = [];
    if (places.length !== Number(holder.dataset.count)) sentences.push(words.changed);
    else if (missing.length) sentences.push(words.counted("some", places.length, { shown: words.format(places.length - missing.length) }));
    else sentences.push(words.counted("same", places.length));
    if (missing.length) {
      const names = missing.slice(0, MOST_NAMES);
      if (missing.length > MOST_NAMES) names.push(words.counted("others", missing.length - MOST_NAMES));
      sentences.push(words.put(words.without, { names: words.list(names) }));
    }
    holder.querySelector("[data-places-status]").textContent = sentences.join(" ");
  }

  (window.kpssMaps ??= {}).places = { prepare, draw };
})();
