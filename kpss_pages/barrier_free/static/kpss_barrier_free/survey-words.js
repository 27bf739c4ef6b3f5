// The words of the form in the field, which its page brings in the reader's language, and small things about elements.
(function (survey) {
  const words = {};
  document.querySelectorAll("[data-survey-word]").forEach((element) => {
    words[element.dataset.surveyWord] = element.textContent.trim();
  });

  // word("question", { number: 7 }): "{number}" in the words becomes 7.
  survey.word = (name, values = {}) =>
    (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));

  // A copy of what stands in <template data-survey-template="name">.
  survey.copy = (name) =>
    document.querySelector(`template[data-survey-template="${name}"]`).content.firstElementChild.cloneNode(true);

  survey.say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  // Old browsers and pages without encryption have no crypto.randomUUID.
  survey.newKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
})((window.kpssSurvey ??= {}));
