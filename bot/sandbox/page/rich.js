// Rich messages: blocks (headings, tables, lists, details, quotes, media, buttons) and
// their rich text, which is a string, a list, or an object around more of the same.

import { h } from "./dom.js";
import { button } from "./keyboard.js";
import { attachment } from "./media.js";
import { entityNode } from "./text.js";

const plain = (text) => {
  if (text === null || text === undefined) return "";
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plain).join("");
  return plain(text.text ?? text.alternative_text ?? text.expression ?? text.button?.text);
};

const TAGS = { subscript: "sub", superscript: "sup", marked: "mark" };
const SAME_AS_ENTITY = { url: "text_link", email_address: "email", bank_card_number: "code" };

function richText(text, context) {
  if (text === null || text === undefined) return [];
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap((part) => richText(part, context));
  if (text.type === "button")
    return [button(text.button, context.message, context.act, richText(text.button.text, context))];
  const children = text.text === undefined ? [plain(text)] : richText(text.text, context);
  if (TAGS[text.type]) return [h(TAGS[text.type], {}, children)];
  return [
    entityNode(SAME_AS_ENTITY[text.type] ?? text.type, children, text, plain(text), context.act),
  ].flat();
}

function heading(block, context) {
  const level = Math.min(Math.max(block.size, 1), 6);
  return h(`h${level}`, { class: "rich-heading" }, richText(block.text, context));
}

function cell(spec, context) {
  return h(
    spec.is_header ? "th" : "td",
    {
      class: `align-${spec.align} valign-${spec.valign}`,
      colspan: spec.colspan,
      rowspan: spec.rowspan,
    },
    richText(spec.text, context),
  );
}

function table(block, context) {
  const kind = ["bordered", "striped", "compact"].filter((name) => block[`is_${name}`]).join(" ");
  const caption = block.caption && h("caption", {}, richText(block.caption, context));
  const rows = block.cells.map((row) =>
    h(
      "tr",
      {},
      row.map((spec) => cell(spec, context)),
    ),
  );
  return h(
    "div",
    { class: "rich-table", tabindex: 0 },
    h("table", { class: kind }, caption, h("tbody", {}, rows)),
  );
}

function list(block, context) {
  return h(
    "ul",
    { class: "rich-list" },
    block.items.map((item) =>
      h(
        "li",
        {},
        item.has_checkbox
          ? h("input", {
              type: "checkbox",
              checked: Boolean(item.is_checked),
              disabled: true,
              "aria-label": item.label,
            })
          : h("span", { class: "rich-label" }, item.label),
        h("div", {}, blocks(item.blocks, context)),
      ),
    ),
  );
}

const details = (block, context) =>
  h(
    "details",
    { class: "rich-details", open: Boolean(block.is_open) },
    h("summary", {}, richText(block.summary, context)),
    blocks(block.blocks, context),
  );

function quote(block, context) {
  const credit = block.credit && h("cite", {}, richText(block.credit, context));
  return h(
    "blockquote",
    { class: block.type },
    block.blocks ? blocks(block.blocks, context) : richText(block.text, context),
    credit,
  );
}

const buttons = (block, context) =>
  h(
    "div",
    { class: `keys-row rich-keys align-${block.align ?? "left"}` },
    block.buttons.map((spec) => button(spec, context.message, context.act, richText(spec.text, context))),
  );

function media(block, context) {
  const caption = block.caption && h("figcaption", {}, richText(block.caption.text, context));
  const file =
    block.audio ??
    block.voice_note ??
    block.document ??
    block.video ??
    block.animation ??
    block.photo?.at(-1);
  const kind = { voice_note: "voice", video: "document", animation: "document" }[block.type] ?? block.type;
  return h(
    "figure",
    {},
    attachment({ ...file, kind, url: `/sandbox/files/${file.file_unique_id}` }, context.message),
    caption,
  );
}

const tagged = (tag, name) => (block, context) => h(tag, { class: name }, richText(block.text, context));

const BLOCKS = {
  paragraph: tagged("p", "rich-paragraph"),
  footer: tagged("p", "rich-footer"),
  thinking: tagged("p", "rich-footer"),
  pre: (block, context) =>
    entityNode("pre", richText(block.text, context), block, plain(block.text), context.act),
  heading,
  table,
  list,
  details,
  buttons,
  divider: () => h("hr"),
  anchor: () => null,
  mathematical_expression: (block) => h("code", {}, block.expression),
  blockquote: quote,
  pullquote: quote,
  expandable_blockquote: (block, context) =>
    entityNode("expandable_blockquote", richText(block.text, context), block, "", context.act),
  audio: media,
  voice_note: media,
  document: media,
  photo: media,
  video: media,
  animation: media,
  collage: (block, context) => h("div", {}, blocks(block.blocks, context)),
  slideshow: (block, context) => h("div", {}, blocks(block.blocks, context)),
};

function blocks(all, context) {
  return all.map((block) => BLOCKS[block.type]?.(block, context) ?? null);
}

export function richMessage(message, act) {
  return h(
    "div",
    { class: "rich", dir: message.rich_message.is_rtl ? "rtl" : "auto" },
    blocks(message.rich_message.blocks, { message, act }),
  );
}

export const richSummary = (message) =>
  message.rich_message.blocks
    .map((block) => plain(block.text ?? block.summary ?? block.caption))
    .find(Boolean) ?? "";
