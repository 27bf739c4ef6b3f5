// "From where I am": asks the device for its position, rounds it to some hundred metres and shows the nearest first.
const button = document.querySelector("[data-near-here]");

if (button && "geolocation" in navigator) {
  const said = document.querySelector("[data-near-here-said]");
  const { near } = button.form.elements;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    said.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        if (near instanceof HTMLSelectElement) {
          near.append(new Option(button.textContent, value, true, true));
        } else {
          near.value = value;
        }
        button.form.requestSubmit();
      },
      () => {
        button.disabled = false;
        said.textContent = button.dataset.nearHere;
      },
      { timeout: 15000, maximumAge: 300000 },
    );
  });
}

// Empty fields stay out of the address that a list is asked for, which people send on.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.method !== "get") return;
  for (const name of new Set(formData.keys())) {
    const values = formData.getAll(name).filter((value) => value !== "");
    formData.delete(name);
    values.forEach((value) => formData.append(name, value));
  }
});
