// Looks at once whether a number or steps can be, while the surveyor still stands there; the server looks again.
(function (survey) {
  const STEPS = /^(?:0|[+-][1-9]\d{0,2}(?: [+-][1-9]\d{0,2}){0,5})$/;

  function troubleWithNumber({ dataset }, text) {
    const plain = text.replace(/[\s\u00a0]/g, "").replace(",", ".").replace(new RegExp(`${dataset.unit || "$^"}$`), "");
    if (!/^[+-]?\d*\.?\d+$/.test(plain)) return survey.word("number", { text });
    const number = Number(plain), least = Number(dataset.least), most = Number(dataset.most);
    if (number < least || number > most) return survey.word(dataset.unit ? "range-of-unit" : "range", { text, least, most, unit: dataset.unit });
    return dataset.unit || Number.isInteger(number) ? "" : survey.word("whole");
  }

  function troubleWithSteps(text) {
    const plain = text.replace(/[\u2212\u2013]/g, "-").replace(/\s*([+-])\s*/g, " $1").trim().replace(/\s+/g, " ");
    return /^\d{1,3}$/.test(plain) || STEPS.test(plain) ? "" : survey.word("steps");
  }

  function troubleWith(input) {
    const text = input.value.trim();
    if (!text || input.matches(":disabled")) return "";
    if (input.dataset.measure === "number") return troubleWithNumber(input, text);
    return input.dataset.measure === "steps" ? troubleWithSteps(text) : "";
  }

  // Shows what is wrong at a field, "" takes it away.
  survey.showTrouble = (input, sentence) => {
    const question = input.closest("[data-question]") ?? input.closest(".field") ?? input.parentElement;
    const holder = input.closest(".field") ?? question;
    let said = holder.querySelector(":scope > .field-error") ?? holder.querySelector(".field-error");
    if (!said && !sentence) return;
    if (!said) {
      said = Object.assign(document.createElement("p"), { className: "field-error", id: `${input.id || input.name}-error` });
      (holder.querySelector("[data-survey-error-here]") ?? holder.lastElementChild).before(said);
    }
    said.textContent = sentence;
    said.hidden = !sentence;
    holder.classList.toggle("is-wrong", Boolean(sentence));
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== said.id);
    const described = sentence ? [...others, said.id] : others;
    if (described.length) input.setAttribute("aria-describedby", described.join(" "));
    else input.removeAttribute("aria-describedby");
  };

  // Returns the first field below an element that holds what cannot be, having said so at all of them.
  survey.checked = (element) => {
    let first = null;
    element.querySelectorAll("[data-measure]").forEach((input) => {
      const sentence = troubleWith(input);
      survey.showTrouble(input, sentence);
      if (sentence) first ??= input;
    });
    return first;
  };

  survey.startChecking = (form) => {
    form.addEventListener("change", ({ target }) => {
      if (target.matches("[data-measure]")) survey.showTrouble(target, troubleWith(target));
    });

    // The buttons beside steps: one more up or down, or none.
    form.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-survey-steps]");
      if (!button) return;
      const input = button.closest("[data-question]").querySelector("[data-measure]");
      const flights = troubleWithSteps(input.value) || !input.value.trim() ? [] : input.value.replace(/\s*([+-])\s*/g, " $1").trim().split(/\s+/);
      const sign = button.dataset.surveySteps;
      const last = flights.at(-1) ?? "";
      if (sign === "0") input.value = "0";
      else if (last.startsWith(sign) || (sign === "+" && /^[1-9]/.test(last))) input.value = [...flights.slice(0, -1), sign + (Math.abs(Number(last)) + 1)].join(" ");
      else input.value = [...flights.filter((flight) => flight !== "0"), `${sign}1`].join(" ");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      survey.say(button.closest("[data-question]").querySelector("[data-survey-steps-said]"), input.value);
    });
  };
})((window.kpssSurvey ??= {}));
