// The photos of a survey: taken with the camera or chosen, each with what it shows.
(function (survey) {
  survey.photosOf = (form, keeping, { onChange, onPosition, current }) => {
    const part = form.querySelector("[data-survey-photos]");
    const inputs = [...part.querySelectorAll("[data-survey-photo-input]")];
    const list = part.querySelector("[data-survey-photo-list]");
    const said = part.querySelector("[data-survey-photo-said]");
    const most = Number(part.dataset.most);

    part.querySelectorAll("[data-survey-plain]").forEach((element) => element.remove());

    async function show() {
      const record = current();
      const blobs = new Map((await keeping.photosOf(record.key)).map((photo) => [photo.id, photo.blob]));
      record.photos = record.photos.filter((photo) => blobs.has(photo.id));
      list.replaceChildren(...record.photos.map((photo, number) => entryOf(photo, number, blobs.get(photo.id))));
      const isFull = record.photos.length >= most;
      inputs.forEach((input) => { input.disabled = isFull; });
      part.querySelector("[data-survey-photo-full]").hidden = !isFull;
    }

    function entryOf(photo, number, blob) {
      const entry = survey.copy("photo");
      const words = entry.querySelector("input"), id = `survey-photo-${photo.id}`;
      words.id = id;
      words.value = photo.alt;
      entry.querySelector("label").htmlFor = id;
      entry.querySelector("[data-survey-photo-name]").textContent = survey.word("photo", { number: number + 1 });
      words.addEventListener("input", () => {
        photo.alt = words.value;
        onChange();
      });
      const remove = entry.querySelector("button");
      remove.setAttribute("aria-label", survey.word("remove-photo", { number: number + 1 }));
      remove.addEventListener("click", async () => {
        if (!confirm(survey.word("remove-photo-asked"))) return;
        const record = current();
        record.photos = record.photos.filter((one) => one.id !== photo.id);
        await onChange();
        await keeping.removePhoto(photo.id);
        await show();
        inputs[0].focus();
      });
      survey.thumbnailOf(blob).then((canvas) => entry.querySelector("[data-survey-photo-picture]").append(canvas), () => {});
      return entry;
    }

    async function take(file) {
      const record = current();
      if (record.photos.length >= most) return survey.word("photos-full");
      const position = await survey.positionIn(file);
      const { blob, name } = await survey.readPhoto(file);
      const photo = { id: survey.newKey(), name, alt: "" };
      try {
        await keeping.putPhoto({ id: photo.id, survey: record.key, blob });
      } catch {
        throw new Error(survey.word("no-room"));
      }
      record.photos.push(photo);
      await onChange();
      return position && onPosition(position) ? survey.word("photo-position") : "";
    }

    async function takeAll(input) {
      const files = [...input.files], troubles = [], notes = [];
      survey.showTrouble(input, "");
      survey.say(said, survey.word("photo-reading"));
      for (const file of files) {
        try { notes.push(await take(file)); } catch (error) { troubles.push(error.message); }
      }
      input.value = "";
      await show();
      survey.say(said, [survey.word("photos", { number: current().photos.length }), ...new Set(notes.filter(Boolean))].join(" "));
      if (troubles.length) survey.showTrouble(input, troubles.join(" "));
      else list.lastElementChild?.querySelector("input").focus();
    }
    inputs.forEach((input) => input.addEventListener("change", () => takeAll(input)));

    return { show };
  };
})((window.kpssSurvey ??= {}));
