// A link to a sound becomes a player in its place. Five thousand players at once would keep a browser busy for a
// quarter of a minute, so a page has links; without this script a link opens the sound itself.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.listen");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  for (const other of document.querySelectorAll("audio")) other.pause();
  const player = document.createElement("audio");
  player.controls = true;
  player.preload = "none";
  player.src = link.href;
  player.setAttribute("aria-label", link.textContent.trim());
  player.addEventListener("error", () => {
    const note = document.createElement("p");
    note.className = "state lacks";
    note.setAttribute("role", "status");
    note.textContent = "There is no sound";
    player.replaceWith(note);
  });
  link.replaceWith(player);
  player.focus();
  player.play().catch(() => {}); // it stays there with its own key
});
