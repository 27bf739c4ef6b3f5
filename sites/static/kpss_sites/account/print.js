// A button that prints the page; without JavaScript it is not there.
const button = document.getElementById("print-codes");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
