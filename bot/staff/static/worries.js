// Tells at once when someone is needed. Without this script the page shows it on each load.
(() => {
  "use strict";
  const call = document.querySelector(".call");
  const everyMs = 5000;
  let shown = Number(call.dataset.open);

  const say = (open) => {
    if (open === shown) return;
    shown = open;
    call.replaceChildren();
    if (!open) return;
    const text = document.createElement("p");
    text.className = "govuk-width-container call__text";
    const now = document.createElement("strong");
    now.textContent = "Someone is needed now.";
    const link = document.createElement("a");
    link.className = "call__link";
    link.href = "/staff/worries";
    link.textContent = `Waiting: ${open}`;
    text.append(now, " ", link);
    call.append(text);
  };

  const look = async () => {
    try {
      const answer = await fetch("/staff/worries/open.json", { credentials: "same-origin", cache: "no-store" });
      if (answer.status === 401) return;
      if (answer.ok) say((await answer.json()).open);
    } catch {
      // The network is away for a moment: ask again.
    }
    setTimeout(look, everyMs);
  };
  setTimeout(look, everyMs);
})();
