// Keeps the shortlist in the browser. Without it, links carry the services on in the address.
(function () {
  const KEPT = "kpss-shortlist";
  const MOST = 30;

  function kept() {
    try {
      return (localStorage.getItem(KEPT) ?? "").split(",").filter((id) => /^[1-9][0-9]{0,8}$/.test(id)).slice(0, MOST);
    } catch { return []; }
  }

  function keep(ids) {
    try {
      if (ids.length) localStorage.setItem(KEPT, ids.join(","));
      else localStorage.removeItem(KEPT);
      return true;
    } catch { return false; }
  }

  function canKeep() {
    try {
      localStorage.setItem("kpss-try", "1");
      localStorage.removeItem("kpss-try");
      return true;
    } catch { return false; }
  }

  if (!canKeep()) return;

  // Links that lead to the list.
  function showLinks() {
    const ids = kept();
    document.querySelectorAll("[data-shortlist-link]").forEach((link) => {
      link.href = link.dataset.shortlistLink + (ids.length ? `?services=${ids.join(",")}` : "");
      link.textContent = `${link.dataset.label} (${ids.length})`;
    });
  }

  function say(words) {
    document.querySelectorAll("[data-shortlist-said]").forEach((place) => { place.textContent = words; });
  }

  // Links that put a service on the list become buttons.
  const buttons = Array.from(document.querySelectorAll("a[data-shortlist]"), (link) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    Object.assign(button.dataset, link.dataset);
    link.replaceWith(button);
    button.addEventListener("click", () => {
      const ids = kept();
      const id = button.dataset.shortlist;
      if (ids.includes(id)) keep(ids.filter((other) => other !== id));
      else if (ids.length < MOST) keep([...ids, id]);
      else return say(button.dataset.full);
      show();
      const link = document.querySelector("[data-shortlist-link]");
      say(link ? link.textContent : "");
    });
    return button;
  });

  function show() {
    const ids = kept();
    buttons.forEach((button) => {
      const isOn = ids.includes(button.dataset.shortlist);
      const name = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `: ${button.dataset.name}` });
      button.classList.toggle("is-on", isOn);
      button.replaceChildren(isOn ? button.dataset.remove : button.dataset.add, name);
    });
    showLinks();
  }

  show();
  window.addEventListener("pageshow", (event) => { if (event.persisted) show(); });
  window.addEventListener("storage", (event) => { if (event.key === KEPT || event.key === null) show(); });

  // The list itself.
  const page = document.querySelector("[data-shortlist-page]");
  if (!page) return;
  const asked = new URLSearchParams(location.search).get("services") ?? "";
  const shown = page.dataset.ids ? page.dataset.ids.split(",") : [];
  if (!asked && !shown.length && kept().length) {
    location.replace(`${page.dataset.shortlistPage}?services=${kept().join(",")}`);
    return;
  }
  // What the catalogue does not have any more need not be kept.
  if (asked && asked === kept().join(",") && asked !== shown.join(",")) keep(shown);

  const offer = page.querySelector("[data-shortlist-keep]");
  const note = page.querySelector("[data-shortlist-kept]");
  if (note && shown.every((id) => kept().includes(id))) note.textContent = note.dataset.shortlistKept;
  else if (offer) {
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      keep(Array.from(new Set([...kept(), ...shown])).slice(0, MOST));
      location.assign(`${page.dataset.shortlistPage}?services=${kept().join(",")}`);
    });
  }
  page.querySelectorAll("[data-plain]").forEach((link) => { link.href = link.dataset.plain; });
  page.querySelectorAll("[data-shortlist-off]").forEach((link) => {
    link.addEventListener("click", () => keep(kept().filter((id) => id !== link.dataset.shortlistOff)));
  });
  page.querySelector("[data-shortlist-empty]")?.addEventListener("click", () => keep([]));
  const print = page.querySelector("[data-shortlist-print]");
  if (print) {
    print.hidden = false;
    print.querySelector("button").addEventListener("click", () => window.print());
  }
})();
