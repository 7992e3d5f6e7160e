// Tells at once when someone is needed. Without this script the page shows it on each load.
(() => {
  "use strict";
  const call = document.querySelector(".call");
  const everyMs = 5000;
  const mostFailures = 3;
  let open = Number(call.dataset.open);
  let warning = "";
  let failures = 0;

  const paragraph = (...parts) => {
    const text = document.createElement("p");
    text.className = "govuk-width-container call__text";
    text.append(...parts);
    return text;
  };

  const waiting = () => {
    const now = document.createElement("strong");
    now.textContent = "Someone is needed now.";
    // Who may not open a worry is told whom to tell.
    const link = document.createElement(call.dataset.link ? "a" : "span");
    link.className = "call__link";
    if (call.dataset.link) link.href = call.dataset.link;
    link.textContent = call.dataset.link ? `Waiting: ${open}` : "Tell the safeguarding lead.";
    return paragraph(now, " ", link);
  };

  // A page that can no longer tell must not look as if nobody waited. What it knew last stays.
  const show = (newOpen, newWarning) => {
    if (newOpen === open && newWarning === warning) return;
    open = newOpen;
    warning = newWarning;
    // The browser's tab says it too, for those who look at another page.
    if (call.dataset.link) document.title = (open ? `(${open}) ` : "") + document.title.replace(/^\(\d+\) /, "");
    call.replaceChildren(...(open ? [waiting()] : []), ...(warning ? [paragraph(warning)] : []));
  };

  const look = async () => {
    try {
      const answer = await fetch("/staff/worries/open.json", { credentials: "same-origin", cache: "no-store" });
      if (answer.status === 401) {
        show(open, "You are signed out. New worries do not show here.");
        return;
      }
      if (!answer.ok) throw new Error(answer.statusText);
      show((await answer.json()).open, "");
      failures = 0;
    } catch {
      // The network may be away for a moment only.
      failures += 1;
      if (failures >= mostFailures) show(open, "New worries do not show here now. Load this page again.");
    }
    setTimeout(look, everyMs);
  };
  setTimeout(look, everyMs);
})();
