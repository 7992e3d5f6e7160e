// The phone: shows what the bot says, and says what the person does. Everything goes through /control/.

import { drawn } from "./bubble.js";

const PATIENCE_SECONDS = 25;
const AGAIN_MS = 2000;
const NEAR = 80; // pixels from the end of the chat at which a reader counts as being at its end

const $ = (id) => document.getElementById(id);
const items = new Map(); // message_id → element
let user = null;
let role = "";
let atEnd = true;
let since = 0;

async function ask(path, about, signal) {
  const answer = await fetch(`/control/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(about),
    signal,
  });
  const said = await answer.json();
  if (!said.ok) throw new Error(said.error);
  return said.result;
}

async function act(name, about = {}) {
  atEnd = true; // whoever does something wants to see what comes of it
  try {
    const done = await ask("act", { act: name, user, ...about });
    $("status").textContent = "";
    return done;
  } catch (error) {
    $("status").textContent = `This did not work. ${error.message}`;
    return null;
  }
}

function show(message) {
  const old = items.get(message.message_id);
  if (message.deleted) {
    old?.remove();
    items.delete(message.message_id);
    return;
  }
  const held = old?.contains(document.activeElement) ? document.activeElement.textContent : null;
  const made = drawn(message, (data) => act("tap", { button: data, message_id: message.message_id }));
  if (old) old.replaceWith(made);
  else $("log").append(made);
  items.set(message.message_id, made);
  // An edit draws the message anew. Whoever was on one of its buttons stays there, or at the chat.
  if (held !== null) {
    const same = [...made.querySelectorAll("button, a")].find((one) => one.textContent === held);
    (same ?? $("log")).focus();
  }
}

function label(element, text) {
  element.textContent = text;
  return element;
}

function showCommands(commands) {
  const rows = commands.map(({ command, description }) => {
    const button = label(document.createElement("button"), `/${command} – ${description}`);
    button.type = "button";
    button.className = "plain";
    button.addEventListener("click", () => {
      $("menu").open = false;
      act("say", { text: `/${command}` });
      $("text").focus();
    });
    const row = document.createElement("li");
    row.append(button);
    return row;
  });
  $("commands").replaceChildren(...rows);
  $("commands").hidden = rows.length === 0;
  $("no-commands").hidden = rows.length > 0;
}

function showKeyboard(rows) {
  $("keyboard").hidden = !rows;
  const drawnRows = (rows ?? []).map((labels) => {
    const row = document.createElement("div");
    row.append(
      ...labels.map((text) => {
        const button = label(document.createElement("button"), text);
        button.type = "button";
        button.addEventListener("click", () => act("say", { text }));
        return button;
      }),
    );
    return row;
  });
  $("keyboard").replaceChildren(...drawnRows);
}

function showChat(chat) {
  $("whose").textContent = role ? `You are ${chat.name}, ${role}.` : `You are ${chat.name}.`;
  $("about").textContent = chat.description || "Press Start to speak with the bot.";
  $("empty").hidden = items.size > 0;
  $("block").textContent = chat.blocked ? "Unblock this bot" : "Block this bot";
  $("block").dataset.on = String(!chat.blocked);
  $("forbid").checked = chat.forbid_voice;
  for (const field of $("write").elements) field.disabled = chat.blocked;
  $("status").textContent = chat.blocked ? "You blocked this bot. It cannot write to you." : $("status").textContent.replace(/^You blocked.*/, "");
  showCommands(chat.commands);
  showKeyboard(chat.blocked ? null : chat.reply_keyboard);
  for (const toast of chat.toasts) {
    if (toast.alert) {
      $("alert-text").textContent = toast.text;
      if (!$("alert").open) $("alert").showModal();
    } else $("status").textContent = toast.text;
  }
}

async function follow() {
  let first = true;
  for (;;) {
    try {
      const chat = await ask("inbox", { user, since, all: true, wait: first ? 0 : PATIENCE_SECONDS });
      chat.messages.sort((one, other) => one.order - other.order).forEach(show);
      showChat(chat);
      if (chat.messages.length) keepToEnd();
      since = chat.sequence;
      first = false;
    } catch {
      $("status").textContent = "The bot cannot be reached. Trying again.";
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

function bytes(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function attach(id) {
  $(id).addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    await act(id, { data: await bytes(file) });
    event.target.value = "";
  });
}

async function send() {
  const text = $("text").value;
  if (!text.trim()) return;
  $("text").value = "";
  if (!(await act("say", { text }))) $("text").value = text;
}

// Whoever reads further up is left there. A picture makes the chat longer only once it is loaded.
function keepToEnd() {
  if (atEnd) $("log").scrollTop = $("log").scrollHeight;
}

function listen() {
  const log = $("log");
  log.addEventListener("scroll", () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  });
  log.addEventListener("load", keepToEnd, true);
  $("write").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  $("start").addEventListener("click", async () => {
    await act("start");
    // The button may be hidden by now. Whoever went on meanwhile stays where they are.
    if ([$("start"), document.body].includes(document.activeElement)) $("text").focus();
  });
  $("sticker").addEventListener("click", () => act("sticker"));
  $("block").addEventListener("click", (event) => act("block", { on: event.target.dataset.on === "true" }));
  $("forbid").addEventListener("change", (event) => act("forbid_voice", { on: event.target.checked }));
  attach("photo");
  attach("voice");
}

// Who is asked for in the address: one of the cast, any number, or someone new. A link with `start` presses Start.
async function begin() {
  const query = new URLSearchParams(location.search);
  const cast = [...document.querySelectorAll("[data-user]")];
  const asked = query.get("user") ?? (query.has("start") ? "new" : cast[0].dataset.user);
  const one = cast.find(({ dataset }) => dataset.user === asked);
  one?.setAttribute("aria-current", "page");
  role = one?.dataset.role ?? "";
  const about = { act: "meet", user: asked === "new" ? null : Number(asked), name: one?.dataset.name };
  ({ user } = await ask("act", about));
  if (query.has("start")) await act("start", { payload: query.get("start") });
  history.replaceState(null, "", `/?user=${user}`);
  listen();
  follow();
}

begin();
