// Lets Wagtail's autosave and the buttons that save take turns. Leaving a field for the button starts an autosave, and a
// new page sent by both at once was refused because of its own address, or answered with a server error.
(function () {
  "use strict";

  const AUTOSAVED = "form[data-controller~='w-autosave']";
  let saving = null;
  let waiting = null;

  document.addEventListener("w-autosave:save", (event) => {
    saving = event.target;
  });

  ["w-autosave:success", "w-autosave:error"].forEach((name) => {
    document.addEventListener(name, () => {
      saving = null;
      if (!waiting) return;
      const { form, button } = waiting;
      waiting = null;
      if (button) button.disabled = false;
      form.requestSubmit(button);
    });
  });

  document.addEventListener(
    "submit",
    (event) => {
      if (saving !== event.target) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, button: event.submitter };
    },
    true,
  );

  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches(AUTOSAVED)) return;
    event.target.setAttribute("data-w-autosave-active-value", "false");
  });
})();
