// Draws one message. Only text goes into the page as text; nothing that anyone wrote is ever read as HTML.

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

function make(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function piece(part) {
  let made = document.createTextNode(part.text);
  for (const style of part.styles) {
    if (!(style in TAGS)) continue;
    const around = make(TAGS[style]);
    around.append(made);
    made = around;
  }
  if (!part.link) return made;
  const link = make("a");
  link.href = part.link;
  link.append(made);
  return link;
}

function media({ kind, url, emoji }, whose) {
  if (kind === "photo") {
    const image = make("img");
    image.src = url;
    image.alt = `Picture from ${whose}`;
    return image;
  }
  if (kind === "voice") {
    const player = make("audio");
    player.src = url;
    player.controls = true;
    player.preload = "metadata";
    player.setAttribute("aria-label", `Voice message from ${whose}`);
    return player;
  }
  if (kind === "sticker") return make("p", "sticker", emoji ?? "🙂"); // the person's own letters draw it
  return make("p", "", `A file (${kind})`);
}

function button(about, tap) {
  if (about.opens) {
    const link = make("a", "", about.label);
    link.href = about.opens;
    if (!about.opens.startsWith("/")) {
      link.target = "_blank";
      link.rel = "noreferrer";
    }
    return link;
  }
  const made = make("button", "", about.label);
  made.type = "button";
  made.addEventListener("click", () => tap(about.data));
  return made;
}

/** One message as an element. `tap` is called with the data of a button. */
export function drawn(message, tap) {
  const whose = message.from_bot ? "the bot" : "you";
  const item = make("article", `item ${message.from_bot ? "bot" : "mine"}`);
  item.dataset.message = message.message_id;
  const bubble = make("div", "bubble");
  bubble.append(make("span", "unseen", message.from_bot ? "The bot: " : "You: "));
  if (message.media) bubble.append(media(message.media, whose));
  if (message.parts.length) {
    const text = make("p");
    text.append(...message.parts.map(piece));
    bubble.append(text);
  }
  if (message.edits) bubble.append(make("p", "note", "Changed"));
  item.append(bubble);
  if (message.rows.length) {
    const rows = make("div", "rows");
    for (const labels of message.rows) {
      const row = make("div");
      row.append(...labels.map((one) => button(one, tap)));
      rows.append(row);
    }
    item.append(rows);
  }
  return item;
}
