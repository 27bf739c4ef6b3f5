// Finds the place among those of the town, also without a connection, the nearest first where the position is known.
(function (survey) {
  const MOST = 8;
  const METRES = 111_320;  // in a degree of latitude

  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  survey.placesOf = (root, form, { onChoice }) => {
    const part = form.querySelector("[data-survey-places]");
    const search = part.querySelector("input[type=search]");
    const results = part.querySelector("[data-survey-found]");
    const said = part.querySelector("[data-survey-found-said]");
    const chosen = form.querySelector("[data-survey-chosen]");
    const field = form.elements.place;
    let places = [], here = null;

    async function load() {
      try {
        const response = await fetch(root.dataset.placesUrl, { headers: { Accept: "application/json" } });
        places = (await response.json()).places.map(([id, name, address, category, latitude, longitude]) => (
          { id: String(id), name, address, category, latitude, longitude, words: folded(`${name} ${address}`) }
        ));
      } catch { places = []; }
      show();
    }

    function metresTo({ latitude, longitude }) {
      if (!here || latitude === null) return Infinity;
      const across = (longitude - here.longitude) * Math.cos((here.latitude * Math.PI) / 180);
      return Math.hypot(latitude - here.latitude, across) * METRES;
    }

    function show() {
      const asked = folded(search.value.trim()).split(/\s+/).filter(Boolean);
      if (!asked.length && !here) {
        results.replaceChildren();
        return survey.say(said, "");
      }
      const found = places.filter((place) => asked.every((word) => place.words.includes(word)));
      if (here) found.sort((one, other) => metresTo(one) - metresTo(other));
      results.replaceChildren(...found.slice(0, MOST).map(entryOf));
      survey.say(said, survey.word(found.length ? "places-found" : "places-none", { number: found.length, shown: Math.min(MOST, found.length) }));
    }

    function entryOf(place) {
      const entry = survey.copy("place");
      const button = entry.querySelector("button"), away = metresTo(place);
      entry.querySelector("[data-survey-place-name]").textContent = place.name;
      const distance = away < 1000 ? survey.word("metres", { number: Math.max(10, Math.round(away / 10) * 10) }) : "";
      entry.querySelector("[data-survey-place-where]").textContent = [place.address, distance].filter(Boolean).join(" · ");
      button.addEventListener("click", () => {
        choose(place);
        onChoice(place);
      });
      return entry;
    }

    // Takes a place, or with null none.
    function choose(place) {
      field.value = place?.id ?? "";
      field.dataset.category = place?.category ?? "";
      field.dataset.name = place?.name ?? "";
      field.dataset.isOnMap = place && place.latitude !== null ? "yes" : "";
      part.hidden = Boolean(place);
      chosen.hidden = !place;
      chosen.querySelector("[data-survey-chosen-name]").textContent = place ? [place.name, place.address].filter(Boolean).join(", ") : "";
      search.value = "";
      show();
    }

    search.addEventListener("input", show);
    // What is found stands below; the keyboard of the phone leaves it half the screen.
    search.addEventListener("focus", () => search.labels[0].scrollIntoView({ block: "start", behavior: "instant" }));
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      results.querySelector("button")?.focus();
    });
    part.querySelector("[data-survey-new-place]").addEventListener("click", () => onChoice(null));
    chosen.querySelector("[data-survey-other-place]").addEventListener("click", () => {
      choose(null);
      onChoice(undefined);
      search.focus();
    });
    part.hidden = false;
    load();

    return {
      choose,
      byId: async (id) => {
        if (!places.length) await load();
        return places.find((place) => place.id === id) ?? null;
      },
      near(position) {
        here = position;
        show();
      },
    };
  };
})((window.kpssSurvey ??= {}));
