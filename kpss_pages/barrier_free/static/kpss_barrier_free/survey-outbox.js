// The list of surveys in this phone: begun, waiting to be sent, to be corrected, sent; and what can be done with each.
(function (survey) {
  const LAST_SENT = 10;
  const ORDER = ["refused", "closed", "waiting", "draft", "sent"];

  // One file with everything that has not been sent; photos as data URLs, so that it can be sent by e-mail.
  async function fileOf(keeping, records) {
    const text = (blob) => new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => resolve("");
      reader.readAsDataURL(blob);
    });
    const surveys = await Promise.all(records.map(async (one) => {
      const blobs = new Map((await keeping.photosOf(one.key)).map((photo) => [photo.id, photo.blob]));
      const photos = await Promise.all(one.photos.filter(({ id }) => blobs.has(id)).map(async ({ id, name, alt }) => ({ name, alt, content: await text(blobs.get(id)) })));
      return { key: one.key, fields: Object.fromEntries(one.fields ?? one.answers ?? []), photos };
    }));
    return new Blob([JSON.stringify({ surveys }, null, 1)], { type: "application/json" });
  }

  survey.saveAsFile = async (keeping, records) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await fileOf(keeping, records));
    link.download = `${survey.word("file")}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const isHeld = (one) => ["draft", "waiting", "refused", "closed"].includes(one.state) && one.answers;

  survey.outboxOf = (root, keeping, { onOpen, onSend, onRemoved, currentKey, isSending }) => {
    const box = root.querySelector("[data-survey-outbox]");
    const list = box.querySelector("[data-survey-list]");
    const said = box.querySelector("[data-survey-waiting]");
    const send = box.querySelector("[data-survey-send-now]");
    const save = box.querySelector("[data-survey-save]");

    function wordsOf(one) {
      if (one.state === "waiting") return survey.word(isSending() ? "state-sending" : navigator.onLine === false ? "state-offline" : "state-waiting");
      if (one.state === "closed") return [...Object.values(one.errors ?? {}).flat(), survey.word("state-closed")].join(" ");
      if (one.state === "sent") return survey.word("state-sent", { time: new Date(one.sentAt).toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }) });
      return survey.word(`state-${one.state}`);
    }

    function entryOf(one) {
      const entry = survey.copy("entry");
      const title = one.title || survey.word("nameless");
      entry.dataset.state = one.state;
      entry.querySelector("[data-survey-entry-title]").textContent = title;
      entry.querySelector("[data-survey-entry-state]").textContent = wordsOf(one);
      const open = entry.querySelector("[data-survey-entry-open]"), remove = entry.querySelector("[data-survey-entry-remove]");
      open.hidden = !["draft", "refused"].includes(one.state) || !onOpen;
      remove.hidden = one.state === "sent";
      open.setAttribute("aria-label", `${open.textContent.trim()}: ${title}`);
      remove.setAttribute("aria-label", `${remove.textContent.trim()}: ${title}`);
      open.addEventListener("click", () => onOpen(one.key));
      remove.addEventListener("click", async () => {
        if (!confirm(survey.word("remove-asked", { title }))) return;
        await keeping.remove(one.key);
        onRemoved?.(one.key);
        await show();
        box.querySelector("h2").focus();
      });
      return entry;
    }

    async function show() {
      const all = (await keeping.all()).filter((one) => one.key !== currentKey() && ORDER.includes(one.state));
      const sent = all.filter((one) => one.state === "sent").sort((one, other) => other.sentAt - one.sentAt);
      await Promise.all(sent.slice(LAST_SENT).map((one) => keeping.remove(one.key)));
      const shown = [...all.filter((one) => one.state !== "sent"), ...sent.slice(0, LAST_SENT)];
      shown.sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
      const count = all.filter((one) => one.state === "waiting").length;
      box.hidden = !shown.length;
      survey.say(said, count ? survey.word("waiting", { number: count }) : survey.word("nothing-waiting"));
      send.hidden = !count || !onSend;
      send.disabled = isSending();
      save.hidden = !all.some(isHeld);
      list.replaceChildren(...shown.map(entryOf));
    }

    send.addEventListener("click", () => onSend());
    save.addEventListener("click", async () => survey.saveAsFile(keeping, (await keeping.all()).filter(isHeld)));
    return { show };
  };
})((window.kpssSurvey ??= {}));
