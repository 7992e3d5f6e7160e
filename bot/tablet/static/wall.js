// A screen in the hall looks for what is new by itself. While the server cannot be reached, what is there stays.
"use strict";

(() => {
  const seconds = Number(document.currentScript?.dataset.seconds ?? 300);
  setInterval(async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.status < 500) location.reload();
    } catch {
      // The next time.
    }
  }, seconds * 1000);
})();
