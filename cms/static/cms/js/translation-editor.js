// wagtail-localize's editor has two texts that its catalogues cannot reach: put them into the reader's language.
(() => {
  const { moreActions } = document.currentScript.dataset;

  const watch = (editor) => {
    const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
    const words = new Map([
      ["More actions", moreActions],
      [`${sourceLocale.displayName} to ${locale.displayName} translation`, `${sourceLocale.displayName} → ${locale.displayName}`],
    ]);
    const translate = () => {
      const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const word = words.get(texts.currentNode.nodeValue);
        if (word) texts.currentNode.nodeValue = word;
      }
    };
    new MutationObserver(translate).observe(editor, { childList: true, subtree: true });
    translate();
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".js-translation-editor").forEach(watch));
})();
