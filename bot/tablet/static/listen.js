// Reading a page aloud, piece by piece, by our own sound or else by the device's voice. Every page works without this.
"use strict";

(() => {
  const button = document.querySelector("[data-listen]");
  const player = new Audio();
  const speech = window.speechSynthesis;
  const sound = player.canPlayType("audio/mpeg") ? button.dataset.sound : undefined;
  const language = document.documentElement.lang.toLowerCase();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const status = document.querySelector("[data-saving]");
  const form = document.querySelector(".ways form");
  const always = form?.querySelector("[name=always]");
  // Numbered before those without a word are passed over: the server counts them all.
  const pieces = [...document.querySelectorAll("[data-say]")]
    .map((place, number) => ({ place, number, text: place.textContent.trim().replace(/\s+/g, " ") }))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
  const REST_MS = 300;
  const OWN_RATE = { slower: 0.65, normal: 0.85, faster: 1.05 };
  let rate = button.dataset.rate ?? "normal";
  let reading = null; // the reading that goes on; what an earlier one still waits for comes to nothing
  let at = 0;

  const address = (piece) => `${sound}&piece=${piece.number}&rate=${rate}`;

  // Only a voice that lives on the device: others send the question to a company far away.
  function findVoice() {
    const same = (voice) => voice.lang.toLowerCase().replace("_", "-").split("-")[0] === language.split("-")[0];
    const local = (speech?.getVoices() ?? []).filter((voice) => voice.localService && same(voice));
    return local.find((voice) => voice.lang.toLowerCase() === "en-gb" && language === "en") || local[0];
  }

  function light(piece) {
    document.querySelectorAll(".reading").forEach((place) => place.classList.remove("reading"));
    if (!piece) return;
    const place = piece.place.closest(".card, .aside, .go") || piece.place;
    place.classList.add("reading");
    place.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  }

  function hush() {
    reading = null;
    player.pause();
    speech?.cancel();
    light(null);
    button.querySelector("span").textContent = button.dataset.listen;
  }

  // Kept by the browser, so that the next piece follows at once. Sounds with names in them are kept nowhere.
  function fetchAhead(piece) {
    if (!piece || piece.place.dataset.say === "private") return;
    fetch(address(piece)).then((answer) => answer.arrayBuffer()).catch(() => {});
  }

  // Whether our own sound was played to its end. Throws where the browser wants a tap first.
  function played(piece, mine) {
    return new Promise((done, refused) => {
      player.onplaying = () => {
        if (reading !== mine) return;
        light(piece);
        fetchAhead(pieces[at + 1]);
      };
      player.onended = () => done(true);
      player.onerror = () => done(false);
      player.src = address(piece);
      player.play().catch((error) => (error.name === "NotAllowedError" ? refused(error) : undefined));
    });
  }

  function spokenByDevice(piece, voice, mine) {
    return new Promise((done, refused) => {
      const said = new SpeechSynthesisUtterance(piece.text);
      said.voice = voice;
      said.lang = language;
      said.rate = OWN_RATE[rate];
      said.onstart = () => reading === mine && light(piece);
      said.onend = done;
      said.onerror = refused;
      speech.speak(said);
    });
  }

  async function readOne(piece, mine) {
    if (sound && (await played(piece, mine))) return;
    if (reading !== mine) return;
    const voice = findVoice();
    if (voice) await spokenByDevice(piece, voice, mine);
    else status.textContent = button.dataset.none;
  }

  async function read(from) {
    const mine = {};
    reading = mine;
    speech?.cancel();
    status.textContent = "";
    button.querySelector("span").textContent = button.dataset.quiet;
    try {
      for (at = from; at < pieces.length; at += 1) {
        if (sound && at > from) await new Promise((done) => setTimeout(done, REST_MS));
        if (reading !== mine) return;
        await readOne(pieces[at], mine);
        if (reading !== mine) return;
        light(null);
      }
    } catch {
      // The browser wants a tap first, or the device's voice broke off: the key is there.
    }
    if (reading === mine) hush();
  }

  function offer() {
    button.hidden = !pieces.length || !(sound || findVoice());
  }

  function showWays(isOn) {
    always.setAttribute("aria-pressed", String(isOn));
    document.querySelector("[data-on]").hidden = !isOn;
    document.querySelector("[data-off]").hidden = isOn;
    form.querySelectorAll("[name=rate]").forEach((way) => way.setAttribute("aria-pressed", String(way.value === rate)));
  }

  // Sent aside, so that what someone is writing on this page stays.
  function choose(way) {
    if (way !== always) rate = way.value;
    const isOn = (always.getAttribute("aria-pressed") === "true") !== (way === always);
    showWays(isOn);
    const chosen = new URLSearchParams({ always: isOn ? "yes" : "no", rate, at: form.elements.at.value });
    fetch(form.action, { method: "POST", body: chosen, redirect: "manual", keepalive: true }).catch(() => {});
    if (way === always && !isOn) hush();
    else if (way === always) read(0);
    else if (reading) read(at);
  }

  offer();
  speech?.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => (reading ? hush() : read(0)));
  // Paused from outside, as by a key of the device or when headphones are taken off.
  player.addEventListener("pause", () => reading && player.paused && !player.ended && hush());
  window.addEventListener("pagehide", hush);
  form?.querySelectorAll("button").forEach((way) =>
    way.addEventListener("click", (event) => {
      event.preventDefault();
      choose(way);
    }),
  );
  if (sound && "always" in button.dataset) read(0);
})();
