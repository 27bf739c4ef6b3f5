// "From where I am": asks the device for its position, rounds it to some hundred metres and shows the nearest first.
const button = document.querySelector("[data-catalog-here]");

if (button && "geolocation" in navigator) {
  const said = document.querySelector("[data-catalog-here-said]");
  const select = button.form.elements.near;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    said.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        select.append(new Option(button.textContent, value, true, true));
        button.form.requestSubmit();
      },
      () => {
        button.disabled = false;
        said.textContent = button.dataset.catalogHere;
      },
      { timeout: 15000, maximumAge: 300000 },
    );
  });
}
