// wagtail-localize's editor has texts that its catalogues cannot reach: put them into the reader's language.
// Its template would tell it where the choosers are in a script of the page, which the admin's policy forbids.
(() => {
  const { moreActions, imageChooser, documentChooser, pageChooser } = document.currentScript.dataset;
  window.chooserUrls ??= { imageChooser, documentChooser, pageChooser };
  const months = "January|February|March|April|May|June|July|August|September|October|November|December";
  const englishDate = new RegExp(`\\b\\d{1,2} (${months}) \\d{4}\\b`);
  const inWords = { day: "numeric", month: "long", year: "numeric" };
  const localDate = (date) => new Date(date).toLocaleDateString(document.documentElement.lang, inWords);

  const watch = (editor) => {
    const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
    const words = new Map([
      ["More actions", moreActions],
      [`${sourceLocale.displayName} to ${locale.displayName} translation`, `${sourceLocale.displayName} → ${locale.displayName}`],
    ]);
    const translate = () => {
      const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode.nodeValue;
        const inTranslation = texts.currentNode.parentElement.closest("textarea, [contenteditable]");
        const word = words.get(text) ?? text.replace(englishDate, localDate);
        if (word !== text && !inTranslation) texts.currentNode.nodeValue = word;
      }
    };
    new MutationObserver(translate).observe(editor, { childList: true, subtree: true });
    translate();
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".js-translation-editor").forEach(watch));
})();
