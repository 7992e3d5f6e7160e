// A calm word while an answer is on its way. Every page works without this file. Nothing here counts time.
"use strict";

(() => {
  const saving = document.querySelector("[data-saving]");
  document.addEventListener("submit", () => {
    saving.textContent = saving.dataset.saving;
  });

  // What someone wrote for us alone does not come back with the browser's own 'back'.
  const secret = [...document.querySelectorAll("textarea[autocomplete=off]")];
  window.addEventListener("pageshow", (event) => {
    saving.textContent = "";
    secret.forEach((box) => {
      box.value = event.persisted ? "" : box.defaultValue;
    });
  });
})();
