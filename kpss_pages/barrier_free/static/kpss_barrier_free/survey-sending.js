// Sends the surveys that wait, one after the other, until the server has said that it has them.
//
// Each goes with its key, so that one that came in although the answer was lost is not kept twice. An answer that is not
// the server's own (the sign-in page of a hotel's network) is none.
(function (survey) {
  const PAUSES = [5, 15, 60, 300, 900];  // seconds
  const PATIENCE = 120_000;  // milliseconds for a survey with its photos over a slow network

  survey.sendingOf = (root, keeping, { onChange, onClosed }) => {
    const { sendUrl, pageUrl } = root.dataset;
    let failures = 0, timer = 0, isSending = false, token = root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

    async function bodyOf(one) {
      const body = new FormData();
      one.fields.forEach(([name, value]) => body.append(name, value));
      body.append("key", one.key);
      if (token) body.append("csrfmiddlewaretoken", token);
      const blobs = new Map((await keeping.photosOf(one.key)).map((photo) => [photo.id, photo.blob]));
      one.photos.filter((photo) => blobs.has(photo.id)).forEach((photo, number) => {
        body.append("photos", blobs.get(photo.id), photo.name);
        body.append(`alt-${number}`, photo.alt);
      });
      return body;
    }

    async function post(one) {
      const giveUp = new AbortController(), clock = setTimeout(() => giveUp.abort(), PATIENCE);
      try {
        return await fetch(sendUrl, { method: "POST", body: await bodyOf(one), headers: { Accept: "application/json" }, redirect: "manual", signal: giveUp.signal });
      } finally {
        clearTimeout(clock);
      }
    }

    // The page may come from the phone's own memory, with a token that the server does not know any more.
    async function renewToken() {
      const response = await fetch(pageUrl, { cache: "no-store" });
      if (response.status === 410) return response;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      token = page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? token;
      return null;
    }

    // Returns { state, errors } of a survey as the server has answered; throws when it has not.
    async function answerTo(one) {
      let response = await post(one);
      if (response.status === 403) response = (await renewToken()) ?? (await post(one));
      if (response.status === 410) return { state: "closed", errors: (await response.json().catch(() => ({}))).errors ?? {} };
      if (response.status === 404) return { state: "closed", errors: {} };
      if (response.status === 413) return { state: "refused", errors: { photos: [survey.word("too-big")] } };
      const answer = await response.json();
      if (response.ok && ["saved", "here already"].includes(answer.state)) return { state: "sent", errors: {} };
      if (response.status === 422 && answer.state === "refused") return { state: "refused", errors: answer.errors };
      throw new Error(`${response.status}`);
    }

    async function sendAll() {
      const waiting = (await keeping.all()).filter((one) => one.state === "waiting").sort((one, other) => one.queuedAt - other.queuedAt);
      for (const one of waiting) {
        // Its state is looked at again: another tab may have sent it, or it was opened to be corrected.
        const now = await keeping.get(one.key);
        if (now?.state !== "waiting") continue;
        const { state, errors } = await answerTo(now);
        const later = await keeping.get(one.key);
        if (later?.state !== "waiting") continue;
        if (state === "sent") await keeping.settle({ key: now.key, state, title: now.title, sentAt: Date.now() });
        else await keeping.put({ ...later, state, errors });
        failures = 0;
        await onChange();
        if (state === "closed") onClosed();
      }
    }

    async function attempt() {
      clearTimeout(timer);
      if (isSending) return;
      isSending = true;
      await onChange();
      try {
        await sendAll();
      } catch {
        timer = setTimeout(flush, 1000 * PAUSES[Math.min(failures, PAUSES.length - 1)]);
        failures += 1;
      } finally {
        isSending = false;
        await onChange();
      }
    }

    // Two open pages do not send at the same time.
    function flush() {
      return navigator.locks?.request("kpss-survey-sending", { ifAvailable: true }, (lock) => lock && attempt()) ?? attempt();
    }

    function soon() {
      failures = 0;
      return flush();
    }

    window.addEventListener("online", soon);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") soon(); });

    return { flush: soon, get isSending() { return isSending; } };
  };
})((window.kpssSurvey ??= {}));
