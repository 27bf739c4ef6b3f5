// The answers in the form: read, written, and which questions are asked at all.
(function (survey) {
  const SKIPPED = new Set(["key", "csrfmiddlewaretoken"]);
  const OF_AN_ITEM = /^([a-z_]+)-(\d+)-/;

  survey.answersOf = (form) => {
    const category = form.elements.category;
    const parts = [...form.querySelectorAll("[data-part]")];
    const newPlace = form.querySelector("[data-survey-new]");

    // What is filled in, as pairs of names and values; blank and "not looked at" are left out.
    function read({ isAskedOnly = false } = {}) {
      const pairs = [];
      for (const element of form.elements) {
        if (!element.name || SKIPPED.has(element.name) || element.type === "file" || element.type === "submit") continue;
        if (isAskedOnly && element.matches(":disabled")) continue;
        if (["radio", "checkbox"].includes(element.type) && !element.checked) continue;
        if (element.value.trim()) pairs.push([element.name, element.value.trim()]);
      }
      return pairs;
    }

    function write(pairs) {
      form.reset();
      form.querySelectorAll("[data-item][data-is-added]").forEach((item) => item.remove());
      for (const [name, value] of pairs) {
        const [, part, number] = OF_AN_ITEM.exec(name) ?? [];
        while (part && items(part).length <= Number(number) && addItem(part)) { /* until there is one for the answer */ }
        const element = form.elements.namedItem(name);
        if (element) element.value = value;
      }
    }

    const partOf = (key) => parts.find((part) => part.dataset.part === key);
    const items = (key) => [...(partOf(key)?.querySelectorAll("[data-item]") ?? [])];

    // Adds another entrance, lift, …; returns it, null when there are as many as are kept.
    function addItem(key) {
      const part = partOf(key), count = items(key).length;
      const template = part?.querySelector("template[data-survey-item]");
      if (!template || count >= Number(part.dataset.most)) return null;
      const holder = document.createElement("div");
      holder.innerHTML = template.innerHTML.replaceAll("__number__", count).replaceAll("__position__", count + 1);
      const item = holder.firstElementChild;
      item.dataset.isAdded = "";
      item.querySelectorAll("[data-survey-scripted]").forEach((element) => { element.hidden = false; });
      template.before(item);
      ask();
      return item;
    }

    function shape() {
      const chosen = form.elements.place.value && form.elements.place.dataset.category;
      const option = [...category.options].find((one) => one.value === (chosen || category.value));
      return option?.dataset.shape ?? "";
    }

    // Lets be asked what places of this kind have, and what earlier answers have not settled.
    function ask() {
      const isKnown = Boolean(form.elements.place.value);
      newPlace.disabled = newPlace.hidden = isKnown;
      settle(form.querySelector('[data-question="position"]'), isKnown && form.elements.place.dataset.isOnMap === "yes");
      const now = shape();
      parts.forEach((part) => {
        const isAsked = !part.dataset.shapes || part.dataset.shapes.split(" ").includes(now);
        part.disabled = part.hidden = !isAsked;
        const link = form.querySelector(`[data-survey-jump] a[href="#${part.id}"]`);
        if (link) link.parentElement.hidden = !isAsked;
      });
      form.querySelectorAll("[data-item]").forEach((item) => {
        item.querySelectorAll("[data-unless]").forEach((question) => {
          const decides = form.elements.namedItem(question.dataset.unless.replace("__number__", item.dataset.number));
          settle(question, decides?.value === question.dataset.unlessValue);
        });
      });
      parts.filter((part) => part.dataset.most > 1).forEach((part) => {
        const more = part.querySelector("[data-survey-add]")?.closest("[data-question]");
        if (more) settle(more, items(part.dataset.part).length >= Number(part.dataset.most));
      });
      form.querySelector("[data-survey-no-kind]").hidden = Boolean(now);
    }

    // Leaves a question out: what is in it stays there, and is not sent.
    function settle(question, isSettled) {
      question.hidden = isSettled;
      question.toggleAttribute("data-settled", isSettled);
      question.querySelectorAll("input, button").forEach((element) => { element.disabled = isSettled; });
    }

    const isAsked = (question) => !question.closest("fieldset:disabled, [data-settled]");

    function isAnswered(question) {
      return [...question.querySelectorAll("input[name], select[name], textarea[name]")].some((element) =>
        (["radio", "checkbox"].includes(element.type) ? element.checked && element.value : element.value.trim()));
    }

    // What the list calls the survey.
    function title() {
      return form.elements.place.value ? form.elements.place.dataset.name : form.elements.name.value.trim();
    }

    return { read, write, ask, addItem, items, isAsked, isAnswered, title };
  };
})((window.kpssSurvey ??= {}));
