// The survey that is being filled in: kept with every answer, found again after a crash, in one open page at a time.
(function (survey) {
  const WHO = "kpss-survey-who";
  const GIVEN = new Set(["surveyed_on", "surveyor_kind", "surveyor"]);
  const held = new Map();

  // Whoever surveys twenty places writes once who it is.
  function who() {
    try { return JSON.parse(localStorage.getItem(WHO)) ?? []; } catch { return []; }
  }

  function rememberWho(pairs) {
    try { localStorage.setItem(WHO, JSON.stringify(pairs.filter(([name]) => name.startsWith("surveyor")))); } catch { /* asked anew */ }
  }

  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  }

  // Resolves to whether this page may fill a survey in; another open page may have it.
  function take(key) {
    if (!navigator.locks || held.has(key)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout?.(1500);  // a page that is just being left lets go in that time
      navigator.locks.request(`kpss-survey-${key}`, signal ? { signal } : {}, () => new Promise((letGo) => {
        held.set(key, letGo);
        resolve(true);
      })).catch(() => resolve(false));
    });
  }

  function letGo(key) {
    held.get(key)?.();
    held.delete(key);
  }

  survey.draftOf = (form, answers, keeping, { onTrouble }) => {
    const isWritten = new Set();
    let record = null, writing = Promise.resolve();

    const isEmpty = () => !record.photos.length && !record.answers.some(([name]) => !GIVEN.has(name));

    function fresh() {
      return { key: survey.newKey(), state: "draft", answers: [["surveyed_on", today()], ...who()], place: null, photos: [], at: "", title: "", errors: {} };
    }

    // Writes down what the form says now; one after the other, the last word last.
    function save() {
      Object.assign(record, { answers: answers.read(), title: answers.title(), changedAt: Date.now() });
      const written = structuredClone(record);
      // One that was written down is written down empty too.
      if (isEmpty() && !isWritten.has(record.key)) return writing;
      isWritten.add(record.key);
      writing = writing.then(() => keeping.put(written)).catch(onTrouble);
      return writing;
    }

    // The new one is there at once, so that whoever calls can put it into the form before anything else is written.
    async function begin() {
      if (record) letGo(record.key);
      record = fresh();
      await take(record.key);
    }

    // Opens a survey of the list again; returns false when another open page has it.
    async function open(key) {
      if (!(await take(key))) return false;
      if (record && record.key !== key) {
        await save();
        letGo(record.key);
      }
      const opened = { ...(await keeping.get(key)), state: "draft" };
      await keeping.put(opened);
      isWritten.add(key);
      record = opened;
      return true;
    }

    // Finds what was left, or begins anew.
    async function restore() {
      const left = (await keeping.all()).filter((one) => one.state === "draft").sort((one, other) => other.changedAt - one.changedAt);
      for (const one of left) if (await open(one.key)) return true;
      await begin();
      return false;
    }

    // Puts the survey among those that wait to be sent.
    async function queue() {
      const fields = answers.read({ isAskedOnly: true });
      rememberWho(fields);
      Object.assign(record, { state: "waiting", fields, queuedAt: Date.now(), errors: {} });
      await save();
      return record.key;
    }

    return { save, begin, open, restore, queue, isEmpty, get record() { return record; } };
  };
})((window.kpssSurvey ??= {}));
