// Shows what the server has refused: above the form in a list, and at each field.
(function (survey) {
  survey.errorsOf = (root, form, goTo) => {
    const box = root.querySelector("[data-survey-errors]");
    const list = box.querySelector("ul");

    function fieldOf(name) {
      if (name === "photos") return form.querySelector("[data-survey-photo-input]");
      const found = form.elements.namedItem(name);
      return found instanceof RadioNodeList ? found[0] : found;
    }

    function show(errors) {
      form.querySelectorAll("[data-survey-refused]").forEach((field) => {
        survey.showTrouble(field, "");
        delete field.dataset.surveyRefused;
      });
      const entries = Object.entries(errors ?? {}).map(([name, sentences]) => entryOf(fieldOf(name), sentences.join(" ")));
      list.replaceChildren(...entries);
      box.hidden = !entries.length;
      if (entries.length) box.focus();
    }

    function entryOf(field, sentence) {
      const entry = document.createElement("li");
      if (!field) {
        entry.textContent = sentence;
        return entry;
      }
      field.dataset.surveyRefused = "";
      survey.showTrouble(field, sentence);
      const link = Object.assign(document.createElement("a"), { href: `#${field.id}`, textContent: sentence });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const question = field.closest("[data-question]");
        if (question) goTo(question);
        field.focus();
      });
      entry.append(link);
      return entry;
    }

    return { show };
  };
})((window.kpssSurvey ??= {}));
