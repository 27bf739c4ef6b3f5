// Reads photos in the browser: where they were taken, and a smaller copy of those that are big.
(function (survey) {
  const LARGEST = 2 * 1024 * 1024;  // bytes
  const LARGEST_WHOLE = 15 * 1024 * 1024;  // bytes of one that cannot be made smaller here
  const LONGEST_SIDE = 2560;  // pixels

  // Returns the start of the TIFF part within a JPEG's Exif segment, -1 where there is none.
  function exifStart(view) {
    if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return -1;
    for (let at = 2; at + 10 < view.byteLength && view.getUint8(at) === 0xff;) {
      if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
      at += 2 + view.getUint16(at + 2);
    }
    return -1;
  }

  // Returns the entries of a directory of TIFF: { tag: where its value is }.
  function entries(view, at, isLittle) {
    const found = {};
    for (let number = 0; number < view.getUint16(at, isLittle); number++) {
      const entry = at + 2 + 12 * number;
      found[view.getUint16(entry, isLittle)] = entry + 8;
    }
    return found;
  }

  // Returns { latitude, longitude } in WGS 84 degrees from a JPEG's Exif, null where it has none.
  survey.positionIn = async (file) => {
    try {
      const view = new DataView(await file.slice(0, 256 * 1024).arrayBuffer());
      const start = exifStart(view);
      if (start < 0) return null;
      const isLittle = view.getUint16(start) === 0x4949;
      const gps = entries(view, start + view.getUint32(start + 4, isLittle), isLittle)[0x8825];
      if (!gps) return null;
      const said = entries(view, start + view.getUint32(gps, isLittle), isLittle);
      const degrees = (values, side, negative) => {
        const at = start + view.getUint32(said[values], isLittle);
        const [whole, minutes, seconds] = [0, 8, 16].map((offset) => view.getUint32(at + offset, isLittle) / view.getUint32(at + offset + 4, isLittle));
        const sign = String.fromCharCode(view.getUint8(said[side])) === negative ? -1 : 1;
        return sign * (whole + minutes / 60 + seconds / 3600);
      };
      const position = { latitude: degrees(2, 1, "S"), longitude: degrees(4, 3, "W") };
      return Number.isFinite(position.latitude + position.longitude) && (position.latitude || position.longitude) ? position : null;
    } catch {
      return null;  // damaged, or cut short: the photo may be a good one all the same
    }
  };

  const isHeic = (file) => /heic|heif/i.test(file.type) || /\.(heic|heif)$/i.test(file.name);
  const isTaken = (file) => ["image/jpeg", "image/png", "image/webp"].includes(file.type);

  // Whether a file begins as a JPEG, PNG or WebP does.
  async function looksTaken(file) {
    const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 4).arrayBuffer()));
    return start.startsWith("\xff\xd8\xff") || start === "\x89PNG" || start === "RIFF";
  }

  // The picture as it is looked at; old browsers turn it by themselves or not at all.
  const decoded = (blob) => createImageBitmap(blob, { imageOrientation: "from-image" }).catch(() => createImageBitmap(blob));

  // Returns { blob, name } of a photo as it is kept; throws an Error with a sentence for what cannot be read here.
  survey.readPhoto = async (file) => {
    let picture;
    try {
      picture = await decoded(file);
    } catch {
      // A large photo may be too much for the phone and all right for the server.
      if (isTaken(file) && file.size <= LARGEST_WHOLE && (await looksTaken(file))) return { blob: file, name: file.name };
      throw new Error(survey.word(isHeic(file) ? "heic" : "no-photo", { name: file.name }));
    }
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    if (isTaken(file) && file.size <= LARGEST) {
      picture.close();
      return { blob: file, name: file.name };
    }
    const canvas = drawn(picture, Math.round(picture.width * scale), Math.round(picture.height * scale));
    picture.close();
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.85); });
    if (!blob) throw new Error(survey.word("no-photo", { name: file.name }));
    return { blob, name: `${file.name.replace(/\.\w+$/, "")}.jpg` };
  };

  function drawn(picture, width, height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(picture, 0, 0, width, height);
    return canvas;
  }

  // Returns a small picture of a photo for the eye; the words beside it are for everybody.
  survey.thumbnailOf = async (blob) => {
    const picture = await decoded(blob);
    const scale = 240 / Math.max(picture.width, picture.height);
    const canvas = drawn(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    picture.close();
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  };
})((window.kpssSurvey ??= {}));
