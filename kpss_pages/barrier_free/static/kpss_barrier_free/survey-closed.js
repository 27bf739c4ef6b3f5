// The page of a closed link: what was not sent is still in the phone, and can be saved as a file.
(async function (survey) {
  const root = document.querySelector("[data-survey-closed]");
  if (!root) return;
  const keeping = await survey.openKeeping();
  for (const one of await keeping.all()) if (one.state === "waiting") await keeping.put({ ...one, state: "closed", errors: {} });
  const outbox = survey.outboxOf(root, keeping, { currentKey: () => "", isSending: () => false });
  await outbox.show();
  await survey.forgetPage(root.dataset.surveyClosed);
})((window.kpssSurvey ??= {}));
