// Keeps surveys and their photos in this browser (IndexedDB) until the town has them.
//
// A survey: { key, state, answers, fields, place, photos: [{ id, name, alt }], at, errors, … }; its state is "draft",
// "waiting", "refused", "closed" or "sent". Where the browser keeps nothing, all lives as long as the page (isKept is false).
(function (survey) {
  const DATABASE = "kpss-surveys";

  const answerTo = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  function opened() {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("surveys", { keyPath: "key" });
      request.result.createObjectStore("photos", { keyPath: "id" }).createIndex("survey", "survey");
    };
    return answerTo(request);
  }

  class Kept {
    isKept = true;

    constructor(database) {
      this.database = database;
      database.onversionchange = () => database.close();
    }

    // Runs one action on stores; resolves when the browser has written it down.
    #run(stores, mode, act) {
      return new Promise((resolve, reject) => {
        const transaction = this.database.transaction(stores, mode, { durability: "strict" });
        let result;
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
        act(...stores.map((name) => transaction.objectStore(name))).onsuccess = (event) => { result = event.target.result; };
      });
    }

    all() { return this.#run(["surveys"], "readonly", (surveys) => surveys.getAll()); }
    get(key) { return this.#run(["surveys"], "readonly", (surveys) => surveys.get(key)); }
    put(one) { return this.#run(["surveys"], "readwrite", (surveys) => surveys.put(one)); }
    putPhoto(photo) { return this.#run(["photos"], "readwrite", (photos) => photos.put(photo)); }
    removePhoto(id) { return this.#run(["photos"], "readwrite", (photos) => photos.delete(id)); }
    photosOf(key) { return this.#run(["photos"], "readonly", (photos) => photos.index("survey").getAll(key)); }

    async remove(key) {
      const ids = (await this.photosOf(key)).map((photo) => photo.id);
      return this.#run(["surveys", "photos"], "readwrite", (surveys, photos) => {
        ids.forEach((id) => photos.delete(id));
        return surveys.delete(key);
      });
    }

    // Puts a survey that was sent in the place of what was kept of it, and lets its photos go, both or neither.
    async settle(one) {
      const ids = (await this.photosOf(one.key)).map((photo) => photo.id);
      return this.#run(["surveys", "photos"], "readwrite", (surveys, photos) => {
        ids.forEach((id) => photos.delete(id));
        return surveys.put(one);
      });
    }
  }

  // The same for a browser that keeps nothing, as private windows may be.
  class Forgotten {
    isKept = false;
    #surveys = new Map();
    #photos = new Map();

    async all() { return [...this.#surveys.values()].map((one) => structuredClone(one)); }
    async get(key) { return structuredClone(this.#surveys.get(key)); }
    async put(one) { this.#surveys.set(one.key, structuredClone(one)); }
    async putPhoto(photo) { this.#photos.set(photo.id, photo); }
    async removePhoto(id) { this.#photos.delete(id); }
    async photosOf(key) { return [...this.#photos.values()].filter((photo) => photo.survey === key); }

    async remove(key) {
      this.#surveys.delete(key);
      for (const photo of await this.photosOf(key)) this.#photos.delete(photo.id);
    }

    async settle(one) {
      await this.remove(one.key);
      await this.put(one);
    }
  }

  survey.openKeeping = async () => {
    try {
      const kept = new Kept(await opened());
      await kept.put({ key: "try", state: "try" });
      await kept.remove("try");
      // Otherwise the browser may throw away what it keeps when the phone is full.
      navigator.storage?.persist?.().catch(() => {});
      return kept;
    } catch {
      return new Forgotten();
    }
  };
})((window.kpssSurvey ??= {}));
