// Hiding what is on the screen at once. The link works without this file; with it, the browser's own 'back' shows
// nothing of it either. It is loaded before the page is drawn, so that nothing flashes up.
"use strict";

(() => {
  const AWAY = "away"; // where to carry on, for as long as this window is away
  const ESCAPES = 3;
  const WITHIN_MS = 5000;
  const page = document.documentElement;
  const isHome = /^\/s\/[^/]+/u;
  const here = () => document.querySelector("[data-away]");
  let pressed = [];

  // A window that may keep nothing hides all the same: it only cannot carry on by itself.
  function kept(change) {
    try {
      return change(window.sessionStorage);
    } catch {
      return null;
    }
  }

  function hide(address) {
    page.hidden = true;
    window.speechSynthesis?.cancel();
    kept((store) => store.setItem(AWAY, isHome.exec(location.pathname)?.[0] ?? ""));
    location.replace(address); // in the place of this page: 'back' has nothing to come back to
  }

  // The address of the day's page, without asking the page that is not there yet.
  const today = () => here()?.href ?? `/today?lang=${page.lang}`;

  // By 'back' or 'forward' while this window is away: away again.
  function isBack() {
    const [how] = performance.getEntriesByType("navigation");
    return isHome.test(location.pathname) && how?.type === "back_forward";
  }

  if (isHome.test(location.pathname)) {
    if (isBack() && kept((store) => store.getItem(AWAY)) !== null) hide(today());
    else kept((store) => store.removeItem(AWAY));
  }

  // A page that the browser kept whole, and shows again without loading it.
  window.addEventListener("pageshow", (event) => {
    const isAway = kept((store) => store.getItem(AWAY)) !== null;
    if (event.persisted && isAway && isHome.test(location.pathname)) hide(today());
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-away]");
    if (!link) return;
    event.preventDefault();
    hide(link.href);
  });

  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing) return; // a key that is held down, or ends a word that is being put together
    if (event.key !== "Escape" || !here()) {
      pressed = [];
      return;
    }
    const now = event.timeStamp;
    pressed = [...pressed.filter((before) => now - before < WITHIN_MS), now];
    if (pressed.length >= ESCAPES) hide(today());
  });

  document.addEventListener("DOMContentLoaded", () => {
    const onward = document.querySelector("[data-carry-on]");
    const home = kept((store) => store.getItem(AWAY)) ?? "";
    if (!onward || !isHome.test(home)) return;
    onward.querySelector("a").href = home;
    onward.hidden = false;
  });
})();
