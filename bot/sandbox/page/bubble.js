// One message as people see it: who, what it answers, its text or file, when, its buttons.
// Also the centred lines of a group's life (joined, pinned, renamed) and a message in one line.

import { avatar, h, icon, iconButton } from "./dom.js";
import { inlineKeyboard } from "./keyboard.js";
import { attachment, contactCard } from "./media.js";
import { richMessage, richSummary } from "./rich.js";
import { formatted } from "./text.js";
import { clock, moment, t } from "./words.js";

export const nameOf = (user) => (user ? [user.first_name, user.last_name].filter(Boolean).join(" ") : "");

const people = (users) => users.map(nameOf).join(", ");

// Service messages: field of the Bot API's Message → sentence.
const SERVICE = {
  new_chat_members: (m) =>
    m.new_chat_members.length === 1 && m.new_chat_members[0].id === m.from?.id
      ? `${nameOf(m.from)} ${t("joined")}`
      : `${nameOf(m.from)} ${t("added")} ${people(m.new_chat_members)}`,
  left_chat_member: (m) =>
    m.left_chat_member.id === m.from?.id
      ? `${nameOf(m.from)} ${t("left")}`
      : `${nameOf(m.from)} ${t("removed")} ${nameOf(m.left_chat_member)}`,
  new_chat_title: (m) => `${t("renamed")} ${m.new_chat_title}`,
  group_chat_created: () => t("createdGroup"),
  supergroup_chat_created: () => t("createdGroup"),
  pinned_message: (m) =>
    `${nameOf(m.from)} ${t("pinnedBy")}${m.pinned_message.date ? ` «${summary(m.pinned_message, 40)}»` : ""}`,
  migrate_to_chat_id: () => t("upgraded"),
  migrate_from_chat_id: () => t("upgraded"),
  forum_topic_created: (m) => `${t("topicCreated")}: ${m.forum_topic_created.name}`,
  forum_topic_edited: () => t("topicEdited"),
  forum_topic_closed: () => t("topicClosed"),
  forum_topic_reopened: () => t("topicReopened"),
};

const serviceField = (message) =>
  Object.keys(SERVICE).find((field) => message[field] !== undefined && message[field] !== null);

const fileWord = (media) =>
  (media.kind === "audio" ? media.title : media.kind === "document" && media.file_name) ||
  t(media.kind) ||
  t("file");

// A message in one line, for the chat list, reply quotes and the pinned bar.
export function summary(message, limit = 120) {
  const field = serviceField(message);
  const kind = ["audio", "voice", "document", "photo", "contact", "sticker"].find((name) => message[name]);
  const rich = message.rich_message && richSummary(message);
  const file = message.media ? fileWord(message.media) : kind && t(kind);
  const words = field
    ? SERVICE[field](message)
    : [file, message.text ?? message.caption ?? rich].filter(Boolean).join(" · ");
  const line = (words || t("unsupported")).replace(/\s+/g, " ");
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}

export const isService = (message) => serviceField(message) !== undefined;

function quoted(message, act) {
  const source = message.reply_to_message;
  if (!source || source.forum_topic_created) return null;
  return h(
    "button",
    { type: "button", class: "reply-quote", onclick: () => act.jump(source.message_id) },
    h("b", {}, nameOf(source.from)),
    h("span", { dir: "auto" }, message.quote?.text ?? summary(source)),
  );
}

function content(message, act) {
  const text = message.text ?? message.caption;
  const body =
    text &&
    h(
      "div",
      { class: "text", dir: "auto" },
      formatted(text, message.entities ?? message.caption_entities, act),
    );
  const nodes = [
    message.media && attachment(message.media, message),
    message.contact && contactCard(message.contact),
    message.rich_message && richMessage(message, act),
  ];
  const all = message.show_caption_above_media ? [body, ...nodes] : [...nodes, body];
  return all.some(Boolean) ? all : h("div", { class: "text quiet" }, t("unsupported"));
}

function footer(message) {
  return h(
    "span",
    { class: "meta" },
    message.pinned && icon("Pin"),
    message.edit_date && h("span", {}, t("edited")),
    h(
      "time",
      { datetime: new Date(message.date * 1000).toISOString(), title: moment(message.date) },
      clock(message.date),
    ),
    message.own && icon("check"),
  );
}

const onlyYou = () => h("div", { class: "only-you" }, icon("eye"), t("onlyYou"));

const reactions = (message) =>
  message.reactions?.length
    ? h(
        "div",
        { class: "reactions" },
        message.reactions.map((emoji) => h("span", {}, emoji)),
      )
    : null;

// `place` says whether it is the first or last of a run by one sender, in a group or not.
export function bubble(message, place, act) {
  const group = place.group && !message.own;
  const box = h(
    "div",
    { class: "bubble" },
    group &&
      place.first &&
      h("div", { class: `sender tone-text-${Math.abs(message.from?.id ?? 0) % 7}` }, nameOf(message.from)),
    message.ephemeral && onlyYou(),
    quoted(message, act),
    content(message, act),
    reactions(message),
    footer(message),
    group && place.last && avatar(message.from?.id ?? 0, nameOf(message.from), "small"),
  );
  const more = iconButton(
    "More",
    t("menu"),
    (event) => act.menu(message, event.currentTarget.getBoundingClientRect()),
    "message-menu",
  );
  const classes = [
    "message",
    message.own ? "own" : "theirs",
    place.first && "first",
    place.last && "last",
    group && "in-group",
    message.ephemeral && "ephemeral",
    message.media && `has-${message.media.kind}`,
  ];
  const node = h(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      "aria-label": `${nameOf(message.from)}, ${clock(message.date)}`,
      data: { key: message.key, id: message.message_id },
    },
    h("div", { class: "column" }, h("div", { class: "bubble-row" }, box, more), inlineKeyboard(message, act)),
  );
  box.addEventListener("contextmenu", (event) => {
    if (event.target.closest(".text a") || !getSelection().isCollapsed) return;
    event.preventDefault();
    act.menu(message, { x: event.clientX, y: event.clientY });
  });
  box.addEventListener(
    "dblclick",
    (event) => event.target.closest("button, a, input") || act.doubleClick(message),
  );
  return node;
}

export const serviceLine = (message) =>
  h(
    "div",
    { class: "service", data: { key: message.key, id: message.message_id } },
    h("span", { dir: "auto" }, SERVICE[serviceField(message)](message)),
  );
