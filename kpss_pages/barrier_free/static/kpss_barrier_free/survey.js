// The form in the field: puts its parts together.
(async function (survey) {
  const root = document.querySelector("[data-survey]");
  if (!root) return;
  const PLACE = "kpss-survey-place";

  // What is asked without scripts by "?place=7" is narrowed to that place; here the whole form is filled in with it.
  if (location.search) {
    try { sessionStorage.setItem(PLACE, new URLSearchParams(location.search).get("place") ?? ""); } catch { /* chosen anew */ }
    location.replace(root.dataset.pageUrl);
    return;
  }

  const form = root.querySelector("[data-survey-form]");
  const done = root.querySelector("[data-survey-done]");
  const ways = root.querySelector("[data-survey-ways]");
  const page = { workerUrl: root.dataset.workerUrl, pageUrl: root.dataset.pageUrl, placesUrl: root.dataset.placesUrl };
  root.querySelectorAll("[data-survey-plain-only]").forEach((element) => element.remove());
  root.querySelectorAll("[data-survey-scripted]").forEach((element) => { element.hidden = false; });

  const keeping = await survey.openKeeping();
  root.querySelector("[data-survey-not-kept]").hidden = keeping.isKept;
  survey.watchConnection(root.querySelector("[data-survey-connection]"));

  const answers = survey.answersOf(form);
  const draft = survey.draftOf(form, answers, keeping, { onTrouble: () => { root.querySelector("[data-survey-no-room]").hidden = false; } });
  let sentKey = "", soon = 0;

  const sending = survey.sendingOf(root, keeping, { onChange: showSent, onClosed: () => survey.forgetPage(page.pageUrl) });
  const outbox = survey.outboxOf(root, keeping, {
    onOpen: reopen,
    onSend: () => sending.flush(),
    onRemoved: () => showSent(),
    currentKey: () => draft.record?.key ?? "",
    isSending: () => sending.isSending,
  });

  await draft.restore();
  const steps = survey.stepsOf(root, form, answers, (at) => {
    draft.record.at = at;
    draft.save();
  });
  const errors = survey.errorsOf(root, form, (question) => steps.goTo(question));
  const position = survey.positionOf(form, (here) => places.near(here));
  const places = survey.placesOf(root, form, { onChoice: choose });
  const photos = survey.photosOf(form, keeping, { onChange: () => draft.save(), onPosition: (found) => position.offer(found), current: () => draft.record });
  survey.startChecking(form);

  // Puts the survey that is open into the form.
  async function show() {
    const { record } = draft;
    answers.write(record.answers);
    places.choose(record.place);
    answers.ask();
    await photos.show();
    done.hidden = true;
    form.hidden = ways.hidden = false;
    steps.openAt(record.at);
    errors.show(record.errors);
    await outbox.show();
  }

  function choose(place) {
    if (place !== undefined) draft.record.place = place;
    if (place === undefined) draft.record.place = null;
    answers.ask();
    draft.save();
    steps.show();
    if (place !== undefined) steps.goOn();
  }

  async function reopen(key) {
    clearTimeout(soon);
    if (await draft.open(key)) await show();
    else alert(survey.word("other-page"));
  }

  // Shows what has become of the survey that was sent last, and the list of the others.
  async function showSent() {
    await outbox.show();
    const one = sentKey && (await keeping.get(sentKey));
    if (!one || done.hidden) return;
    const name = one.state === "waiting" ? (sending.isSending ? "done-sending" : keeping.isKept ? "done-waiting" : "done-unsent") : `done-${one.state}`;
    survey.say(done.querySelector("[data-survey-done-words]"), survey.word(name));
    done.dataset.state = one.state;
  }

  function missing() {
    const wrong = survey.checked(form);
    if (wrong) return wrong;
    for (const question of form.querySelectorAll("[data-needed]")) {
      if (answers.isAsked(question) && !survey.isGiven(question)) return survey.askFor(question);
    }
    const measured = answers.read({ isAskedOnly: true }).some(([name]) => /^[a-z_]+-\d+-/.test(name) || name === "note");
    if (measured || draft.record.photos.length) return null;
    errors.show({ "": [survey.word("nothing-measured")] });
    return root.querySelector("[data-survey-errors]");
  }

  survey.isGiven = (question) => Boolean(form.elements.namedItem(question.dataset.neededField).value.trim());
  survey.askFor = (question) => {
    const field = form.elements.namedItem(question.dataset.neededField);
    survey.showTrouble(field, question.dataset.needed);
    field.focus();
    return field;
  };

  let isQueuing = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isQueuing) return;
    const field = missing();
    if (field) {
      const question = field.closest("[data-question]");
      if (question) steps.goTo(question);
      return field.focus();
    }
    isQueuing = true;
    clearTimeout(soon);
    sentKey = await draft.queue();
    const begun = draft.begin();
    answers.write(draft.record.answers);
    await begun;
    isQueuing = false;
    form.hidden = ways.hidden = true;
    done.hidden = false;
    done.querySelector("h2").focus();
    done.scrollIntoView({ block: "start", behavior: "instant" });
    await showSent();
    await sending.flush();
  });

  done.querySelector("[data-survey-another]").addEventListener("click", async () => {
    await show();
    root.querySelector("[data-survey-top]").scrollIntoView({ block: "start", behavior: "instant" });
    steps.goTo(form.querySelector("[data-question]"));
  });

  root.querySelector("[data-survey-discard]").addEventListener("click", async () => {
    if (!confirm(survey.word("discard-asked"))) return;
    clearTimeout(soon);
    await draft.save();
    await keeping.remove(draft.record.key);
    await draft.begin();
    await show();
    steps.goTo(form.querySelector("[data-question]"));
  });

  root.querySelector("[data-survey-jump]").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const question = link && [...form.querySelectorAll(`${link.hash} [data-question]`)].find(answers.isAsked);
    if (!question) return;
    event.preventDefault();
    event.currentTarget.open = false;
    steps.goTo(question);
  });

  form.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => draft.save(), 200);
  });
  form.addEventListener("change", () => {
    answers.ask();
    steps.show();
    draft.save();
  });
  window.addEventListener("pagehide", () => draft.save());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") draft.save(); });
  window.addEventListener("beforeunload", (event) => { if (!keeping.isKept && !draft.isEmpty()) event.preventDefault(); });

  await show();
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-survey-add]");
    const item = button && answers.addItem(button.dataset.surveyAdd);
    if (!item) return;
    steps.show();
    steps.goTo(item.querySelector("[data-question]"));
  });

  let wanted = "";
  try {
    wanted = sessionStorage.getItem(PLACE) ?? "";
    sessionStorage.removeItem(PLACE);
  } catch { /* nothing was asked for */ }
  if (wanted && wanted !== draft.record.place?.id) {
    const place = await places.byId(wanted);
    if (place) {
      await draft.save();
      if (!draft.isEmpty()) await draft.begin();
      draft.record.place = place;
      await show();
      steps.goOn();
    }
  }

  // What another link did not take any more may go by this one.
  for (const one of await keeping.all()) if (one.state === "closed" && one.answers) await keeping.put({ ...one, state: "waiting", errors: {} });
  root.dataset.surveyReady = "";
  survey.say(root.querySelector("[data-survey-kept]"), (await survey.keepPage(page)) ? survey.word("kept-page") : "");
  await sending.flush();
})((window.kpssSurvey ??= {}));
