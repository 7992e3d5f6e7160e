// Listening, and a calm word while an answer is on its way. Every page works without this file. Nothing here counts time.
"use strict";

(() => {
  const button = document.querySelector("[data-listen]");
  const speech = window.speechSynthesis;
  const language = document.documentElement.lang.toLowerCase();
  const pieces = [...document.querySelectorAll("[data-say]")];
  let reading = false;

  // Only a voice that lives on the device: others send the question to a company far away.
  function findVoice() {
    const same = (voice) => voice.lang.toLowerCase().replace("_", "-").split("-")[0] === language.split("-")[0];
    const local = speech.getVoices().filter((voice) => voice.localService && same(voice));
    return local.find((voice) => voice.lang.toLowerCase() === "en-gb" && language === "en") || local[0];
  }

  function light(piece, on) {
    const place = piece.closest(".card, .aside, .go") || piece;
    place.classList.toggle("reading", on);
    if (on) place.scrollIntoView({ block: "nearest" });
  }

  function show(isReading) {
    reading = isReading;
    button.querySelector("span").textContent = isReading ? button.dataset.quiet : button.dataset.listen;
  }

  function hush() {
    show(false);
    speech.cancel();
    pieces.forEach((piece) => light(piece, false));
  }

  function read(index) {
    if (!reading) return;
    if (index === pieces.length) {
      hush();
      return;
    }
    const piece = pieces[index];
    const said = new SpeechSynthesisUtterance(piece.textContent.trim());
    const voice = findVoice();
    if (voice) said.voice = voice;
    said.lang = language;
    said.rate = 0.85;
    said.onstart = () => light(piece, reading);
    said.onend = () => {
      light(piece, false);
      read(index + 1);
    };
    said.onerror = () => {
      if (reading) hush();
    };
    speech.speak(said);
  }

  function offerListening() {
    button.hidden = !findVoice();
  }

  if (button && speech) {
    offerListening();
    speech.addEventListener?.("voiceschanged", offerListening);
    button.addEventListener("click", () => {
      if (reading) {
        hush();
      } else {
        speech.cancel();
        show(true);
        read(0);
      }
    });
    window.addEventListener("pagehide", hush);
  }

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
