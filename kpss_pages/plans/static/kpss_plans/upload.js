// Improves the upload of a plan's files: a drop zone, a list of what was chosen, progress. The form works without it.
(function () {
  "use strict";

  const root = document.querySelector("[data-plan-upload]");
  if (!root || !window.DataTransfer) return;

  const form = root.querySelector("form");
  const input = form.querySelector("input[type=file]");
  const zone = root.querySelector("[data-zone]");
  const list = root.querySelector("[data-list]");
  const count = root.querySelector("[data-count]");
  const progress = root.querySelector("[data-progress]");
  const progressText = root.querySelector("[data-progress-text]");
  const bar = progress.querySelector("progress");
  const failure = root.querySelector("[data-failure]");
  const submit = form.querySelector("button[type=submit]");
  const words = root.dataset;
  let chosen = [];
  let depth = 0;

  root.querySelector("[data-hint]").hidden = false;

  function sizeText(bytes) {
    const language = document.documentElement.lang || undefined;
    const [value, unit] = bytes < 1e6 ? [Math.max(bytes / 1e3, 1), "kB"] : [bytes / 1e6, "MB"];
    return `${value.toLocaleString(language, { maximumFractionDigits: unit === "kB" ? 0 : 1 })}\u00a0${unit}`;
  }

  function isSame(a, b) {
    return a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
  }

  function add(files) {
    for (const file of files) {
      if (!chosen.some((other) => isSame(file, other))) chosen.push(file);
    }
    show();
  }

  function show(message) {
    const transfer = new DataTransfer();
    chosen.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    list.replaceChildren(...chosen.map(row));
    list.hidden = chosen.length === 0;
    const total = chosen.length === 1 ? words.chosenOne : words.chosenMore.replace("%COUNT%", chosen.length);
    count.textContent = [message, chosen.length ? total : ""].filter(Boolean).join(". ");
  }

  function row(file, position) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = `${file.name} (${sizeText(file.size)})`;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "button button-small button-secondary";
    remove.textContent = words.remove.replace("%NAME%", "").trim();
    remove.setAttribute("aria-label", words.remove.replace("%NAME%", file.name));
    remove.addEventListener("click", () => {
      chosen.splice(position, 1);
      show(words.leftOut.replace("%NAME%", file.name));
      const buttons = list.querySelectorAll("button");
      (buttons[Math.min(position, buttons.length - 1)] || input).focus();
    });
    item.append(name, remove);
    return item;
  }

  input.addEventListener("change", () => add([...input.files]));

  ["dragenter", "dragover", "dragleave", "drop"].forEach((name) => {
    zone.addEventListener(name, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      depth += { dragenter: 1, dragleave: -1 }[name] || 0;
      if (name === "drop") {
        depth = 0;
        add([...event.dataTransfer.files]);
      }
      zone.classList.toggle("plan-upload__zone--over", depth > 0);
    });
  });

  function fail() {
    progress.hidden = true;
    submit.disabled = false;
    failure.textContent = words.failed;
  }

  function showReport(html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const report = answer.querySelector("[data-plan-report]");
    if (!report) return false;
    // Calendars of the fields that go away would stay open over the report.
    document.querySelectorAll(".xdsoft_datetimepicker").forEach((calendar) => calendar.remove());
    root.replaceWith(document.adoptNode(report));
    // The report needs the same scripts as this page; only its calendars have to be started.
    document.querySelectorAll("[data-plan-report] script").forEach((old) => {
      const script = document.createElement("script");
      script.textContent = old.textContent;
      old.replaceWith(script);
    });
    document.querySelector("[data-summary]").focus();
    return true;
  }

  form.addEventListener("submit", (event) => {
    if (chosen.length === 0) return;
    event.preventDefault();
    failure.textContent = "";
    submit.disabled = true;
    progress.hidden = false;
    bar.value = 0;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (sent) => {
      const percent = sent.lengthComputable ? Math.round((sent.loaded / sent.total) * 100) : 0;
      bar.value = percent;
      progressText.textContent =
        percent < 100 ? words.sending.replace("%PERCENT%", percent) : words.checking;
    });
    request.addEventListener("load", () => {
      if (request.status === 200 && showReport(request.responseText)) return;
      if (request.status === 200 && request.responseURL !== new URL(form.action, location.href).href) {
        location.assign(request.responseURL);
      } else if (request.status === 200) {
        // The form came back with errors: show it as the server wrote it.
        HTMLFormElement.prototype.submit.call(form);
      } else {
        fail();
      }
    });
    request.addEventListener("error", fail);
    request.send(new FormData(form));
  });
})();
