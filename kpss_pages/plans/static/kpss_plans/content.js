// Adds blank rows to the repeating parts of a measure's form; without it "Save and add rows" does.
(function () {
  const form = document.querySelector("[data-plan-rows]");
  if (!form) return;

  form.querySelectorAll("[data-part]").forEach((part) => {
    const rows = part.querySelector("[data-rows]");
    const blank = part.querySelector("[data-blank]");
    const total = part.querySelector(`[name="${part.dataset.part}-TOTAL_FORMS"]`);
    const most = Number(part.querySelector(`[name="${part.dataset.part}-MAX_NUM_FORMS"]`).value);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = form.dataset.add;
    button.addEventListener("click", () => {
      const number = Number(total.value);
      const holder = document.createElement("div");
      holder.innerHTML = blank.innerHTML
        .replaceAll("__prefix__", String(number))
        .replaceAll("__number__", String(number + 1));
      const row = holder.firstElementChild;
      rows.append(row);
      total.value = String(number + 1);
      button.hidden = number + 1 >= most;
      row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    part.append(button);
  });
})();
