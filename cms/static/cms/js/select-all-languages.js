// The first box of wagtail-localize's form ticks all languages; its template would do this in a script of the page.
(() => {
  const all = document.querySelector('[name="select_all"]');
  all?.addEventListener("change", () => {
    document.querySelectorAll('[name="locales"]').forEach((locale) => (locale.checked = all.checked));
  });
})();
