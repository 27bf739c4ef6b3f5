// Starts Wagtail's widgets from the data that sites/widget_starts.py writes after each of them.
(function () {
  const MARK = "script[data-start-widget]";
  const FUNCTIONS = ["initDateChooser", "initTimeChooser", "initDateTimeChooser", "createTaskChooser"];
  const CLASSES = /^(([A-Z][A-Za-z]*)?Chooser|InlinePanel|MultipleChooserPanel)$/;

  function start(element) {
    element.removeAttribute("data-start-widget"); // once only
    const { name, arguments: given } = JSON.parse(element.textContent);
    if (FUNCTIONS.includes(name)) {
      window[name](...given);
    } else if (CLASSES.test(name)) {
      new window[name](...given);
    }
  }

  function startAll(root) {
    if (root.matches(MARK)) start(root);
    root.querySelectorAll(MARK).forEach(start);
  }

  function watch() {
    startAll(document.documentElement);
    new MutationObserver((changes) => {
      changes.forEach((change) =>
        change.addedNodes.forEach((node) => {
          if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) startAll(node);
        }),
      );
    }).observe(document.documentElement, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
