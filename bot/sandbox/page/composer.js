// Where one writes: Enter sends, Shift+Enter breaks the line, "/" lists the bot's commands,
// ↑ in the empty box edits the last own message. Also replies, edits, contacts and files.

import { h, iconButton } from "./dom.js";
import { nameOf, summary } from "./bubble.js";
import { replyKeyboard } from "./keyboard.js";
import { dialog, menu } from "./notices.js";
import { t } from "./words.js";

const FILES = [
  ["image", "photo", "image/*"],
  ["file", "document", ""],
];

async function askContact(person) {
  const field = (name, label, value, type) =>
    h("label", {}, label, h("input", { name, type, value, required: true, autocomplete: "off" }));
  const body = h(
    "div",
    { class: "fields" },
    h("h2", {}, t("contactTitle")),
    field("first_name", t("name"), nameOf(person), "text"),
    field("phone_number", t("phone"), "+7", "tel"),
  );
  const read = () =>
    Object.fromEntries([...body.querySelectorAll("input")].map((input) => [input.name, input.value]));
  return dialog(body, [{ label: t("cancel") }, { label: t("send"), value: read, submit: true }]);
}

export class Composer {
  // `act`: send(text, replyTo), edit(message, text), contact(fields), file(kind, file), lastOwn(), me()
  constructor(act) {
    this.act = act;
    this.subject = null; // {kind: "reply" | "edit", message}
    this.commands = [];
    this.text = h("textarea", {
      class: "compose-text",
      rows: 1,
      dir: "auto",
      maxlength: 4096,
      enterkeyhint: "send",
      autocomplete: "off",
    });
    this.slash = h(
      "button",
      {
        type: "button",
        class: "icon-button slash",
        "aria-expanded": "false",
        onclick: () => this.toggleCommands(),
      },
      "/",
    );
    this.keys = iconButton("keyboard", t("keyboard"), () => this.replyKeys.toggleAttribute("hidden"));
    this.submit = h("button", { type: "submit", class: "icon-button send" });
    this.listbox = h("div", { class: "commands", role: "listbox", hidden: true });
    this.quote = h("div", { class: "compose-subject", hidden: true });
    this.replyKeys = h("div", { class: "reply-keyboard", hidden: true });
    this.form = h(
      "form",
      { class: "compose" },
      this.slash,
      this.text,
      this.keys,
      iconButton("clip", t("attach"), (event) => this.attach(event.currentTarget)),
      this.submit,
    );
    this.node = h("footer", { class: "composer" }, this.listbox, this.quote, this.form, this.replyKeys);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("input", () => this.changed());
    this.label();
  }

  label() {
    this.text.placeholder = t("write");
    this.text.setAttribute("aria-label", t("write"));
    for (const [node, words] of [
      [this.slash, "commands"],
      [this.submit, "send"],
    ]) {
      node.title = t(words);
      node.setAttribute("aria-label", t(words));
    }
    this.submit.replaceChildren(iconButton("Send", "", null).firstChild);
    this.listbox.setAttribute("aria-label", t("commands"));
  }

  show(view) {
    this.commands = view.commands;
    this.slash.hidden = !view.commands.length;
    const markup = view.keyboard;
    const signature = JSON.stringify(markup);
    this.keys.hidden = !markup;
    if (signature === this.keyboardShown) return;
    this.keyboardShown = signature;
    this.replyKeys.hidden = !markup;
    this.replyKeys.replaceChildren(
      ...(markup
        ? [replyKeyboard(markup, { send: (text) => this.act.send(text), contact: () => this.contact() })]
        : []),
    );
    this.text.placeholder = markup?.input_field_placeholder ?? t("write");
  }

  key(event) {
    if (event.isComposing) return;
    if (!this.listbox.hidden && this.commandKey(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.finish();
    } else if (event.key === "Escape") {
      this.about(null);
    } else if (event.key === "ArrowUp" && !this.text.value) {
      const last = this.act.lastOwn();
      if (last) this.about("edit", last);
    }
    return null;
  }

  commandKey(event) {
    const options = [...this.listbox.children];
    const at = options.findIndex((option) => option.classList.contains("chosen"));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = options.at((at + step + options.length) % options.length);
      options.forEach((option) => option.classList.toggle("chosen", option === next));
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape") this.closeCommands();
    else if (event.key === "Tab" || (event.key === "Enter" && at >= 0)) options[Math.max(at, 0)]?.click();
    else return false;
    return true;
  }

  finish() {
    const text = this.text.value.trim();
    if (!text) return;
    const { kind, message } = this.subject ?? {};
    if (kind === "edit") this.act.edit(message, text);
    else this.act.send(text, message?.message_id);
    this.about(null);
    this.fill("");
  }

  get draft() {
    return this.text.value;
  }

  set draft(text) {
    this.text.value = text;
    this.changed();
  }

  fill(text) {
    this.draft = text;
    this.text.focus();
  }

  changed() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    this.form.classList.toggle("filled", this.text.value.trim() !== "");
    const typed = /^\/(\w*)$/.exec(this.text.value)?.[1];
    if (typed === undefined) this.closeCommands();
    else this.listCommands(this.commands.filter((command) => command.command.startsWith(typed)));
  }

  listCommands(commands) {
    this.listbox.replaceChildren(
      ...commands.map(({ command, description }) =>
        h(
          "button",
          {
            type: "button",
            role: "option",
            tabindex: -1,
            class: "command-row",
            onclick: () => this.pick(command),
          },
          h("b", {}, `/${command}`),
          h("span", { class: "quiet", dir: "auto" }, description),
        ),
      ),
    );
    this.listbox.hidden = !commands.length;
    this.slash.setAttribute("aria-expanded", String(commands.length > 0));
  }

  toggleCommands() {
    if (this.listbox.hidden) this.listCommands(this.commands);
    else this.closeCommands();
    this.text.focus();
  }

  closeCommands() {
    this.listCommands([]);
  }

  pick(command) {
    this.closeCommands();
    this.act.send(`/${command}`);
    this.fill("");
  }

  // Start or stop replying to a message or editing it.
  about(kind, message) {
    if (this.subject?.kind === "edit" || kind === "edit")
      this.fill(kind === "edit" ? (message.text ?? "") : "");
    this.subject = kind ? { kind, message } : null;
    this.quote.hidden = !kind;
    if (!kind) return;
    const title = kind === "edit" ? t("editing") : `${t("replyTo")}: ${nameOf(message.from)}`;
    this.quote.replaceChildren(
      h("div", {}, h("b", {}, title), h("span", { dir: "auto" }, summary(message))),
      iconButton("close", t("cancel"), () => this.about(null)),
    );
    this.text.focus();
  }

  attach(button) {
    const { left, top } = button.getBoundingClientRect();
    menu({ x: left - 120, y: top - 140 }, [
      ["contact", t("contact"), () => this.contact()],
      ...FILES.map(([image, kind, accept]) => [image, t(kind), () => this.file(kind, accept)]),
    ]);
  }

  async contact() {
    const fields = await askContact(this.act.me());
    if (fields) this.act.contact(fields);
  }

  file(kind, accept) {
    const input = h("input", { type: "file", accept });
    input.addEventListener("change", () => input.files[0] && this.act.file(kind, input.files[0]));
    input.click();
  }
}
