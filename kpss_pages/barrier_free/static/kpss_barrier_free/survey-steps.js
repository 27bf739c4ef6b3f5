// Shows the form's questions one a screen, or all at once; the choice is remembered.
(function (survey) {
  const REMEMBERED = "kpss-survey-way";

  function remembered() {
    try { return localStorage.getItem(REMEMBERED) ?? "steps"; } catch { return "steps"; }
  }

  function remember(way) {
    try { localStorage.setItem(REMEMBERED, way); } catch { /* then it is asked for anew */ }
  }

  survey.stepsOf = (root, form, answers, onMove) => {
    const ways = root.querySelector("[data-survey-ways]");
    const bar = root.querySelector("[data-survey-bar]");
    const progress = root.querySelector("[data-survey-progress]");
    const back = bar.querySelector("[data-survey-back]");
    const next = bar.querySelector("[data-survey-next]");
    const skip = bar.querySelector("[data-survey-skip]");
    let isOneByOne = false, current = null;

    const questions = () => [...form.querySelectorAll("[data-question]")].filter(answers.isAsked);
    const partOf = (question) => question.closest("[data-part]");

    function show() {
      const asked = questions();
      if (isOneByOne && !asked.includes(current)) current = asked[0];
      root.classList.toggle("is-one-by-one", isOneByOne);
      bar.hidden = !isOneByOne;
      form.querySelectorAll("[data-question]").forEach((question) => {
        question.classList.toggle("is-away", isOneByOne && question !== current);
      });
      form.querySelectorAll("[data-part], [data-item], [data-survey-new]").forEach((group) => {
        group.classList.toggle("is-away", isOneByOne && !group.contains(current));
      });
      const number = asked.indexOf(current);
      progress.hidden = !isOneByOne;
      form.querySelector("[data-survey-end]").classList.toggle("is-away", isOneByOne && number < asked.length - 1);
      if (!isOneByOne) return;
      survey.say(progress.querySelector("[data-survey-progress-words]"), survey.word("question", { number: number + 1, total: asked.length }));
      Object.assign(progress.querySelector("progress"), { max: asked.length, value: number + 1 });
      back.disabled = number === 0;
      next.hidden = number === asked.length - 1;
      label();
      const part = partOf(current);
      const isFirst = part && asked.find((question) => partOf(question) === part) === current;
      skip.hidden = !part?.dataset.skip || !isFirst;
      skip.textContent = part?.dataset.skip ?? "";
    }

    function label() {
      const isPlain = current.hasAttribute("data-plain-next") || answers.isAnswered(current);
      next.textContent = survey.word(isPlain ? "next" : "skip");
    }

    function go(question, isFocused = true) {
      current = question;
      show();
      onMove(current.dataset.question);
      if (isFocused) focus(current);
    }

    // The words of the question get the focus, so that it is read aloud and the next Tab leads to its answer.
    function focus(question) {
      const words = question.querySelector("[data-survey-asks]") ?? question.querySelector("legend, label, h3") ?? question;
      words.tabIndex = -1;
      words.focus({ preventScroll: true });
      (isOneByOne ? root.querySelector("[data-survey-top]") : words).scrollIntoView({ block: "start", behavior: "instant" });
    }

    function move(step) {
      if (step > 0) {
        const wrong = survey.checked(current);
        if (wrong) return wrong.focus();
        if (current.hasAttribute("data-needed") && !survey.isGiven(current)) return survey.askFor(current);
      }
      const asked = questions(), following = asked[asked.indexOf(current) + step];
      if (following) go(following);
    }

    back.addEventListener("click", () => move(-1));
    next.addEventListener("click", () => move(1));
    skip.addEventListener("click", () => {
      const part = partOf(current), asked = questions();
      const following = asked.slice(asked.indexOf(current)).find((question) => partOf(question) !== part);
      if (following) go(following);
    });
    form.addEventListener("keydown", (event) => {
      const isField = event.target.matches("input:not([type=file]), select");
      if (event.key !== "Enter" || event.isComposing || !isField || event.defaultPrevented) return;
      // Enter in a field never sends half a survey.
      event.preventDefault();
      if (isOneByOne) move(1);
    });
    form.addEventListener("input", () => { if (isOneByOne) label(); });

    ways.hidden = false;
    ways.addEventListener("change", ({ target }) => {
      remember(target.value);
      setWay(target.value);
    });

    function setWay(way) {
      isOneByOne = way === "steps";
      ways.querySelector(`input[value="${isOneByOne ? "steps" : "whole"}"]`).checked = true;
      show();
    }
    setWay(remembered());

    return {
      show,
      // Opens at a question that was left, or at the first.
      openAt(name) {
        current = questions().find((question) => question.dataset.question === name) ?? questions()[0];
        show();
      },
      goTo(question) {
        if (isOneByOne) go(question);
        else focus(question);
      },
      // Where the next question is asked at once: a place was chosen from the list.
      goOn() { if (isOneByOne) move(1); },
    };
  };
})((window.kpssSurvey ??= {}));
