// "Use my position": asks the device where it is, and says in words how exactly it knows.
(function (survey) {
  survey.positionOf = (form, onHere) => {
    const { latitude, longitude } = form.elements;

    function fill(position) {
      latitude.value = position.latitude.toFixed(6);
      longitude.value = position.longitude.toFixed(6);
      latitude.dispatchEvent(new Event("input", { bubbles: true }));
      [latitude, longitude].forEach((field) => survey.showTrouble(field, ""));
    }

    function accuracy(metres) {
      const name = metres <= 10 ? "position-exact" : metres <= 50 ? "position-fair" : "position-rough";
      return survey.word(name, { metres: Math.max(1, Math.round(metres)) });
    }

    function ask(button, said, use) {
      button.disabled = true;
      survey.say(said, survey.word("position-asked"));
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          button.disabled = false;
          use(coords);
          onHere({ latitude: coords.latitude, longitude: coords.longitude });
          survey.say(said, accuracy(coords.accuracy));
        },
        (error) => {
          button.disabled = false;
          survey.say(said, survey.word(error.code === error.PERMISSION_DENIED ? "position-denied" : "position-unknown"));
        },
        { enableHighAccuracy: true, timeout: 20000, maximumAge: 10000 },
      );
    }

    if ("geolocation" in navigator) {
      form.querySelectorAll("[data-survey-here]").forEach((button) => {
        const said = button.closest("[data-question]").querySelector("[data-survey-here-said]");
        const use = button.dataset.surveyHere === "fill" ? fill : () => {};
        button.hidden = false;
        button.addEventListener("click", () => ask(button, said, use));
      });
    }

    return {
      // Takes the position of a photo where nobody has given one; returns whether it was taken.
      offer(position) {
        if (latitude.value || longitude.value || form.elements.place.value) return false;
        fill(position);
        return true;
      },
    };
  };
})((window.kpssSurvey ??= {}));
