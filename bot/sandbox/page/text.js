// Telegram's text + entities as DOM nodes. Offsets are UTF-16 units, as JavaScript counts
// too. An entity of a kind not known here is shown as plain text, which is what an old client does.

import { h } from "./dom.js";
import { copyText } from "./notices.js";
import { localTime, moment, t } from "./words.js";

const SAFE_LINK = /^(https?:|mailto:|tg:)/i;

export function link(url, children) {
  const target = SAFE_LINK.test(url) ? url : `https://${url}`;
  return h("a", { href: target, target: "_blank", rel: "noopener noreferrer", title: url }, children);
}

function tappable(className, label, onclick, children) {
  return h("button", { type: "button", class: `inline ${className}`, title: label, onclick }, children);
}

const copyable = (className) => (children, entity, text) =>
  tappable(className, t("copy"), () => copyText(text), children);

function spoiler(children) {
  const node = h(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": t("spoiler") },
    h("span", { class: "spoiler-text" }, children),
  );
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.classList.add("revealed");
    ["role", "tabindex", "aria-label"].forEach((name) => node.removeAttribute(name));
  };
  node.addEventListener("click", reveal, { once: true });
  node.addEventListener("keydown", reveal);
  return node;
}

function expandable(children) {
  const body = h("span", { class: "quote-body" }, children);
  const toggle = h(
    "button",
    { type: "button", class: "quote-toggle", "aria-expanded": "false" },
    t("expand"),
  );
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = t(open ? "collapse" : "expand");
  });
  const quote = h("blockquote", { class: "expandable" }, body, toggle);
  const fits = () => !quote.classList.contains("open") && body.scrollHeight <= body.clientHeight + 1;
  new ResizeObserver(() => {
    toggle.hidden = fits();
  }).observe(body);
  return quote;
}

function dateTime(children, { unix_time: unix, date_time_format: pattern }) {
  const relative = /r/i.test(pattern ?? "") ? { relative: unix } : {};
  return h(
    "time",
    { datetime: new Date(unix * 1000).toISOString(), title: moment(unix), data: relative },
    pattern ? localTime(unix, pattern) : children,
  );
}

export function refreshRelative() {
  for (const node of document.querySelectorAll("time[data-relative]")) {
    node.textContent = localTime(Number(node.dataset.relative), "r");
  }
}

function pre(children, entity, text) {
  const copy = tappable("pre-copy", t("copy"), () => copyText(text), entity.language || t("copy"));
  return h("pre", {}, copy, h("code", {}, children));
}

const plainTag = (tag) => (children) => h(tag, {}, children);
const coloured = (children) => h("span", { class: "mention" }, children);

const RENDER = {
  bold: plainTag("strong"),
  italic: plainTag("em"),
  underline: plainTag("u"),
  strikethrough: plainTag("s"),
  code: copyable("code"),
  pre,
  spoiler,
  blockquote: plainTag("blockquote"),
  expandable_blockquote: expandable,
  url: (children, entity, text) => link(text, children),
  text_link: (children, entity) => link(entity.url, children),
  email: (children, entity, text) => link(`mailto:${text}`, children),
  phone_number: copyable("phone"),
  bot_command: (children, entity, text, act) => tappable("command", text, () => act.command(text), children),
  mention: coloured,
  text_mention: coloured,
  hashtag: coloured,
  cashtag: coloured,
  date_time: dateTime,
  custom_emoji: (children) => children,
};

export function entityNode(type, children, entity, text, act) {
  const render = RENDER[type];
  return render ? render(children, entity, text, act) : children;
}

const byNesting = (a, b) => a.offset - b.offset || b.length - a.length;

// `act.command(text)` is called when a /command inside the text is tapped.
export function formatted(text, entities, act) {
  const queue = [...(entities ?? [])].sort(byNesting);
  const slice = (from, to) => {
    const nodes = [];
    let at = from;
    while (queue.length && queue[0].offset < to) {
      const entity = queue.shift();
      const start = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      if (start > at) nodes.push(text.slice(at, start));
      nodes.push(...[entityNode(entity.type, slice(start, end), entity, text.slice(start, end), act)].flat());
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return slice(0, text.length);
}
